import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text, texts } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = { open: 'firing', closed: 'resolved' }

/** Axiom's monitors; one that matches events never closes. */
export const axiom: Format = {
  id: 'axiom',
  recognises: (body) => has(body, 'event.monitorID') && meaning(statuses, text(body, 'action')) !== undefined,
  read: (body) => {
    const event = field(body, 'event')
    const group = texts(field(event, 'groupValues')).join(',')
    return [
      makeReading({
        format: 'axiom',
        status: meaning(statuses, text(body, 'action')) ?? 'ignored',
        key: keyed({ monitor: text(event, 'monitorID'), group }),
        title: text(event, 'title')?.replace(/^(?:Triggered|Resolved|Closed|Opened):\s*/i, ''),
        description: [text(event, 'description'), text(event, 'body')],
        host: group || null,
        at: field(event, 'timestamp'),
        facts: [
          ['Value', text(event, 'value')],
          ['Matched', field(event, 'matchedEvent')],
        ],
      }),
    ]
  },
}
