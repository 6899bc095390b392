import type { Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { encodePosition, fits, type TicketFilter, type TicketPage } from './ticket-page.ts'

/** In which order a list stands; `positionOf` is the sort key of its index, so that a cursor is a place in each partition. */
export interface Order {
  readonly newestFirst: boolean
  positionOf(ticket: Item): string
}

/** What was read of a partition. Nothing is known of what lies behind `end`; absent: it was read to its end. */
export interface Found {
  readonly items: readonly Item[]
  readonly end?: string
}

/** Pages of one partition that a single answer reads where few tickets fit the filter. */
const mostPages = 12
/** Where the first page had too few that fit, the next ones are larger. */
const laterPage = 100

/** Up to a page and one more of a partition's tickets that fit, in a bounded number of bounded queries. */
export const readFitting = async (
  store: Store,
  partition: Partition,
  filter: TicketFilter,
  { newestFirst }: Order,
  from: string | undefined,
): Promise<Found> => {
  const items: Item[] = []
  const isWanted = fits(filter)
  let after = from
  for (let page = 0; page < mostPages && items.length <= filter.limit; page++) {
    const limit = page === 0 ? filter.limit + 1 : laterPage
    const read = await store.list(partition, { limit, newestFirst, after })
    items.push(...read.items.filter(isWanted))
    if (read.next === undefined) return { items }
    after = read.next
  }
  return { items, end: after }
}

/**
 * One page of several partitions together. It ends where the reading of any of them ended, because what others have behind
 * that may not come next; the cursor is that place, or the last ticket shown.
 */
export const mergedPage = (found: readonly Found[], limit: number, { newestFirst, positionOf }: Order): TicketPage => {
  const inOrder = (a: string, b: string) => (a === b ? 0 : a < b === newestFirst ? 1 : -1)
  const [horizon] = found.flatMap(({ end }) => end ?? []).sort(inOrder)
  // A ticket that moved while this was read may have been found twice.
  const tickets = new Map(found.flatMap(({ items }) => items).map((ticket) => [String(ticket.number), ticket]))
  const known = [...tickets.values()]
    .filter((ticket) => horizon === undefined || inOrder(positionOf(ticket), horizon) <= 0)
    .sort((a, b) => inOrder(positionOf(a), positionOf(b)))
  const items = known.slice(0, limit)
  const last = items.at(-1)
  if (last && known.length > limit) return { items, cursor: encodePosition(positionOf(last)) }
  return { items, cursor: horizon === undefined ? null : encodePosition(horizon) }
}
