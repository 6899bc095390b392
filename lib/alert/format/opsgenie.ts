import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertStatus } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

/** The actions that say a state; notes, tags, owners, escalations and customers' own actions do not. */
const actions: Record<string, AlertStatus> = {
  ...{ create: 'firing', unacknowledge: 'firing', acknowledge: 'acknowledged' },
  ...{ close: 'resolved', delete: 'resolved' },
}

/** `P1` to `P5`, or the bare digit. */
export const opsgenieLevel = (priority: string | null): AlertLevel | null =>
  priority === null ? null : levelOf(/^[1-5]$/.test(priority.trim()) ? `p${priority.trim()}` : priority)

/** A source that is a person or a product names nothing that is hurt. */
const hostOf = (alert: Json) =>
  text(alert, 'entity') ??
  text(field(alert, 'details'), 'host', 'hostname', 'instance', 'server', 'service') ??
  [text(alert, 'source')].find((source) => source !== null && /^[\w-]+(?:\.[\w-]+)+$/.test(source)) ??
  null

/** Opsgenie's (and Jira Service Management's) outgoing webhook. */
export const opsgenie: Format = {
  id: 'opsgenie',
  recognises: (body) =>
    text(body, 'action') !== null &&
    isRecord(field(body, 'alert')) &&
    (text(body, 'alert.alertId') !== null || text(body, 'alert.tinyId') !== null),
  read(body) {
    const alert = field(body, 'alert') ?? null
    const action = text(body, 'action')
    if (action === null) return { error: '`action` is missing.' }
    const status = actions[action.toLowerCase().replace(/[^a-z]/g, '')] ?? 'ignored'
    const priority = text(alert, 'priority')
    return [
      makeReading({
        format: 'opsgenie',
        kind: status === 'ignored' ? 'non-alert' : 'alert',
        status,
        key: keyed({ alertId: text(alert, 'alertId', 'id') }) ?? keyed({ alias: text(alert, 'alias') }),
        severity: priority,
        level: opsgenieLevel(priority),
        title: field(alert, 'message'),
        description: [field(alert, 'description'), field(alert, 'note')],
        host: hostOf(alert),
        identifiers: [field(alert, 'entity'), field(alert, 'alias')],
        at: field(alert, 'updatedAt') ?? field(alert, 'createdAt'),
        facts: [
          ['action', action],
          ['alias', field(alert, 'alias')],
          ['tags', field(alert, 'tags')],
          ...factsOf(field(alert, 'details')),
        ],
      }),
    ]
  },
}
