import { credentialParameters } from './credential.ts'
import { routingKeyOf } from './key.ts'

/** What is taken out, and what stands there instead: the source's id, so that it is the same in all its deliveries. */
export interface Redaction {
  readonly key: string
  readonly source: string
}

const names = [
  'content-type',
  'user-agent',
  'request-id',
  'x-request-id',
  'x-correlation-id',
  'idempotency-key',
  'x-event-key',
  'x-notification-type',
]
/** Families of headers that tell formats and deliveries apart. */
const family =
  /^(?:ce-|webhook-|sentry-hook-|x-(?:amz-sns|github|gitlab|grafana|pagerduty|webhook|datadog|newrelic|opsgenie|goog|azure|splunk|sfx|zabbix|checkly|statuspage|atlassian|event|hook)-)/
const secretive = /signature|token|secret|password|auth|cookie|api-?key/

/** The headers that tell formats and deliveries apart: no others are kept, so no credential of anybody is. */
export const keptHeaders = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || value.length > 1000) continue
    if (names.includes(name) || (family.test(name) && !secretive.test(name))) kept[name] = value
  }
  return kept
}

/** The parameters of the query that are no credentials. */
export const keptQuery = (query: Readonly<Record<string, string>>, { key }: Redaction): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter(
      ([name, value]) =>
        !(credentialParameters as readonly string[]).includes(name.toLowerCase()) && !value.includes(routingKeyOf(key)),
    ),
  )

/** Everything in a text that a credential may stand in, one pass: fields by name, and the key wherever it is. */
const inJson = /("(?:routing_key|service_key|Token)"\s*:\s*")(?:[^"\\]|\\.)*(")/g
const inForm = /((?:^|&)(?:routing_key|service_key|Token)=)[^&]*/g
/** The secret with which a subscription is confirmed, in the link for it. */
const inLink = /([?&]Token=)[0-9a-f]+/g

/**
 * The body without keys: the source's id stands in their place. All other bytes stay as they came, numbers of any length
 * and bodies of any encoding included.
 */
export const keptBody = (body: Uint8Array, { key, source }: Redaction): Uint8Array => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const begins = routingKeyOf(key)
  const hasKey = bytes.includes(begins)
  if (!hasKey && !bytes.includes('Token') && !bytes.includes('_key')) return body
  // One character for each byte, so that nothing changes but what is replaced.
  const text = bytes.toString('latin1')
  const without = text
    .replace(inJson, `$1${source}$2`)
    .replace(text.startsWith('{') || text.startsWith('[') ? inLink : inForm, `$1${source}`)
  const result = hasKey ? without.replaceAll(key, source).replaceAll(begins, source) : without
  return Buffer.from(result, 'latin1')
}
