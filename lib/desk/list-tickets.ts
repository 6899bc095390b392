import { isByMonth, key, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { type Found, mergedPage, type Order, readFitting } from './merged-page.ts'
import { monthBefore } from './month.ts'
import { decodePosition, type TicketFilter, type TicketPage } from './ticket-page.ts'

/** Finished tickets are read month by month; one page looks back no further than this before it answers with a cursor. */
const monthsAPage = 12
const monthOf = (position: string) => position.slice(0, 7)

const newestFirst: Order = { newestFirst: true, positionOf: (ticket: Item) => `${ticket.openedAt}#${ticket.number}` }
const shape = /^\d{4}-\d{2}-\d{2}T[^#]*#[^#]*$/

/** The partition in which the filter's tickets of one state lie: the narrowest index that the filter names. */
const partitionOf =
  ({ kind, team, assignee }: TicketFilter) =>
  (state: string, month: string): Partition => {
    if (assignee) return list.byAssignee(kind, assignee, state, month)
    return team === undefined ? list.byState(kind, state, month) : list.byTeam(kind, team, state, month)
  }

/**
 * One page of tickets in order of opening, newest first: the partitions of the filter, merged. A cursor is the place
 * where a page ended, so tickets that come or change meanwhile neither repeat nor hide others. A bounded number of bounded
 * queries; no scan.
 */
export const listTickets = async (store: Store, filter: TicketFilter): Promise<TicketPage> => {
  const after = filter.cursor === undefined ? undefined : decodePosition(filter.cursor, shape)
  const page = (found: readonly Found[]) => mergedPage(found, filter.limit, newestFirst)
  const requesters = filter.requesters ?? (filter.requester === undefined ? undefined : [filter.requester])
  if (requesters) {
    // A person's tickets lie in one partition, whatever their state.
    const own = requesters.map((id) => list.byRequester(filter.kind, id))
    return page(await Promise.all(own.map((one) => readFitting(store, one, filter, newestFirst, after))))
  }
  const partition = partitionOf(filter)
  const read = (states: readonly string[], month: string): Promise<Found[]> => {
    const partitions = new Map(states.map((state) => partition(state, month)).map((p) => [p.pk, p]))
    return Promise.all([...partitions.values()].map((p) => readFitting(store, p, filter, newestFirst, after)))
  }
  const finished = filter.states.filter(isByMonth)
  let month = monthOf(after ?? filter.at)
  const [first, unfinished] = await Promise.all([
    finished.length > 0 ? firstMonth(store, filter.kind) : undefined,
    read(
      filter.states.filter((state) => !isByMonth(state)),
      month,
    ),
  ])
  const found = [...unfinished]
  for (let looked = 0; first !== undefined && month >= first; looked++, month = monthBefore(month)) {
    // Everything in older months stands behind what was found, so a full page is final.
    if (isFull(found, filter.limit, month)) break
    if (looked === monthsAPage) {
      found.push({ items: [], end: `${month}-31T24#` })
      break
    }
    found.push(...(await read(finished, month)))
  }
  return page(found)
}

/** Whether what newer months than this hold decides the page. */
const isFull = (found: readonly Found[], limit: number, month: string): boolean =>
  found.some(({ end }) => end !== undefined && monthOf(end) > month) ||
  found.flatMap(({ items }) => items).filter((ticket) => monthOf(newestFirst.positionOf(ticket)) > month).length > limit

/** The month in which the first ticket of the kind got its number; lists end there. */
const firstMonth = async (store: Store, kind: string) =>
  monthOf(String((await store.get(key.counter(kind)))?.since ?? '9999-12'))
