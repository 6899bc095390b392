import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled, isPlaceholder } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { has, list, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  problem: 'firing',
  1: 'firing',
  ok: 'resolved',
  resolved: 'resolved',
  recovery: 'resolved',
  0: 'resolved',
}

/** Zabbix counts upwards: 5 is a disaster. */
const levels: Readonly<Record<string, AlertLevel>> = {
  0: 'low',
  1: 'low',
  2: 'medium',
  3: 'medium',
  4: 'high',
  5: 'critical',
  not_classified: 'low',
}

/** Macros that only Zabbix has, as names in its customers' templates. */
const marks = [
  'eventid',
  'eventvalue',
  'eventname',
  'eventseverity',
  'eventnseverity',
  'eventupdatestatus',
  'eventrecoveryid',
  'eventopdata',
  'eventtagsjson',
  'triggerid',
  'triggername',
  'triggerstatus',
  'triggerseverity',
  'hosthost',
  'zabbixurl',
  'alertsubject',
]

const idsIn = (link: string) => /[?&](triggerid|triggerids(?:\[\]|%5B%5D)?|eventid)=(\d+)/gi.exec(link) !== null
const idIn = (link: string, name: string) => new RegExp(`[?&]${name}=(\\d+)`, 'i').exec(link)?.[1] ?? null

const linkOf = (said: Json): string =>
  ['link', 'url', 'eventurl', 'problemurl', 'triggerurl', 'eventlink', 'zabbixlink']
    .map((name) => text(said, name) ?? '')
    .find(idsIn) ?? ''

/** `Resolved in 5m 0s: …`, `PROBLEM: …`: the state in front of a subject. */
const stateInFront = /^\W*(problem|ok|resolved|recovery|updated problem)\b[^:]{0,40}:\s*/i

/** What somebody did to a problem, in words such as `acknowledged, commented`. */
const ofUpdate = (action: string | null): AlertStatus => {
  if (/(?<!un)acknowledged/i.test(action ?? '')) return 'acknowledged'
  if (/(?<!un)suppressed/i.test(action ?? '')) return 'suppressed'
  return /changed (?:problem )?severity/i.test(action ?? '') ? 'firing' : 'ignored'
}

const subjectOf = (said: Json) => text(said, 'alertsubject', 'subject', 'title')

const statusOfProblem = (said: Json): AlertStatus | undefined => {
  const value = ['eventvalue', 'triggervalue', 'eventstatus', 'triggerstatus', 'status', 'value', 'state']
    .map((name) => meaning(statuses, text(said, name)))
    .find((found) => found !== undefined)
  const [, inFront = ''] = stateInFront.exec(subjectOf(said) ?? '') ?? []
  const status = value ?? meaning(statuses, inFront) ?? (text(said, 'status') === '2' ? 'ignored' : undefined)
  const isUpdate = text(said, 'eventupdatestatus') === '1' || /^updated/i.test(inFront)
  return isUpdate && status !== 'resolved' ? ofUpdate(text(said, 'eventupdateaction', 'action')) : status
}

/** The event of the problem is equal on its recovery, which has an event of its own besides. */
const keyOf = (said: Json, host: string | null, title: string | null): string | null => {
  const link = linkOf(said)
  const trigger = filled(said, 'triggerid') ?? idIn(link, 'triggerid')
  const event = filled(said, 'peventid', 'eventid', 'problemid') ?? idIn(link, 'eventid') ?? filled(said, 'id')
  return keyed({ triggerid: trigger, eventid: event }) ?? keyed({ host, trigger: title })
}

/** The hosts of a streamed event. */
const hostsOf = (said: Json) => list(loose(said).hosts).flatMap((host) => [text(host, 'host'), text(host, 'name')])

/** Zabbix's own stream of events (NDJSON connectors) and the templates that every team writes itself, out of its macros. */
export const zabbix: Format = {
  id: 'zabbix',
  recognises: (body) => {
    const said = loose(body)
    const isMarked = marks.filter((name) => has(said, name)).length >= 2
    const isNamed =
      ['trigger', 'item', 'status'].every((name) => has(said, name)) && filled(said, 'hostname', 'host') !== null
    const isStreamed = ['clock', 'ns', 'eventid', 'value'].every((name) => has(said, name))
    return (isMarked || isNamed || isStreamed || linkOf(said) !== '') && statusOfProblem(said) !== undefined
  },
  read: (body) => {
    const said = loose(body)
    const status = statusOfProblem(said)
    if (!status) return { error: 'The Zabbix message has no status of PROBLEM, OK or RESOLVED, and no event value.' }
    const host = filled(
      said,
      'hostname',
      'hosthost',
      'host',
      'hostvisiblename',
      'service',
      'hosts.0.name',
      'hosts.0.host',
    )
    const severity = filled(
      said,
      'eventseverity',
      'triggerseverity',
      'severity',
      'eventnseverity',
      'priority',
      'nseverity',
    )
    const title = (text(said, 'trigger', 'triggername', 'eventname', 'name', 'problem') ?? subjectOf(said))?.replace(
      stateInFront,
      '',
    )
    return [
      makeReading({
        format: 'zabbix',
        kind: status === 'ignored' ? 'non-alert' : 'alert',
        status,
        key: keyOf(said, host, title ?? null),
        severity,
        level: meaning(levels, severity) ?? levelOf(severity),
        title,
        description: [
          text(said, 'alertmessage', 'message', 'description', 'triggerdescription'),
          text(said, 'eventopdata', 'item'),
        ],
        host,
        identifiers: [filled(said, 'hosthost'), filled(said, 'hostip', 'hostconn', 'ip'), ...hostsOf(said)],
        links: ['link', 'url', 'eventurl', 'triggerurl', 'zabbixurl'].map((name) => ['Zabbix', said[name]] as const),
        // Its dates are local; only seconds since 1970 are not.
        at: said.clock ?? said.eventtimestamp,
        facts: factsOf(body).filter(([, value]) => typeof value !== 'string' || !isPlaceholder(value)),
      }),
    ]
  },
}
