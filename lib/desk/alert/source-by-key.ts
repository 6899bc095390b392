import { allowing } from '../../alert/address.ts'
import { keyHash } from '../../alert/key.ts'
import { liveAt } from '../../alert/live.ts'
import type { AlertSource } from '../../alert/source.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { readSource } from './sources.ts'

/** A source that accepts, as a running function remembers it. */
export interface KnownSource {
  readonly source: AlertSource
  /** Whether it may send from this IP address. */
  readonly allows: (address: string) => boolean
}

/** A change of a source, or the end of a key, reaches every running function within so many seconds. */
const rememberSeconds = 20

/** Keys that nobody has are remembered, too, so that guessing does not cost a read each; the rest of them pay for it. */
const mostRemembered = 2000

interface Remembered {
  readonly known: Promise<(KnownSource & { readonly keyId: string }) | undefined>
  readonly until: number
}

/** Finds the active source whose live key this is. Two small reads, once in twenty seconds. */
export const openSourceByKey = (store: Store) => {
  const remembered = new Map<string, Remembered>()

  const load = async (hash: string) => {
    const pointer = await store.get(key.hookKey(hash))
    const source = pointer && (await readSource(store, String(pointer.source)))
    if (!source || source.isRemoved || !source.isActive) return undefined
    return { source, allows: allowing(source.addresses), keyId: String(pointer.id) }
  }

  return async (text: string, now: string): Promise<KnownSource | undefined> => {
    const hash = keyHash(text)
    const at = Date.parse(now)
    let found = remembered.get(hash)
    if (!found || at >= found.until) {
      if (remembered.size >= mostRemembered) remembered.clear()
      const known = load(hash)
      found = { known, until: at + rememberSeconds * 1000 }
      remembered.set(hash, found)
      known.catch(() => remembered.delete(hash))
    }
    const known = await found.known
    return known && liveAt(known.source.keys, now).some(({ id }) => id === known.keyId) ? known : undefined
  }
}
