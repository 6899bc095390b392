import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { Payload } from '../payload.ts'
import type { AlertStatus, Reading, Unreadable } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, Readonly<Record<string, AlertStatus>>>> = {
  metric_alert: { critical: 'firing', warning: 'firing', open: 'firing', resolved: 'resolved' },
  issue: {
    created: 'firing',
    unresolved: 'firing',
    resolved: 'resolved',
    ignored: 'suppressed',
    archived: 'suppressed',
  },
  event_alert: { triggered: 'firing' },
  activity_alert: { triggered: 'firing' },
  error: { created: 'firing' },
}

/** The header says what it is about; proxies drop it, and then the data does. */
const resourceOf = (body: Json, { headers }: Payload): string | undefined => {
  const said = headers['sentry-hook-resource']
  if (said) return said
  if (has(body, 'data.comment') || has(body, 'data.comment_id')) return 'comment'
  const named = ['metric_alert', 'error', 'installation'].find((name) => isRecord(field(body, `data.${name}`)))
  if (named) return named
  if (isRecord(field(body, 'data.event'))) return 'event_alert'
  if (isRecord(field(body, 'data.issue'))) return text(body, 'action') === 'triggered' ? 'activity_alert' : 'issue'
  return undefined
}

/** An event knows its issue by number or by a link that contains it: what resolves it later is that issue. */
const issueOf = (event: Json | undefined): string | null =>
  text(event, 'issue_id', 'groupID', 'group_id') ??
  /\/issues\/(\d+)/.exec(`${text(event, 'issue_url')} ${text(event, 'web_url')}`)?.[1] ??
  null

const tag = (event: Json | undefined, name: string): string | null =>
  text(
    list(field(event, 'tags')).find((pair) => text(pair, '0', 'key') === name),
    '1',
    'value',
  )

const projectOf = (event: Json | undefined): string | null =>
  /\/projects\/[^/]+\/([^/]+)\//.exec(text(event, 'url') ?? '')?.[1] ?? text(event, 'project_slug', 'project')

const metric = (body: Json, status: AlertStatus): Reading => {
  const alert = field(body, 'data.metric_alert')
  const title = text(body, 'data.description_title')?.replace(/^(?:critical|warning|resolved|open):\s*/i, '')
  return makeReading({
    format: 'sentry',
    status,
    key: keyed({ metric_alert: text(alert, 'id') }),
    severity: status === 'firing' ? text(body, 'action') : null,
    title: text(alert, 'title', 'alert_rule.name') ?? title,
    description: text(body, 'data.description_text'),
    host: text(alert, 'projects.0', 'alert_rule.projects.0'),
    links: [['Sentry', text(body, 'data.web_url')]],
    at: status === 'resolved' ? field(alert, 'date_closed') : field(alert, 'date_detected'),
    facts: [
      ['Query', text(alert, 'alert_rule.query')],
      ['Aggregate', text(alert, 'alert_rule.aggregate')],
      ['Organization', text(alert, 'organization_id')],
    ],
  })
}

const issue = (body: Json, status: AlertStatus, headers: Payload['headers']): Reading => {
  const about = field(body, 'data.issue')
  return makeReading({
    format: 'sentry',
    kind: status === 'ignored' ? 'non-alert' : 'alert',
    status,
    key: keyed({ issue: text(about, 'id') }),
    severity: text(about, 'level'),
    title: text(about, 'title'),
    description: text(about, 'culprit', 'metadata.value'),
    host: text(about, 'project.slug', 'project.name'),
    identifiers: [text(about, 'project.id'), text(about, 'project.slug')],
    links: [['Issue', text(about, 'web_url', 'permalink')]],
    // When it was last seen says nothing about when somebody resolved it.
    at: headers['sentry-hook-timestamp'] ?? (status === 'firing' ? field(about, 'lastSeen') : undefined),
    facts: [
      ['Short id', text(about, 'shortId')],
      ['Events', text(about, 'count')],
      ['Assigned to', text(about, 'assignedTo.name')],
      ['By', text(body, 'actor.name')],
    ],
  })
}

const event = (body: Json, about: Json | undefined, status: AlertStatus): Reading => {
  const isSample = tag(about, 'sample_event') === 'yes'
  return makeReading({
    format: 'sentry',
    kind: isSample ? 'test' : 'alert',
    status,
    key: keyed({ issue: issueOf(about) }) ?? keyed({ event: text(about, 'event_id') }),
    severity: text(about, 'level'),
    title: text(about, 'title', 'message', 'culprit'),
    description: text(about, 'culprit'),
    host: projectOf(about),
    identifiers: [projectOf(about), tag(about, 'server_name')],
    links: [['Issue', text(about, 'web_url', 'issue_url')]],
    at: field(about, 'datetime') ?? field(about, 'timestamp'),
    facts: [
      ['Rule', text(body, 'data.triggered_rule')],
      ['Environment', tag(about, 'environment')],
      ['Release', text(about, 'release')],
      ['Server', tag(about, 'server_name')],
    ],
  })
}

/**
 * Sentry's integration platform. An event's alert and the issue that is resolved later are one alert, known by the
 * issue. Installations are control, comments and whatever else it sends are no alerts.
 */
export const sentry: Format = {
  id: 'sentry',
  recognises: (body, payload) =>
    text(body, 'action') !== null && isRecord(field(body, 'data')) && resourceOf(body, payload) !== undefined,
  read: (body, payload): readonly Reading[] | Unreadable => {
    const resource = resourceOf(body, payload) ?? ''
    const known = statuses[resource]
    if (!known || !Object.hasOwn(statuses, resource)) {
      const kind = resource === 'installation' ? 'control' : 'non-alert'
      return [makeReading({ format: 'sentry', kind, status: 'ignored', title: `${resource} ${text(body, 'action')}` })]
    }
    const status = meaning(known, text(body, 'action')) ?? 'ignored'
    if (resource === 'metric_alert') return [metric(body, status)]
    if (isRecord(field(body, 'data.issue'))) return [issue(body, status, payload.headers)]
    return [event(body, field(body, 'data.event') ?? field(body, 'data.error'), status)]
  },
}
