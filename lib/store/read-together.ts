import type { Key } from './schema.ts'
import type { Item } from './store.ts'

/** Reads the items that exist at these keys, in no order and with their keys among their attributes. */
export type ReadItems = (keys: readonly Key[]) => Promise<readonly Item[]>

interface Batch {
  readonly keys: Map<string, Key>
  readonly items: Promise<ReadonlyMap<string, Item>>
}

const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`

/**
 * One request for everything that is asked for at the same moment, at most `most` keys: a request costs far more than a key.
 * Whoever asks gets the items of their own keys, or the error of the request.
 */
export const readTogether = (read: ReadItems, most: number): ReadItems => {
  let open: Batch | undefined

  const begin = (): Batch => {
    const keys = new Map<string, Key>()
    const moment = new Promise<void>((done) => setImmediate(done))
    const items = moment.then(async () => {
      if (open?.keys === keys) open = undefined
      const found = await read([...keys.values()])
      return new Map(found.map((item) => [nameOf(item as unknown as Key), item]))
    })
    return { keys, items }
  }

  return async (keys) => {
    if (keys.length === 0) return []
    if (!open || open.keys.size + keys.length > most) open = begin()
    const { keys: all, items } = open
    const names = new Set(keys.map(nameOf))
    for (const at of keys) all.set(nameOf(at), at)
    const found = await items
    return [...names].flatMap((name): Item[] => {
      const item = found.get(name)
      return item ? [item] : []
    })
  }
}
