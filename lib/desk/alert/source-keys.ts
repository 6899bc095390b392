import { keyHash, keyText, routingKeyOf } from '../../alert/key.ts'
import { withNewer, without } from '../../alert/live.ts'
import type { AlertSource, SourceSecret } from '../../alert/source.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Kept } from '../keep.ts'
import { keepSource, type SourceOrder, settingsOf, sourceNamed } from './sources.ts'

/** A key that was made: its text is in this answer and nowhere else. */
export interface MadeKey {
  readonly source: Kept<AlertSource>
  readonly key: SourceSecret
  readonly text: string
}

/** What a new key is made of. */
export interface KeyOrder {
  /** Id of the key. */
  readonly keyId: string
  /** At least 52 random bytes. */
  readonly random: Uint8Array
  /** The key before it ends after so many hours. */
  readonly olderEndsInHours: number
}

/** Makes a key for a source. Refused where two are live. */
export const makeKey = async (
  store: Store,
  order: SourceOrder,
  { keyId, random, olderEndsInHours }: KeyOrder,
): Promise<MadeKey> => {
  const now = await sourceNamed(store, order.id)
  const text = keyText(random)
  const made: SourceSecret = { id: keyId, hash: keyHash(text), hint: text.slice(-4), createdAt: order.at }
  const keys = withNewer(now.keys, made, olderEndsInHours, 'key')
  const pointers: Write[] = [text, routingKeyOf(text)].map((known) => ({
    put: { kind: 'hook-key', id: keyId, source: order.id },
    at: key.hookKey(keyHash(known)),
    if: 'absent',
  }))
  const value = { ...settingsOf(now), keys }
  // Written over what was read: a key that somebody else ended at the same moment must not come back.
  const source = await keepSource(store, { ...order, ifVersion: order.ifVersion ?? now.version, also: pointers }, value)
  return { source, key: made, text }
}

/** Ends a key now. Functions that accept remember keys for seconds. */
export const endKey = async (store: Store, order: SourceOrder, keyId: string): Promise<Kept<AlertSource>> => {
  const now = await sourceNamed(store, order.id)
  const value = { ...settingsOf(now), keys: without(now.keys, keyId, order.at, 'key') }
  return keepSource(store, { ...order, ifVersion: order.ifVersion ?? now.version }, value)
}
