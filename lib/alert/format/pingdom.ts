import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text, texts } from '../walk.ts'
import type { Format } from './format.ts'

/** Uptime checks are up or down, transaction checks succeed or fail. */
const statuses: Readonly<Record<string, AlertStatus>> = {
  down: 'firing',
  unconfirmed_down: 'firing',
  failing: 'firing',
  failed: 'firing',
  error: 'firing',
  up: 'resolved',
  success: 'resolved',
  succeeding: 'resolved',
  paused: 'suppressed',
  unknown: 'ignored',
}

/** Pingdom's webhook of a check. `importance_level` is how important the check is, which is all it says of severity. */
export const pingdom: Format = {
  id: 'pingdom',
  recognises: (body) =>
    has(body, 'check_id') &&
    has(body, 'current_state') &&
    ['check_name', 'check_type', 'previous_state', 'state_changed_timestamp'].some((name) => has(body, name)),
  read: (body) => {
    const status = meaning(statuses, text(body, 'current_state'))
    if (!status) return { error: 'The Pingdom check has no `current_state` that is known.' }
    return [
      makeReading({
        format: 'pingdom',
        status,
        key: keyed({ check: text(body, 'check_id') }),
        severity: text(body, 'importance_level'),
        title: text(body, 'check_name'),
        description: [text(body, 'description'), text(body, 'long_description'), text(body, 'custom_message')],
        host: text(body, 'check_params.hostname', 'check_params.full_url', 'check_params.url', 'check_name'),
        identifiers: [text(body, 'check_params.hostname'), text(body, 'check_name')],
        links: [['Checked', text(body, 'check_params.full_url')]],
        // `state_changed_utc_time` is the same instant, written without its zone.
        at: field(body, 'state_changed_timestamp'),
        facts: [
          ['Type', text(body, 'check_type')],
          ['Tags', texts(field(body, 'tags')).join(', ')],
          ['First probe', text(body, 'first_probe.location')],
          ['Second probe', text(body, 'second_probe.location')],
        ],
      }),
    ]
  },
}
