import { keyed, keyOfWhole } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertStatus } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, isRecord, list, loose, texts } from '../walk.ts'
import { first, fromLink, isDatadogLink, linkInText, linkOf, said, scopeInTitle } from './datadog-link.ts'
import type { Format } from './format.ts'

/** `$ALERT_TRANSITION`, in lower case and letters only. */
const transitions: Record<string, AlertStatus> = {
  ...{
    triggered: 'firing',
    retriggered: 'firing',
    warn: 'firing',
    rewarn: 'firing',
    warning: 'firing',
    alert: 'firing',
  },
  ...{ nodata: 'firing', renodata: 'firing', renotify: 'firing', renotified: 'firing' },
  ...{ recovered: 'resolved', recovery: 'resolved', ok: 'resolved', resolved: 'resolved' },
  ...{ recoveredfromwarn: 'resolved', recoveredfromwarning: 'resolved', recoveredfromnodata: 'resolved' },
  ...{ warnrecovered: 'resolved', warnrecovery: 'resolved', nodatarecovered: 'resolved', nodatarecovery: 'resolved' },
}

const types: Record<string, readonly [AlertStatus, AlertLevel | null]> = {
  ...{ error: ['firing', 'high'], warning: ['firing', 'medium'] },
  ...{ success: ['resolved', null], info: ['ignored', 'low'] },
}

const ownTitle =
  /^\[(?:P[1-5]|monitor alert|(?:re-?)?(?:triggered|alert|warn(?:ing)?|no data|notify|notified)[^\]]*|recovered[^\]]*|test)\]\s*/i

/** The monitor's name: its title without what changes with each transition. */
const plainTitle = (title: string | null): string | null => {
  let rest = title?.slice(0, 4096).trim() ?? ''
  while (ownTitle.test(rest)) rest = rest.replace(ownTitle, '')
  return rest || title
}

const scopeOf = (value: Json | undefined) => (Array.isArray(value) ? texts(value).join(',') || null : said(value))

const tagsOf = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? texts(value) : (said(value)?.split(',') ?? [])).map((tag) => tag.trim())

const tagged = (tags: readonly string[], ...names: string[]) =>
  names.map((name) => tags.find((tag) => tag.startsWith(`${name}:`))?.slice(name.length + 1)).find(Boolean) ?? null

/** Datadog's body is each customer's own template of its variables: these are the names that people give them. */
const telling = [
  ...[
    'alerttransition',
    'transition',
    'alertcyclekey',
    'aggregkey',
    'aggregationkey',
    'alertscope',
    'alertmetric',
    'alertquery',
  ],
  ...[
    'monitorid',
    'alerttype',
    'alertpriority',
    'eventtype',
    'lastupdated',
    'eventmsg',
    'textonlymsg',
    'alertstatus',
    'scopes',
  ],
]

/** `monitor: {id, name}`, as newer templates nest it. */
const flat = (body: Json) => {
  const fields = loose(body)
  const monitor = loose(fields.monitor)
  const alert = loose(fields.alert)
  return {
    ...fields,
    monitorid: fields.monitorid ?? monitor.id ?? alert.monitorid ?? null,
    monitorname: fields.monitorname ?? monitor.name ?? null,
    alertid: fields.alertid ?? alert.id ?? null,
  } as { readonly [name: string]: Json }
}

const isTransition = (word: string | null) => word !== null && Object.hasOwn(transitions, plain(word))
const plain = (word: string | null) => (word ?? '').toLowerCase().replace(/[^a-z]/g, '')

export const datadog: Format = {
  id: 'datadog',
  recognises(body) {
    if (!isRecord(body)) return false
    const fields = loose(body)
    const link = linkOf(fields)
    const signs =
      telling.filter((name) => name in fields).length +
      (isTransition(first(fields, 'alerttransition', 'transition')) ? 1 : 0) +
      (/^(?:metric|query|log|event|event-v2|rum|process|composite) alert$/.test(first(fields, 'type') ?? '') ? 1 : 0) +
      (isDatadogLink(link) ? 2 : 0) +
      (/\[(?:Re-)?(?:Triggered|Recovered|Warn|No Data)\b/.test(first(fields, 'title', 'eventtitle', 'alerttitle') ?? '')
        ? 2
        : 0)
    const hasState = [
      'alerttransition',
      'transition',
      'alerttype',
      'alertstatus',
      'status',
      'state',
      'eventtitle',
      'title',
    ].some((name) => name in fields)
    return hasState && signs >= 2
  },
  read(body) {
    if (!isRecord(body)) return { error: 'The body is no object of template variables.' }
    const fields = flat(body)
    const link = linkOf(fields)
    const message = first(fields, 'eventmsg', 'textonlymsg', 'body', 'message', 'text', 'description')
    const byLink = fromLink(link)
    const linked = byLink.id === null ? fromLink(linkInText(message)) : byLink
    const transition = first(fields, 'alerttransition', 'transition', 'alertstatus', 'status', 'state')
    const type = plain(first(fields, 'alerttype', 'type', 'level'))
    const title = first(fields, 'eventtitle', 'alerttitle', 'title', 'monitorname', 'name', 'summary', 'subject')
    const fromTitle = /\[((?:Re-)?(?:Triggered|Recovered|Warn|No Data|Alert))\b/i.exec(title ?? '')?.[1] ?? null
    const byType = Object.hasOwn(types, type) ? types[type]! : ([null, null] as const)
    const status = transitions[plain(transition)] ?? transitions[plain(fromTitle)] ?? byType[0] ?? 'firing'
    const tags = tagsOf(fields.tags ?? fields.alerttags ?? fields.eventtags)
    const scope = scopeOf(fields.alertscope ?? fields.scopes ?? fields.scope) ?? linked.scope ?? scopeInTitle(title)
    const monitor = first(fields, 'alertid', 'monitorid') ?? linked.id ?? first(fields, 'uniquekey')
    const word = first(fields, 'alertpriority', 'priority', 'severity')
    const isWarning = /warn/i.test(transition ?? '') && status === 'firing'
    const severity = word ?? (isWarning ? 'warning' : null)
    const host =
      first(fields, 'hostname', 'host') ??
      tagged([...(scope?.split(',') ?? []), ...tags], 'host', 'instance', 'pod_name', 'service')
    return [
      makeReading({
        format: 'datadog',
        kind: /^(?:\[[^\]]{1,500}\]\s*)*?\[TEST\]/i.test(title?.slice(0, 1024).trim() ?? '') ? 'test' : 'alert',
        status,
        key:
          (monitor === null ? null : keyed({ monitor, scope })) ??
          keyed({ aggreg_key: first(fields, 'aggregkey', 'aggregationkey') }) ??
          keyed({ cycle_key: first(fields, 'alertcyclekey', 'cyclekey') }) ??
          keyed({ scope: scope ?? host, check: first(fields, 'alertmetric', 'metric') ?? plainTitle(title) }) ??
          keyOfWhole(body),
        severity,
        level: (/^[1-5]$/.test(word ?? '') ? levelOf(`p${word}`) : levelOf(severity)) ?? byType[1],
        title: plainTitle(title),
        description: message?.replace(/^\s*%%%\s*|\s*%%%\s*$/g, ''),
        host,
        identifiers: [host, tagged(tags, 'service'), scope],
        links: [
          ['Datadog', link],
          ['snapshot', fields.snapshot],
        ],
        at: fields.date ?? fields.lastupdated ?? fields.timestamp,
        facts: [
          ['transition', transition],
          ['scope', scope],
          ['metric', fields.alertmetric],
          ['query', fields.alertquery],
          ['tags', list(tags).length > 0 ? tags.join(', ') : null],
          ...factsOf(field(body, 'org')),
        ],
      }),
    ]
  },
}
