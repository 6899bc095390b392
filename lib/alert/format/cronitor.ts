import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = { alert: 'firing', recovery: 'resolved' }

/** Cronitor's webhook; `id` is the monitor's own. */
export const cronitor: Format = {
  id: 'cronitor',
  recognises: (body) =>
    has(body, 'id') &&
    text(body, 'monitor') !== null &&
    meaning(statuses, text(body, 'type')) !== undefined &&
    ['rule', 'monitor_url', 'issue_url'].some((name) => has(body, name)),
  read: (body) => [
    makeReading({
      format: 'cronitor',
      status: meaning(statuses, text(body, 'type')) ?? 'ignored',
      key: keyed({ monitor: text(body, 'id'), environment: text(body, 'environment') }),
      title: text(body, 'monitor'),
      description: text(body, 'description'),
      host: text(body, 'monitor'),
      identifiers: [text(body, 'monitor'), text(body, 'group')],
      links: [
        ['Issue', text(body, 'issue_url')],
        ['Monitor', text(body, 'monitor_url')],
      ],
      facts: [
        ['Rule', text(body, 'rule')],
        ['Environment', text(body, 'environment')],
        ['Group', text(body, 'group')],
      ],
    }),
  ],
}
