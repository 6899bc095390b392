import { keyed } from '../identity.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  new_item: 'firing',
  occurrence: 'firing',
  exp_repeat_item: 'firing',
  item_velocity: 'firing',
  reactivated_item: 'firing',
  reopened_item: 'firing',
  resolved_item: 'resolved',
  muted_item: 'suppressed',
}

/** An item carries its level as a number, an occurrence as a word. */
const levels: Readonly<Record<string, AlertLevel>> = { 10: 'low', 20: 'low', 30: 'medium', 40: 'high', 50: 'critical' }

/** Rollbar's webhook: everything about one item is one alert. */
export const rollbar: Format = {
  id: 'rollbar',
  recognises: (body) =>
    text(body, 'event_name') !== null &&
    ['data.item', 'data.deploy', 'data.message', 'data.occurrence'].some((name) => has(body, name)),
  read: (body) => {
    const name = text(body, 'event_name')
    const item = field(body, 'data.item')
    if (item === undefined)
      return [
        makeReading({
          format: 'rollbar',
          kind: name === 'test' ? 'test' : 'non-alert',
          status: 'ignored',
          title: text(body, 'data.message') ?? name,
        }),
      ]
    const occurrence = field(body, 'data.occurrence') ?? field(item, 'last_occurrence')
    const status = meaning(statuses, name) ?? 'ignored'
    const severity = text(occurrence, 'level') ?? text(item, 'level')
    return [
      makeReading({
        format: 'rollbar',
        status,
        key: keyed({ item: text(item, 'id') }),
        severity,
        level: levelOf(severity) ?? meaning(levels, text(item, 'level')) ?? null,
        title: text(item, 'title'),
        description: text(occurrence, 'body.message.body', 'body.trace.exception.message'),
        host: text(occurrence, 'server.host') ?? text(item, 'environment'),
        identifiers: [text(occurrence, 'server.host'), text(item, 'project_id')],
        links: [['Item', text(body, 'data.url', 'data.item.url')]],
        // It tells when the item last occurred, not when somebody resolved it.
        at: status === 'firing' ? field(item, 'last_occurrence_timestamp') : undefined,
        facts: [
          ['Event', name],
          ['Environment', text(item, 'environment')],
          ['Counter', text(item, 'counter')],
          ['Occurrences', text(item, 'total_occurrences')],
        ],
      }),
    ]
  },
}
