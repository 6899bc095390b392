import { isByMonth, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { Priority } from '../ticket/priority.ts'
import { Refusal } from '../ticket/refusal.ts'
import { type Found, mergedPage, type Order, readFitting } from './merged-page.ts'
import { decodePosition, fits, type TicketFilter, type TicketPage } from './ticket-page.ts'

/** Behind every instant: tickets whose clocks rest come last. */
const never = '9999'

const soonestFirst: Order = {
  newestFirst: false,
  positionOf: (ticket: Item) => `${ticket.targetAt ?? never}#${ticket.openedAt}#${ticket.number}`,
}
const shape = /^(?:9999|\d{4}-\d{2}-\d{2}T[^#]*)#[^#]+#[^#]+$/

/**
 * One page of unfinished tickets, those that must be answered or solved first on top: one bounded query per priority and
 * state, other filters applied to what it finds; of one person's own work all of it. A ticket whose promise moves between
 * two pages stands where it stands now; all others neither repeat nor hide.
 */
export const listByTarget = async (store: Store, filter: TicketFilter): Promise<TicketPage> => {
  const { kind, states, priority, limit, cursor, at } = filter
  if (states.some(isByMonth))
    throw new Refusal(
      'invalid',
      'state: finished tickets have no deadline any more. Use sort=opened for them.',
      'state',
    )
  if ((filter.requester ?? filter.requesters) !== undefined)
    throw new Refusal(
      'invalid',
      'sort: the tickets of a requester are listed as they were opened. Leave it out.',
      'sort',
    )
  const after = cursor === undefined ? undefined : decodePosition(cursor, shape)
  const own = await ownWork(store, filter, after)
  if (own) return mergedPage([own], limit, soonestFirst)
  const partitions = (priority ? [priority] : Priority.options).flatMap((each) =>
    states.map((state) => list.byTarget(kind, each, state, at.slice(0, 7))),
  )
  const found = await Promise.all(partitions.map((p) => readFitting(store, p, filter, soonestFirst, after)))
  return mergedPage(found, limit, soonestFirst)
}

/** As many tickets as one person works on at most; they are few enough to be put in order here. */
const mostOwn = 1000

/** All work of the assignee that the filter names, or nothing where it names nobody or somebody with too much of it. */
const ownWork = async (store: Store, filter: TicketFilter, after: string | undefined): Promise<Found | undefined> => {
  const { kind, states, assignee, at } = filter
  if (!assignee) return undefined
  const partitions = new Map(
    states
      .map((state) => list.byAssignee(kind, assignee, state, at.slice(0, 7)))
      .map((p): [string, Partition] => [p.pk, p]),
  )
  const read = await Promise.all([...partitions.values()].map((p) => store.list(p, { limit: mostOwn })))
  if (read.some(({ next }) => next !== undefined)) return undefined
  const items = read.flatMap((page) => page.items.filter(fits(filter)))
  return { items: items.filter((ticket) => after === undefined || soonestFirst.positionOf(ticket) > after) }
}
