import { credentialOf } from '../../alert/credential.ts'
import type { Delivery } from '../../alert/delivery.ts'
import { deliveryIdIn } from '../../alert/delivery-id.ts'
import { type Door, doorOf } from '../../alert/door.ts'
import { dropsWhenLimited, type openLimit } from '../../alert/limit.ts'
import { gzipped } from '../../alert/pack.ts'
import type { Payload } from '../../alert/payload.ts'
import { keptBody, keptHeaders, keptQuery } from '../../alert/redact.ts'
import type { openSheets } from '../../alert/sheets.ts'
import type { AlertSource } from '../../alert/source.ts'
import { type Checks, doubt } from './authenticity.ts'
import { plainBody } from './plain-body.ts'
import { settle } from './settle.ts'
import type { KnownSource } from './source-by-key.ts'

/** A request to a door. */
export interface Arrival {
  readonly method: string
  readonly path: string
  /** Lower case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string>>
  /** The body as it came. */
  readonly body: Uint8Array
  /** IP address it came from. */
  readonly address: string
}

/** What accepting takes. */
export interface Accepting extends Checks {
  readonly sourceOf: (key: string, now: string) => Promise<KnownSource | undefined>
  readonly isTooMany: ReturnType<typeof openLimit>
  readonly nextLine: ReturnType<typeof openSheets>
  /** What the body says of itself: the key of its first alert, and the sender's id of the delivery. Never throws. */
  readonly glance: (
    payload: Payload,
    source: AlertSource,
  ) => Promise<{ readonly key?: string; readonly deliveryId?: string }>
  /** Puts a large body where it lies until it is understood. */
  readonly store: (key: string, bytes: Uint8Array) => Promise<void>
  /** Has the delivery lie durably in the queue before it answers. */
  readonly send: (delivery: Delivery) => Promise<void>
  readonly newId: () => string
  readonly now: () => string
}

/** What became of a request. Reasons are sentences for whoever runs the sender; they tell nothing of other sources. */
export type Outcome =
  | { readonly is: 'accepted'; readonly eventId: string; readonly key: string | null }
  /** Nothing was sent; somebody looked whether the address is good. */
  | { readonly is: 'looked' }
  | { readonly is: 'nowhere' }
  | { readonly is: 'wrong-method' }
  | { readonly is: 'too-large' }
  /** It brought no key, or none that opens this. */
  | { readonly is: 'unknown'; readonly brought: 'nothing' | 'path' | 'other' }
  | { readonly is: 'forbidden'; readonly reason: string }
  | { readonly is: 'invalid'; readonly errors: readonly string[] }
  | { readonly is: 'too-many'; readonly wantsUnavailable: boolean }

/** PagerDuty's limit on a request, which is the largest of those that senders know of. */
const mostBytes = 512 * 1024

/** A message of SQS is at most 256 KB in base64 and with all else: larger bodies lie in the bucket. */
const mostInMessage = 180 * 1024

/** Accepts one request: who, may they, is it whole; and then the queue has it. Rejects when something of ours does not work. */
export const accept = async (
  arrival: Arrival,
  accepting: Accepting,
): Promise<{ readonly door?: Door; readonly outcome: Outcome }> => {
  const door = doorOf(arrival.path)
  if (!door) return { outcome: { is: 'nowhere' } }
  return { door, outcome: await acceptAt(door, arrival, accepting) }
}

const acceptAt = async (door: Door, arrival: Arrival, accepting: Accepting): Promise<Outcome> => {
  const { headers, query } = arrival
  if (arrival.body.length > mostBytes) return { is: 'too-large' }
  const credential = credentialOf({ ...arrival, segment: door.segment })
  if (!credential) return { is: 'unknown', brought: 'nothing' }
  const now = accepting.now()
  const known = await accepting.sourceOf(credential.key, now)
  // Where the path names the source, the key must be that one's.
  const isItsOwn = credential.from === 'path' || door.segment === undefined || door.segment === known?.source.id
  if (!known || !isItsOwn) return { is: 'unknown', brought: credential.from === 'path' ? 'path' : 'other' }
  const { source } = known
  if (!known.allows(arrival.address)) return { is: 'forbidden', reason: 'This address may not send here.' }
  if (arrival.method === 'HEAD' || arrival.method === 'OPTIONS') return { is: 'looked' }
  if (accepting.isTooMany(source.id, now))
    return { is: 'too-many', wantsUnavailable: dropsWhenLimited(headers['user-agent'], source.format) }
  const reason = await doubt(source, arrival, now, accepting)
  if (reason !== undefined) return { is: 'forbidden', reason }
  const body = plainBody(arrival.body, headers['content-encoding'], mostBytes)
  if (body === undefined) return { is: 'too-large' }

  const settled = settle(door, arrival.method, body, accepting.newId)
  if ('outcome' in settled) return settled.outcome
  const redaction = { key: credential.key, source: source.id }
  const payload: Payload = {
    method: settled.method,
    path: settled.path,
    headers: keptHeaders(headers),
    query: keptQuery(query, redaction),
    body: keptBody(settled.body, redaction),
  }
  // Whoever speaks as another product is told what that one tells: nothing that would have to be read first.
  const seen = door.speech === 'webhook' ? await accepting.glance(payload, source) : {}
  const deliveryId = deliveryIdIn(headers) ?? seen.deliveryId
  const eventId = `evt-${accepting.newId()}`
  const zipped = gzipped(payload.body)
  const isLarge = zipped.length * 4 > mostInMessage * 3
  const bodyAt = `deliveries/${eventId}`
  if (isLarge) await accepting.store(bodyAt, zipped)
  await accepting.send({
    id: eventId,
    source: source.id,
    at: now,
    method: payload.method,
    path: payload.path,
    headers: { ...payload.headers },
    query: { ...payload.query },
    ...(isLarge ? { bodyAt } : { body: zipped.toString('base64') }),
    ...(door.format !== undefined && { format: door.format }),
    ...(deliveryId !== undefined && { deliveryId }),
    ...accepting.nextLine(now),
  })
  return { is: 'accepted', eventId, key: settled.key ?? seen.key ?? null }
}
