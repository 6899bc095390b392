import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled, isPlaceholder } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { asText, field, has, isRecord, list, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  trigger: 'firing',
  triggered: 'firing',
  resolve: 'resolved',
  resolved: 'resolved',
}

/** `fields` as an object: it is a list of `key` and `value` in which keys repeat; the first that was filled in counts. */
const fieldsOf = (body: Json): { readonly [name: string]: Json } => {
  const fields = field(body, 'fields')
  if (isRecord(fields)) return fields
  const found: { [name: string]: Json } = Object.create(null)
  for (const each of list(fields)) {
    const name = text(each, 'key')
    const value = field(each, 'value')
    if (name !== null && value !== undefined && !isPlaceholder(asText(value) ?? '')) found[name] ??= value
  }
  return found
}

/** Coralogix' outgoing webhook, whose variables (`$SERVICE`, `*insert …*`) are often left as they were. */
export const coralogix: Format = {
  id: 'coralogix',
  recognises: (body) =>
    meaning(statuses, text(body, 'alert_action')) !== undefined &&
    ['fields', 'alert_id', 'alert_url', 'log_url'].some((name) => has(body, name)),
  read: (body) => {
    const said = fieldsOf(body)
    const dedup = filled(said, 'dedupKey', 'dedup_key') ?? filled(loose(body), 'dedupkey')
    const unique = filled(said, 'alertUniqueIdentifier') ?? filled(body, 'alert_id')
    const application = filled(said, 'application', 'applicationName')
    return [
      makeReading({
        format: 'coralogix',
        status: meaning(statuses, text(body, 'alert_action')) ?? 'ignored',
        key: dedup ? keyed({ dedupKey: dedup }) : keyed({ alert: unique, group: filled(said, 'alertGroupByValues') }),
        severity: filled(said, 'severity', 'priority') ?? filled(body, 'severity', 'alert_severity'),
        title: text(body, 'name'),
        description: [text(body, 'description'), filled(said, 'text')],
        host: filled(said, 'computer') ?? filled(body, 'service') ?? application,
        identifiers: [
          filled(said, 'computer'),
          filled(said, 'ipAddress'),
          application,
          filled(said, 'subsystem', 'subsystemName'),
        ],
        links: [
          ['Alert', filled(body, 'alert_url')],
          ['Logs', filled(body, 'log_url')],
        ],
        at: said.timestampISO ?? said.timestampMs,
        facts: factsOf(said),
      }),
    ]
  },
}
