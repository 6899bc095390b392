import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled, isPlaceholder } from '../placeholder.ts'
import type { Reading, Unreadable } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, has, list, text } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'
import { isStreamed, keyOfProblem, linkOf, macrosOf, statusOfProblem, titleOf } from './zabbix-problem.ts'

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

const isProblem = (body: Json): boolean => {
  const said = macrosOf(body)
  const isMarked = marks.filter((name) => has(said, name)).length >= 2
  const isNamed = ['trigger', 'item', 'status', 'hostname'].every((name) => text(said, name) !== null)
  const isZabbix = isMarked || isNamed || isStreamed(said) || linkOf(said) !== ''
  return isZabbix && statusOfProblem(said) !== undefined
}

const hostNames = ['hostname', 'hosthost', 'host', 'hostvisiblename', 'service', 'hosts.0.name', 'hosts.0.host']
const severityNames = [
  'eventseverity',
  'triggerseverity',
  'severity',
  'triggerseveritytext',
  'eventnseverity',
  'priority',
  'nseverity',
]

const reading = (body: Json): Reading | Unreadable => {
  const said = macrosOf(body)
  const status = statusOfProblem(said)
  if (!status) return { error: 'The Zabbix message has no status of PROBLEM, OK or RESOLVED, and no event value.' }
  const host = filled(said, ...hostNames)
  const severity = filled(said, ...severityNames)
  const hosts = list(field(said, 'hosts')).flatMap((each) => [text(each, 'host'), text(each, 'name')])
  return makeReading({
    format: 'zabbix',
    kind: status === 'ignored' ? 'non-alert' : 'alert',
    status,
    key: keyOfProblem(said, host),
    severity,
    level: meaning(levels, severity) ?? levelOf(severity),
    title: titleOf(said),
    description: [
      text(said, 'alertmessage', 'message', 'description', 'triggerdescription'),
      text(said, 'eventopdata', 'item'),
    ],
    host,
    identifiers: [filled(said, 'hosthost'), filled(said, 'hostip', 'hostconn', 'ip'), ...hosts],
    links: ['link', 'url', 'eventurl', 'triggerurl', 'zabbixurl'].map((name) => ['Zabbix', said[name]] as const),
    // Its dates are local; only seconds since 1970 are not.
    at: said.clock ?? said.eventtimestamp,
    facts: factsOf(body).filter(([, value]) => typeof value !== 'string' || !isPlaceholder(value)),
  })
}

/** Zabbix's own stream of events, one a line, and the templates that every team writes itself, out of its macros. */
export const zabbix: Format = {
  id: 'zabbix',
  recognises: (body) => list(body).length > 0 && list(body).every(isProblem),
  read: (body) => {
    const found = list(body).map(reading)
    return found.find(isUnreadable) ?? (found as Reading[])
  },
}
