import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { Payload } from '../payload.ts'
import type { AlertStatus, Reading } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

/** Where each alert of GitHub's security features says what it is about. */
const isAlertOf: readonly (readonly [event: string, mark: string])[] = [
  ['secret_scanning_alert', 'alert.secret_type'],
  ['code_scanning_alert', 'alert.rule'],
  ['dependabot_alert', 'alert.security_advisory'],
  ['dependabot_alert', 'alert.dependency'],
  ['repository_vulnerability_alert', 'alert.affected_package_name'],
]

/** Bodies that contain the object that their event is named for, most special first. */
const named = [
  'workflow_run',
  'workflow_job',
  'check_run',
  'check_suite',
  'deployment_status',
  'deployment',
  'security_advisory',
  'pull_request',
  'issue',
  'release',
  'installation_repositories',
]

/** The event is in a header; proxies drop it, and then the body's own names tell. */
const eventOf = (body: Json, { headers }: Payload): string | undefined => {
  const said = headers['x-github-event']
  if (said) return said
  if (has(body, 'zen') && has(body, 'hook_id')) return 'ping'
  const isSent = text(body, 'sender.login') !== null
  const isOfRepository = text(body, 'repository.full_name') !== null
  // Other senders' alerts have rules, too.
  const alert = isSent || isOfRepository ? isAlertOf.find(([, mark]) => has(body, mark))?.[0] : undefined
  if (alert) return alert
  if (has(body, 'security_advisory.ghsa_id')) return 'security_advisory'
  if (isOfRepository && has(body, 'pusher') && has(body, 'ref')) return 'push'
  const event = isSent || isOfRepository ? named.find((name) => isRecord(field(body, name))) : undefined
  if (event) return event
  if (isSent && has(body, 'installation.id')) return 'installation'
  return isSent && isOfRepository ? 'unknown' : undefined
}

/** What actions of alerts mean; others (assigned, commented) are no change of state. */
const ofAction: Readonly<Record<string, AlertStatus>> = {
  created: 'firing',
  create: 'firing',
  reopened: 'firing',
  reopened_by_user: 'firing',
  auto_reopened: 'firing',
  reopen: 'firing',
  appeared_in_branch: 'firing',
  reintroduced: 'firing',
  publicly_leaked: 'firing',
  fixed: 'resolved',
  dismissed: 'resolved',
  dismiss: 'resolved',
  auto_dismissed: 'resolved',
  closed_by_user: 'resolved',
  resolved: 'resolved',
  resolve: 'resolved',
  revoked: 'resolved',
}

/** What the end of a run means. Cancelled and skipped ones say nothing about the branch. */
const ofConclusion: Readonly<Record<string, AlertStatus>> = {
  failure: 'firing',
  timed_out: 'firing',
  startup_failure: 'firing',
  success: 'resolved',
}

const repositoryOf = (body: Json) =>
  text(body, 'repository.full_name', 'workflow_run.repository.full_name', 'repository.name')

const securityAlert = (body: Json, event: string, headers: Payload['headers']): Reading => {
  const alert = field(body, 'alert')
  const status = meaning(ofAction, text(body, 'action')) ?? 'ignored'
  const ended = ['fixed_at', 'dismissed_at', 'auto_dismissed_at', 'resolved_at', 'updated_at']
  return makeReading({
    format: 'github',
    kind: status === 'ignored' ? 'non-alert' : 'alert',
    status,
    key: keyed({ repo: repositoryOf(body), [event]: text(alert, 'number', 'id') }),
    severity: text(
      alert,
      'security_vulnerability.severity',
      'security_advisory.severity',
      'rule.security_severity_level',
      'rule.severity',
      'severity',
    ),
    title: text(
      alert,
      'security_advisory.summary',
      'rule.description',
      'rule.name',
      'secret_type_display_name',
      'secret_type',
      'affected_package_name',
    ),
    description: text(
      alert,
      'security_advisory.description',
      'most_recent_instance.message.text',
      'rule.full_description',
    ),
    host: repositoryOf(body),
    identifiers: [repositoryOf(body), text(alert, 'dependency.package.name', 'affected_package_name')],
    links: [['Alert', text(alert, 'html_url', 'external_reference')]],
    at: text(alert, ...(status === 'resolved' ? ended : ['updated_at'])) ?? field(alert, 'created_at'),
    deliveryId: headers['x-github-delivery'],
    facts: [
      ['Event', event],
      ['Action', text(body, 'action')],
      ['Package', text(alert, 'dependency.package.name', 'affected_package_name')],
      ['Manifest', text(alert, 'dependency.manifest_path')],
      ['Advisory', text(alert, 'security_advisory.ghsa_id')],
      ['Rule', text(alert, 'rule.id')],
      ['By', text(body, 'sender.login')],
    ],
  })
}

const run = (body: Json, event: string, headers: Payload['headers']): Reading => {
  const about = field(body, event)
  const isOver = text(body, 'action') === 'completed' || has(about, 'conclusion')
  const status = meaning(ofConclusion, isOver ? text(about, 'conclusion') : null)
  const branch = text(about, 'head_branch', 'check_suite.head_branch')
  const check = event === 'check_run' ? text(about, 'name') : text(about, 'app.slug', 'app.id')
  return makeReading({
    format: 'github',
    kind: status ? 'alert' : 'non-alert',
    status: status ?? 'ignored',
    key: status
      ? keyed({
          repo: repositoryOf(body),
          ...(event === 'workflow_run' ? { workflow: text(about, 'workflow_id', 'name') } : { [event]: check }),
          branch,
        })
      : null,
    severity: text(about, 'conclusion'),
    level: null,
    title: text(about, 'name', 'display_title') ?? event,
    description: text(about, 'output.title', 'display_title'),
    host: repositoryOf(body),
    links: [['Run', text(about, 'html_url', 'details_url')]],
    at: text(about, 'completed_at', 'updated_at'),
    deliveryId: headers['x-github-delivery'],
    facts: [
      ['Event', event],
      ['Branch', branch],
      ['Commit', text(about, 'head_sha')],
      ['By', text(body, 'sender.login')],
    ],
  })
}

const control = ['ping', 'meta', 'installation', 'installation_repositories', 'github_app_authorization']

/**
 * GitHub's webhooks. Its alerts are known by repository and number, a run by its workflow and branch: the next success
 * there is the recovery. Pings and installations are control, everything else that happens on GitHub is no alert.
 */
export const github: Format = {
  id: 'github',
  recognises: (body, payload) => isRecord(body) && eventOf(body, payload) !== undefined,
  read: (body, payload) => {
    const event = eventOf(body, payload) ?? 'unknown'
    if (isRecord(field(body, 'alert')) && isAlertOf.some(([name]) => name === event))
      return [securityAlert(body, event, payload.headers)]
    if (['workflow_run', 'check_run', 'check_suite'].includes(event)) return [run(body, event, payload.headers)]
    return [
      makeReading({
        format: 'github',
        kind: control.includes(event) ? 'control' : 'non-alert',
        status: 'ignored',
        title: [event, text(body, 'action')].filter(Boolean).join(' '),
        description: text(body, 'zen', 'head_commit.message', 'security_advisory.summary', 'deployment.description'),
        host: repositoryOf(body),
        deliveryId: payload.headers['x-github-delivery'],
        facts: [
          ['By', text(body, 'sender.login')],
          ['Ref', text(body, 'ref')],
          ['Commits', String(list(field(body, 'commits')).length || '')],
        ],
      }),
    ]
  },
}
