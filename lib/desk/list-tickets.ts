import { isByMonth, key, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { decodePosition, encodePosition, fits, type TicketFilter, type TicketPage } from './ticket-page.ts'

/** Finished tickets are read month by month; one page looks back no further than this before it answers with a cursor. */
const monthsAPage = 12
const monthOf = (position: string) => position.slice(0, 7)

const monthBefore = (month: string) => {
  const [year, m] = month.split('-').map(Number) as [number, number]
  return m === 1 ? `${year - 1}-12` : `${year}-${String(m - 1).padStart(2, '0')}`
}

const positionOf = (ticket: Item) => `${ticket.openedAt}#${ticket.number}`

/** The partition in which the filter's tickets of one state lie: the narrowest index that the filter names. */
const partitionOf =
  ({ kind, team, assignee }: TicketFilter) =>
  (state: string, month: string): Partition => {
    if (assignee !== undefined) return list.byAssignee(kind, assignee, state, month)
    return team === undefined ? list.byState(kind, state, month) : list.byTeam(kind, team, state, month)
  }

/**
 * One page of tickets in order of opening, newest first: the partitions of the filter, merged. A cursor is the place
 * where a page ended, so tickets that come or change meanwhile neither repeat nor hide others. At most one bounded
 * query per partition and month; no scan.
 */
export const listTickets = async (store: Store, filter: TicketFilter): Promise<TicketPage> => {
  const after = filter.cursor === undefined ? undefined : decodePosition(filter.cursor)
  if (filter.requester !== undefined) return listOfRequester(store, filter, filter.requester, after)
  const partition = partitionOf(filter)
  const read = async (states: readonly string[], month: string) => {
    const partitions = new Map(states.map((state) => partition(state, month)).map((p) => [p.pk, p]))
    const pages = await Promise.all([...partitions.values()].map((p) => filled(store, p, filter, after)))
    return pages.flat()
  }
  const open = filter.states.filter((state) => !isByMonth(state))
  const finished = filter.states.filter(isByMonth)
  let month = monthOf(after ?? filter.at)
  const [first, unfinished] = await Promise.all([
    finished.length > 0 ? firstMonth(store, filter.kind) : undefined,
    read(open, month),
  ])
  let found = unfinished
  for (let looked = 0; first !== undefined && month >= first; looked++, month = monthBefore(month)) {
    // Everything in older months stands behind what was found, so a full page is final.
    const reached = found.filter((ticket) => monthOf(positionOf(ticket)) > month).length
    if (reached > filter.limit) break
    if (looked === monthsAPage) return short(found, month)
    found = found.concat(await read(finished, month))
  }
  return cut(found, filter)
}

/** Up to a page and one more of a partition's tickets that fit; where few do, it reads on. A partition of work is never large. */
const filled = async (store: Store, partition: Partition, filter: TicketFilter, from?: string): Promise<Item[]> => {
  const items: Item[] = []
  let after = from
  do {
    const page = await store.list(partition, { limit: filter.limit + 1, newestFirst: true, after })
    items.push(...page.items.filter(fits(filter)))
    after = page.next
  } while (after !== undefined && items.length <= filter.limit)
  return items
}

const never = '9999-12'

/** The month in which the first ticket of the kind got its number; lists end there. */
const firstMonth = async (store: Store, kind: string) =>
  monthOf(String((await store.get(key.counter(kind)))?.since ?? never))

const newestFirst = (a: Item, b: Item) => (positionOf(a) < positionOf(b) ? 1 : -1)

const cut = (found: readonly Item[], { limit }: TicketFilter): TicketPage => {
  const items = [...found].sort(newestFirst).slice(0, limit)
  const last = items.at(-1)
  return { items, cursor: last && found.length > limit ? encodePosition(positionOf(last)) : null }
}

/** A page that ran out of months to look at: what lies in or after the last month looked at, and a cursor there. */
const short = (found: readonly Item[], month: string): TicketPage => {
  const sure = found.filter((ticket) => monthOf(positionOf(ticket)) > month)
  return { items: [...sure].sort(newestFirst), cursor: encodePosition(`${month}-31T24#`) }
}

const listOfRequester = async (
  store: Store,
  filter: TicketFilter,
  person: string,
  after?: string,
): Promise<TicketPage> => {
  const items: Item[] = []
  const isWanted = fits(filter)
  let from = after
  // A person's tickets lie in one partition, whatever their state; pages are filtered as they come.
  for (let page = 0; page < monthsAPage; page++) {
    const read = await store.list(list.byRequester(filter.kind, person), {
      limit: filter.limit + 1,
      newestFirst: true,
      after: from,
    })
    for (const item of read.items) {
      from = positionOf(item)
      if (!isWanted(item)) continue
      items.push(item)
      if (items.length > filter.limit) return cut(items, filter)
    }
    if (!read.next) return cut(items, filter)
  }
  return { items, cursor: from === undefined ? null : encodePosition(from) }
}
