import { isByMonth, list } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { Priority } from '../ticket/priority.ts'
import { Refusal } from '../ticket/refusal.ts'
import { decodePosition, encodePosition, fits, type TicketFilter, type TicketPage } from './ticket-page.ts'

/** Which tickets to list by the instant at which their next promise must be kept. */
export interface TargetFilter extends TicketFilter {
  /** All five when absent. */
  readonly priority?: Priority
}

/** Behind every instant: tickets whose clocks rest come last. */
const never = '9999'
const positionOf = (ticket: Item) => `${ticket.targetAt ?? never}#${ticket.openedAt}#${ticket.number}`

/** Pages of one partition that a single answer reads where few tickets fit the other filters. */
const pagesAnAnswer = 12

/**
 * One page of unfinished tickets, those that must be answered or solved first on top. One bounded query per priority and
 * state; other filters are applied to what it finds.
 */
export const listByTarget = async (store: Store, filter: TargetFilter): Promise<TicketPage> => {
  const { kind, states, priority, limit, cursor } = filter
  if (states.some(isByMonth))
    throw new Refusal(
      'invalid',
      'Finished tickets have no deadline any more. Leave sort and priority out, or the state.',
      'state',
    )
  const after = cursor === undefined ? undefined : decodePosition(cursor)
  const partitions = (priority ? [priority] : Priority.options).flatMap((each) =>
    states.map((state) => list.byTarget(kind, each, state, filter.at.slice(0, 7))),
  )
  const found = await Promise.all(
    partitions.map(async (partition) => {
      const items: Item[] = []
      let from = after
      // Beyond the last page read, nothing is known: what other partitions have behind it must wait for the next answer.
      let known = ''
      for (let page = 0; page < pagesAnAnswer && items.length <= limit; page++) {
        const read = await store.list(partition, { limit: limit + 1, after: from })
        items.push(...read.items.filter(fits(filter)))
        known = read.next ?? ''
        if (read.next === undefined) break
        from = read.next
      }
      return { items, known }
    }),
  )
  const horizon = found
    .map(({ known }) => known)
    .filter((known) => known !== '')
    .sort()[0]
  const sorted = found
    .flatMap(({ items }) => items)
    .filter((item) => horizon === undefined || positionOf(item) <= horizon)
    .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1))
  const items = sorted.slice(0, limit)
  const last = items.at(-1)
  if (sorted.length > limit && last) return { items, cursor: encodePosition(positionOf(last)) }
  return { items, cursor: horizon === undefined ? null : encodePosition(horizon) }
}
