import { evaluate } from './expression.ts'
import { isUnreadable } from './format/format.ts'
import type { Json } from './json.ts'
import { makeReading } from './make-reading.ts'
import type { Payload } from './payload.ts'
import type { AlertMember, AlertStatus, Reading, Unreadable } from './reading.ts'
import { statusOf } from './status-word.ts'
import { asText, field, isRecord, list, text, texts } from './walk.ts'

const own = new Set<string>(['firing', 'resolved', 'acknowledged', 'suppressed', 'ignored'])

const status = (word: string | null): AlertStatus | null =>
  word !== null && own.has(word) ? (word as AlertStatus) : statusOf(word)

const member = (value: Json): AlertMember | null => {
  const key = text(value, 'key')
  return key === null
    ? null
    : {
        key,
        status: status(text(value, 'status')) ?? 'firing',
        title: text(value, 'title') ?? undefined,
        host: text(value, 'host') ?? undefined,
        severity: text(value, 'severity') ?? undefined,
      }
}

const link = (value: Json): readonly [string, Json | undefined] =>
  isRecord(value) ? [text(value, 'text', 'url') ?? '', value.url ?? value.href] : [asText(value) ?? '', value]

const reading = (value: Json): Reading | Unreadable => {
  const word = text(value, 'status')
  const said = word === null ? 'firing' : status(word)
  if (said === null) return { error: `The mapping's \`status\` is “${word}”, which is no status.` }
  if (text(value, 'key') === null) return { error: "The mapping's `key` is empty: without it no alert is known again." }
  return makeReading({
    format: 'mapping',
    status: said,
    key: text(value, 'key'),
    severity: field(value, 'severity'),
    title: field(value, 'title'),
    description: field(value, 'description'),
    host: field(value, 'host'),
    identifiers: texts(field(value, 'identifiers')),
    links: list(field(value, 'links')).map(link),
    at: field(value, 'at'),
    members: list(field(value, 'members'))
      .map(member)
      .filter((one) => one !== null),
  })
}

/**
 * What a body means by a source's mapping: JSONata whose result is an object, or an array of objects, of `key`, `status`,
 * `severity`, `title`, `description`, `host`, `links`, `members` and `at`. The request's headers, query and path are
 * `$headers`, `$query` and `$path`. Unreadable when it fails, finds nothing, or finds no key or an unknown status.
 */
export const mapBody = async (
  mapping: string,
  body: Json,
  { headers, query, path }: Pick<Payload, 'headers' | 'query' | 'path'>,
): Promise<readonly Reading[] | Unreadable> => {
  const found = await evaluate(mapping, body, { headers, query, path })
  if (isUnreadable(found)) return { error: `The mapping cannot be evaluated: ${found.error}` }
  const values = list(found.value)
  if (values.length === 0 || !values.every(isRecord)) {
    return { error: 'The mapping finds nothing in this body: its result must be an object with at least a `key`.' }
  }
  const readings = values.map(reading)
  return readings.find(isUnreadable) ?? (readings as Reading[])
}
