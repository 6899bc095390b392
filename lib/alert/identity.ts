import { createHash } from 'node:crypto'
import type { Json } from './json.ts'
import { asText, isRecord } from './walk.ts'

/** ServiceNow's limit of a message key. */
const longest = 1024

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** A key as it came, or the hash of one that is too long: a key that is cut merges alerts. */
export const boundedKey = (key: string): string => (key.length > longest ? `sha256:${digest(key)}` : key)

/** `monitor=90210|scope=host:web-03` of the parts that say something; null when none does. */
export const keyed = (parts: Readonly<Record<string, string | null | undefined>>): string | null => {
  const said = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return said.length === 0 ? null : boundedKey(said.map(([name, value]) => `${name}=${value}`).join('|'))
}

/** `{a="1", b="2"}`: labels in the order of their names, one spelling for one set. */
export const canonical = (labels: Json | undefined): string =>
  `{${Object.entries(isRecord(labels) ? labels : {})
    .map(([name, value]) => [name, asText(value) ?? JSON.stringify(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`

/** Names whose values differ between the trigger, its repetition and its recovery. */
const passing =
  /time|date|duration|since|_at$|At$|stamp|value|count|state|status|severity|priority|level|action|message_?id|request/i

const lasting = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(lasting)
  if (!isRecord(value)) return typeof value === 'number' ? null : value
  const kept = Object.entries(value).filter(([name]) => !passing.test(name))
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, lasting(inner)]))
}

/** The last resort for an alert that names nothing: `payload=` and the hash of the body without times, states and numbers. */
export const keyOfWhole = (body: Json): string => `payload=${digest(JSON.stringify(lasting(body)))}`
