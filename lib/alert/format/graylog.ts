import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { field, has, isRecord, record, text } from '../walk.ts'
import type { Format } from './format.ts'

/** Graylog's priorities grow with what they mean: low, normal, high, and critical in newer versions. */
const levels: Readonly<Record<string, AlertLevel>> = { 1: 'low', 2: 'medium', 3: 'high', 4: 'critical' }

/** The event as an object, or its fields as names of a custom body (`event_priority`). */
const eventOf = (body: Json): Json => {
  const event = field(body, 'event')
  if (isRecord(event)) return event
  const own = Object.entries(record(body)).filter(([name]) => name.startsWith('event_'))
  return Object.fromEntries(own.map(([name, value]) => [name.slice('event_'.length), value]))
}

/**
 * Graylog's HTTP notifications of events, and the alarm callbacks of before version 3. They only ever fire; the id of an
 * event is new each time, its definition and key are not.
 */
export const graylog: Format = {
  id: 'graylog',
  recognises: (body) =>
    (has(body, 'event_definition_id') && (isRecord(field(body, 'event')) || has(body, 'event_id'))) ||
    (has(body, 'check_result.triggered_condition') && isRecord(field(body, 'stream'))),
  read: (body) => {
    if (has(body, 'check_result'))
      return [
        makeReading({
          format: 'graylog',
          status: 'firing',
          key: keyed({
            stream: text(body, 'stream.id'),
            condition: text(body, 'check_result.triggered_condition.id'),
          }),
          title: text(body, 'check_result.triggered_condition.title', 'stream.title'),
          description: text(body, 'check_result.result_description'),
          host: text(body, 'check_result.matching_messages.0.source'),
          at: field(body, 'check_result.triggered_at'),
          facts: [['Stream', text(body, 'stream.title')]],
        }),
      ]
    const event = eventOf(body)
    const title = text(body, 'event_definition_title', 'event_title') ?? text(event, 'message')
    const isTest = text(body, 'event_definition_id') === 'NotificationTestId' || title === 'Event Definition Test Title'
    const fields = field(event, 'fields')
    return [
      makeReading({
        format: 'graylog',
        kind: isTest ? 'test' : 'alert',
        status: 'firing',
        key: keyed({ event_definition: text(body, 'event_definition_id'), key: text(event, 'key') }),
        severity: text(event, 'priority'),
        level: meaning(levels, text(event, 'priority')) ?? null,
        title,
        description: [text(event, 'message'), text(body, 'event_definition_description')],
        host: text(fields, 'source', 'host', 'hostname') ?? text(body, 'backlog.0.source') ?? text(event, 'source'),
        identifiers: [text(fields, 'source', 'host'), text(event, 'group_by_fields.source'), text(event, 'source')],
        at: field(event, 'timestamp'),
        facts: [...factsOf(fields), ...factsOf(field(event, 'group_by_fields'))],
      }),
    ]
  },
}
