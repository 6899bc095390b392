import { isByMonth, key, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

/** Which tickets to list, newest first. */
export interface TicketFilter {
  readonly kind: string
  readonly states: readonly string[]
  readonly team?: string
  readonly requester?: string
  /** Where the page before ended; from `TicketPage.cursor`. */
  readonly cursor?: string
  /** At most this many tickets, 1 to 100. */
  readonly limit: number
  /** The instant of the question, ISO 8601. */
  readonly at: string
}

/** One page of tickets; a `cursor` even where the page is short means that there may be more. */
export interface TicketPage {
  readonly items: readonly Item[]
  readonly cursor: string | null
}

/** Finished tickets are read month by month; one page looks back no further than this before it answers with a cursor. */
const monthsAPage = 12
const monthOf = (position: string) => position.slice(0, 7)

const monthBefore = (month: string) => {
  const [year, m] = month.split('-').map(Number) as [number, number]
  return m === 1 ? `${year - 1}-12` : `${year}-${String(m - 1).padStart(2, '0')}`
}

const encode = (position: string) => Buffer.from(position).toString('base64url')
const decode = (cursor: string) => {
  const position = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{4}-\d{2}-\d{2}T[^#]*#/.test(position))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  return position
}

const positionOf = (ticket: Item) => `${ticket.openedAt}#${ticket.number}`

/**
 * One page of tickets in order of opening, newest first: the partitions of the filter, merged. A cursor is the place
 * where a page ended, so tickets that come or change meanwhile neither repeat nor hide others. At most one bounded
 * query per state and month; no scan.
 */
export const listTickets = async (store: Store, filter: TicketFilter): Promise<TicketPage> => {
  const after = filter.cursor === undefined ? undefined : decode(filter.cursor)
  if (filter.requester !== undefined) return listOfRequester(store, filter, filter.requester, after)
  const partition = (state: string, month: string): Partition =>
    filter.team === undefined
      ? list.byState(filter.kind, state, month)
      : list.byTeam(filter.kind, filter.team, state, month)
  const read = async (states: readonly string[], month: string) =>
    Promise.all(
      states.map((state) =>
        store.list(partition(state, month), { limit: filter.limit + 1, newestFirst: true, after }).then((p) => p.items),
      ),
    )
  const open = filter.states.filter((state) => !isByMonth(state))
  const finished = filter.states.filter(isByMonth)
  let month = monthOf(after ?? filter.at)
  const [first, unfinished] = await Promise.all([
    finished.length > 0 ? firstMonth(store, filter.kind) : undefined,
    read(open, month),
  ])
  let found = unfinished.flat()
  for (let looked = 0; first !== undefined && month >= first; looked++, month = monthBefore(month)) {
    // Everything in older months stands behind what was found, so a full page is final.
    const reached = found.filter((ticket) => monthOf(positionOf(ticket)) > month).length
    if (reached > filter.limit) break
    if (looked === monthsAPage) return short(found, month)
    found = found.concat((await read(finished, month)).flat())
  }
  return cut(found, filter)
}

const never = '9999-12'

/** The month in which the first ticket of the kind got its number; lists end there. */
const firstMonth = async (store: Store, kind: string) =>
  monthOf(String((await store.get(key.counter(kind)))?.since ?? never))

const newestFirst = (a: Item, b: Item) => (positionOf(a) < positionOf(b) ? 1 : -1)

const cut = (found: readonly Item[], { limit }: TicketFilter): TicketPage => {
  const items = [...found].sort(newestFirst).slice(0, limit)
  const last = items.at(-1)
  return { items, cursor: last && found.length > limit ? encode(positionOf(last)) : null }
}

/** A page that ran out of months to look at: what lies in or after the last month looked at, and a cursor there. */
const short = (found: readonly Item[], month: string): TicketPage => {
  const sure = found.filter((ticket) => monthOf(positionOf(ticket)) > month)
  return { items: [...sure].sort(newestFirst), cursor: encode(`${month}-31T24#`) }
}

const listOfRequester = async (
  store: Store,
  filter: TicketFilter,
  person: string,
  after?: string,
): Promise<TicketPage> => {
  const items: Item[] = []
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
      if (!filter.states.includes(String(item.state))) continue
      if (filter.team !== undefined && item.team !== filter.team) continue
      items.push(item)
      if (items.length > filter.limit) return cut(items, filter)
    }
    if (!read.next) return cut(items, filter)
  }
  return { items, cursor: from === undefined ? null : encode(from) }
}
