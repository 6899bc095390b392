import { createHash } from 'node:crypto'
import type { Receipt } from '../../lib/desk/execute.ts'
import { key } from '../../lib/store/schema.ts'
import type { Item, Store, Write } from '../../lib/store/store.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Call } from './operation.ts'

/** A person may take this long to send the same request again (IETF draft "The Idempotency-Key HTTP Header Field"). */
const receiptSeconds = 7 * 24 * 3600

/** The mark that a request with an Idempotency-Key leaves when it takes effect; nothing for one without. */
export const receiptOf = (call: Call, at: string): Receipt | undefined => {
  const given = call.request.headers['idempotency-key']
  if (given === undefined) return undefined
  if (given.length === 0 || given.length > 255)
    throw new Refusal('invalid', 'Idempotency-Key: use 1 to 255 characters.', 'Idempotency-Key')
  return {
    input: `api#${call.caller.id}#${call.request.path}#${given}`,
    note: { digest: createHash('sha256').update(call.request.body).digest('hex') },
    expiresAt: Math.ceil(Date.parse(at) / 1000) + receiptSeconds,
  }
}

/** Refuses a key that was used for another request before; `note` is what its receipt remembers. */
export const refuseOther = (note: Item, receipt: Receipt | undefined): void => {
  if (note.digest !== receipt?.note?.digest)
    throw new Refusal(
      'conflict',
      'This Idempotency-Key was used for another request. Use a new one.',
      'Idempotency-Key',
    )
}

/** Makes a kept record, or finds the one that the same request made before. */
export interface Making<Made> {
  /** Id of the record if it is new. */
  readonly id: string
  make(id: string, also: readonly Write[]): Promise<Made>
  find(id: string): Promise<Made | undefined>
}

/** Carries out a request that makes a kept record, once however often it is sent with the same Idempotency-Key. */
export const once = async <Made>(
  call: Call,
  store: Store,
  at: string,
  { id, make, find }: Making<Made>,
): Promise<{ readonly made: Made; readonly repeated: boolean }> => {
  const receipt = receiptOf(call, at)
  if (!receipt) return { made: await make(id, []), repeated: false }
  const place = key.receipt(receipt.input)
  const before = async () => {
    const found = await store.get(place)
    if (!found) return undefined
    refuseOther(found.note as Item, receipt)
    const made = await find(String(found.id))
    return made && { made, repeated: true }
  }
  const { note, expiresAt } = receipt
  const repeated = await before()
  if (repeated) return repeated
  try {
    const put = { kind: 'receipt', id, note, expiresAt }
    return { made: await make(id, [{ put, at: place, if: 'absent' }]), repeated: false }
  } catch (error) {
    // The same request, sent twice at once, stood in its own way.
    const meanwhile = await before()
    if (meanwhile) return meanwhile
    throw error
  }
}
