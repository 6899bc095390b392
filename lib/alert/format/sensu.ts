import type { Json } from '../json.ts'
import { factsOf } from '../make-reading.ts'
import type { Reading } from '../reading.ts'
import { field, isRecord, record, text } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'
import { readCheck } from './host-check.ts'

/** A check's exit code; whatever is higher is unknown. */
const states = ['OK', 'WARNING', 'CRITICAL']

const stateOf = (code: string | null): string | null =>
  code !== null && /^\d+$/.test(code) ? (states[Number(code)] ?? 'UNKNOWN') : null

const silenced = (reading: Reading): Reading => ({ ...reading, status: 'suppressed' })

/** Sensu Go's events: a check of an entity within a namespace. The event's own id is new each time. */
export const sensu: Format = {
  id: 'sensu',
  recognises: (body) =>
    isRecord(field(body, 'check.metadata')) &&
    isRecord(field(body, 'entity.metadata')) &&
    stateOf(text(body, 'check.status')) !== null,
  read: (body) => {
    const check: Json = record(field(body, 'check'))
    const found = readCheck({
      format: 'sensu',
      notification: null,
      state: stateOf(text(check, 'status')),
      host: text(body, 'entity.metadata.name', 'entity.system.hostname', 'check.proxy_entity_name'),
      service: text(check, 'metadata.name'),
      site: text(body, 'entity.metadata.namespace', 'metadata.namespace'),
      description: [text(check, 'output')],
      identifiers: [text(body, 'entity.system.hostname')],
      at: field(body, 'timestamp'),
      facts: [['Occurrences', text(check, 'occurrences')], ...factsOf(field(check, 'metadata.labels'))],
    })
    return !isUnreadable(found) && field(check, 'is_silenced') === true ? found.map(silenced) : found
  },
}
