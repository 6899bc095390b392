import { ofText } from '../body.ts'
import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { Reading } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

/** 1 critical, 2 major, 3 minor, 4 warning, 5 informational; 0 is a clear event. */
const levels: readonly (AlertLevel | null)[] = [null, 'critical', 'high', 'medium', 'medium', 'low']

const recordsOf = (body: Json): readonly Json[] =>
  isRecord(body) && Array.isArray(body.records) ? body.records : Array.isArray(body) ? body : [body]

const isEvent = (record: Json) =>
  isRecord(record) &&
  [
    'node',
    'resource',
    'type',
    'metric_name',
    'event_class',
    'message_key',
    'resolution_state',
    'time_of_event',
    'additional_info',
  ].filter((name) => name in record).length >= 3

const reading = (record: Json): Reading => {
  const severity = text(record, 'severity')
  const isClear =
    severity === '0' || /^clear/i.test(severity ?? '') || /^clos/i.test(text(record, 'resolution_state') ?? '')
  const said = field(record, 'additional_info')
  const info = typeof said === 'string' ? ofText(said, 1) : said
  return makeReading({
    format: 'servicenow-like',
    status: isClear ? 'resolved' : 'firing',
    key:
      text(record, 'message_key') ??
      keyed({
        source: text(record, 'source'),
        type: text(record, 'type'),
        node: text(record, 'node'),
        resource: text(record, 'resource'),
        metric: text(record, 'metric_name'),
      }),
    severity,
    level: /^\d$/.test(severity ?? '') ? (levels[Number(severity)] ?? null) : levelOf(severity),
    title: text(record, 'short_description', 'description', 'type', 'message_key'),
    description: field(record, 'description'),
    host: text(record, 'node', 'resource'),
    identifiers: [field(record, 'ci_identifier'), field(record, 'node'), field(record, 'resource')],
    at: field(record, 'time_of_event'),
    facts: [
      ['source', field(record, 'source')],
      ['type', field(record, 'type')],
      ['resource', field(record, 'resource')],
      ['metric', field(record, 'metric_name')],
      ...factsOf(info),
    ],
  })
}

/** The events that ServiceNow's Event Management takes: one, or `records`; without a key by source, type, node, resource and metric. */
export const servicenowLike: Format = {
  id: 'servicenow-like',
  recognises: (body) => recordsOf(body).length > 0 && recordsOf(body).every(isEvent),
  read: (body) => recordsOf(body).filter(isRecord).map(reading),
}
