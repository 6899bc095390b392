import { key, list, webhookCursorIn } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { Cursor } from '../../webhook/cursor.ts'
import { waitingLaneOf } from '../../webhook/lane.ts'

/** A record of which a webhook was not told something, and nobody tries any more. */
export interface Waiting {
  readonly number: string
  /** Since when. */
  readonly since: string
  /** Sequence of the last entry that it was told of, and of the newest that waits. */
  readonly sent: number
  readonly wanted: number
}

/** One page of the records of which a webhook waits to be told, the longest waiting first. */
export const listWaiting = async (
  store: Store,
  webhook: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Waiting[]; readonly cursor: string | null }> => {
  const page = await store.keys(list.due(waitingLaneOf(webhook)), {
    limit,
    ...(cursor !== undefined && { after: cursor }),
  })
  const numbers = page.items.map((place) => webhookCursorIn(place).number)
  const found = (await store.getMany(numbers.map((number) => key.webhookCursor(number, webhook)))).map((item) =>
    Cursor.parse(item),
  )
  const items = found
    .map(({ number, waitsSince = '', sent, wanted }) => ({ number, since: waitsSince, sent, wanted }))
    .sort((a, b) => (a.since < b.since ? -1 : 1))
  return { items, cursor: page.next ?? null }
}
