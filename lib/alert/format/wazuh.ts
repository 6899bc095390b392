import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

/** Wazuh's rules go from 0 to 15 and more; the steps are those of its dashboards. */
const levelOf = (level: string | null): AlertLevel | null => {
  const number = Number(level ?? Number.NaN)
  if (Number.isNaN(number)) return null
  if (number >= 15) return 'critical'
  return number >= 12 ? 'high' : number >= 7 ? 'medium' : 'low'
}

/** Some integrations send the alert within a message of their own. */
const alertOf = (body: Json): Json | undefined =>
  [body, field(body, 'all_fields'), field(body, '_source'), field(body, 'alert')].find(
    (each) =>
      isRecord(each) &&
      has(each, 'rule.level') &&
      has(each, 'rule.id') &&
      ['agent.id', 'agent.name', 'manager.name', 'decoder', 'full_log'].some((name) => has(each, name)),
  )

/** Wazuh's alerts as its integrator passes them on. They only ever fire; the id of an alert is new each time. */
export const wazuh: Format = {
  id: 'wazuh',
  recognises: (body) => alertOf(body) !== undefined,
  read: (body) => {
    const alert = alertOf(body)
    const level = text(alert, 'rule.level')
    return [
      makeReading({
        format: 'wazuh',
        status: 'firing',
        key: keyed({ agent: text(alert, 'agent.id', 'agent.name'), rule: text(alert, 'rule.id') }),
        severity: level,
        level: levelOf(level),
        title: text(alert, 'rule.description'),
        description: text(alert, 'full_log'),
        host: text(alert, 'agent.name'),
        identifiers: [text(alert, 'agent.name'), text(alert, 'agent.ip')],
        at: field(alert, 'timestamp') ?? field(alert, '@timestamp'),
        facts: [
          ['Rule', text(alert, 'rule.id')],
          ['Groups', list(field(alert, 'rule.groups')).join(', ')],
          ['Location', text(alert, 'location')],
          ['Manager', text(alert, 'manager.name')],
        ],
      }),
    ]
  },
}
