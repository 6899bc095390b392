import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

/** Airbrake and what is compatible with it (Errbit). It only ever fires. */
export const airbrake: Format = {
  id: 'airbrake',
  recognises: (body) => has(body, 'error.id') && (has(body, 'error.error_message') || has(body, 'error.error_class')),
  read: (body) => {
    const error = field(body, 'error')
    return [
      makeReading({
        format: 'airbrake',
        status: 'firing',
        key: keyed({ error: text(error, 'id') }),
        severity: text(error, 'severity'),
        title: text(error, 'error_message', 'error_class'),
        description: [text(error, 'error_class'), text(error, 'file')],
        host: text(error, 'project.name', 'project.id'),
        identifiers: [text(error, 'project.name'), text(error, 'environment')],
        links: [['Error', text(body, 'airbrake_error_url')]],
        at: field(error, 'last_occurred_at'),
        facts: [
          ['Environment', text(error, 'environment')],
          ['Line', text(error, 'line_number')],
          ['Times', text(error, 'times_occurred')],
          ['Request', text(error, 'last_notice.request_url')],
        ],
      }),
    ]
  },
}
