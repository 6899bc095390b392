import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  clear: 'resolved',
  warning: 'firing',
  critical: 'firing',
  removed: 'resolved',
  undefined: 'ignored',
}

const nameOf = (body: Json) => text(body, 'alert', 'alarm', 'alert.name')

/** What its alerts say besides; older ones say `alarm_url`. */
const marks = ['chart', 'context', 'class', 'space', 'family', 'Rooms', 'alert_url', 'alarm_url']

/** Netdata Cloud: alerts, nodes that cannot be reached, and the challenge that it sends before it sends anything. */
export const netdata: Format = {
  id: 'netdata',
  recognises: (body, { method }) => {
    if (method === 'GET' && has(body, 'crc_token')) return true
    if (has(body, 'host') && has(body, 'status.reachable')) return true
    const isKnown = meaning(statuses, text(body, 'severity')) !== undefined
    return isKnown && nameOf(body) !== null && marks.filter((name) => has(body, name)).length >= 3
  },
  read: (body) => {
    if (has(body, 'crc_token'))
      return [makeReading({ format: 'netdata', kind: 'control', status: 'ignored', title: 'Netdata asks for proof' })]
    const host = text(body, 'host', 'node', 'hostname')
    const isReachable = text(body, 'status.reachable')
    const links = [['Netdata', text(body, 'alert_url', 'alarm_url', 'url')]] as const
    if (isReachable !== null)
      return [
        makeReading({
          format: 'netdata',
          status: isReachable === 'true' ? 'resolved' : 'firing',
          key: keyed({ host, alert: 'reachability' }),
          severity: text(body, 'severity'),
          title: text(body, 'message'),
          host,
          links,
        }),
      ]
    return [
      makeReading({
        format: 'netdata',
        status: meaning(statuses, text(body, 'severity')) ?? 'ignored',
        key: keyed({
          // Without a host, what is left to tell nodes apart is the space.
          space: host ? null : text(body, 'space'),
          host,
          chart: text(body, 'chart'),
          alert: nameOf(body),
        }),
        severity: text(body, 'severity'),
        title: nameOf(body),
        description: [text(body, 'message'), text(body, 'info')],
        host,
        identifiers: [host, text(body, 'chart')],
        links,
        at: field(body, 'date'),
        facts: [
          ['Chart', text(body, 'chart')],
          ['Context', text(body, 'context')],
          ['Class', text(body, 'class')],
          ['Space', text(body, 'space')],
          ['Value', text(body, 'value')],
          ['Lasted', text(body, 'duration')],
        ],
      }),
    ]
  },
}
