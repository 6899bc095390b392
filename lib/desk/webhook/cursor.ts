import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { Cursor } from '../../webhook/cursor.ts'
import { Health } from '../../webhook/health.ts'

/** The cursor as it stands, or nothing when the webhook was never told of the record. */
export const readCursor = async (store: Store, webhook: string, number: string): Promise<Cursor | undefined> => {
  const found = await store.get(key.webhookCursor(number, webhook))
  return found && Cursor.parse(found)
}

/** Puts the cursor in the place of the one it was made from; nothing when somebody else wrote meanwhile. */
export const writeCursor = async (store: Store, cursor: Cursor): Promise<Cursor | undefined> => {
  const next = { ...cursor, version: cursor.version + 1 }
  const place = key.webhookCursor(cursor.number, cursor.id)
  const { committed } = await store.commit([{ put: next, at: place, if: { version: cursor.version } }])
  return committed ? next : undefined
}

/**
 * What the holder of a lease writes: applied to the cursor as it stands, because others may have moved `wanted` up
 * meanwhile. Nothing when the lease is another run's by now.
 */
export const writeAsHolder = async (
  store: Store,
  mine: Cursor,
  change: (current: Cursor) => Cursor,
): Promise<Cursor | undefined> => {
  let current: Cursor | undefined = mine
  while (current?.lease?.id === mine.lease?.id && current) {
    const written = await writeCursor(store, change(current))
    if (written) return written
    current = await readCursor(store, mine.id, mine.number)
  }
  return undefined
}

/** How the receiver was when last tried, or nothing when it never failed. */
export const readHealth = async (store: Store, webhook: string): Promise<Health | undefined> => {
  const found = await store.get(key.webhookHealth(webhook))
  return found && Health.parse(found)
}

/** Keeps how the receiver is; where another run wrote first, that one has just seen the same. */
export const writeHealth = async (store: Store, health: Health): Promise<void> => {
  await store.commit([{ put: health, at: key.webhookHealth(health.id), if: { version: health.version - 1 } }])
}
