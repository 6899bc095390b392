import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  ok: 'resolved',
  info: 'firing',
  warning: 'firing',
  critical: 'firing',
}

/** Kapacitor's alerts by POST; the id is the task's and group's own, details may be HTML and stay text. */
export const kapacitor: Format = {
  id: 'kapacitor',
  recognises: (body) =>
    text(body, 'id') !== null &&
    meaning(statuses, text(body, 'level')) !== undefined &&
    ['previousLevel', 'data.series', 'duration', 'recoverable', 'details'].filter((name) => has(body, name)).length >=
      2,
  read: (body) => {
    const tags = field(body, 'data.series.0.tags')
    return [
      makeReading({
        format: 'kapacitor',
        status: meaning(statuses, text(body, 'level')) ?? 'ignored',
        key: keyed({ id: text(body, 'id') }),
        severity: text(body, 'level'),
        title: text(body, 'message', 'id'),
        description: text(body, 'details'),
        host: text(tags, 'host', 'hostname', 'server', 'instance'),
        identifiers: [text(tags, 'host', 'hostname', 'server', 'instance')],
        at: field(body, 'time'),
        facts: [['Before', text(body, 'previousLevel')], ...factsOf(tags)],
      }),
    ]
  },
}
