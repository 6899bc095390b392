import { openStates } from '../incident/life-cycle.ts'
import { type Board, boardOf, OpenTicket } from '../metrics/board.ts'
import { type Day, lastDays } from '../metrics/day.ts'
import { isByMonth, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { monthBefore } from './month.ts'

/** Whose board it is: a team's, or that of the whole desk. */
export interface BoardOf {
  readonly team?: string | undefined
  /** IANA zone of its days. */
  readonly zone: string
}

const daysShown = 14
/** A page of a list. */
const aPage = 1000
/** Tickets that a board reads at most, open ones first: about 10 MB, and 1,300 read units. */
const mostTickets = 20_000

/** Counts down what may still be read; beyond that a board says that it is partial. */
class Budget {
  left = mostTickets
  isOver = false
  /** How much of the next page may be read; 0 when nothing. */
  take(): number {
    if (this.left <= 0) this.isOver = true
    return Math.min(aPage, this.left)
  }
}

const readAll = async (store: Store, partition: Partition, after: string | undefined, budget: Budget) => {
  const items: Item[] = []
  let from = after
  do {
    const limit = budget.take()
    if (limit <= 0) break
    const page = await store.list(partition, { limit, after: from })
    budget.left -= page.items.length
    items.push(...page.items)
    from = page.next
  } while (from !== undefined)
  return items
}

const monthsOf = (days: readonly Day[]): readonly string[] => {
  const last = days.at(-1)!.to.slice(0, 7)
  return days[0]!.from.slice(0, 7) === last ? [last] : [last, monthBefore(last)]
}

/**
 * The board at an instant, from the lists of open tickets and of what happened in the last two weeks: a bounded number of
 * bounded queries, and nothing that is counted anywhere else.
 */
export const readBoard = async (store: Store, { team, zone }: BoardOf, at: string): Promise<Board> => {
  const days = lastDays(zone, daysShown, at)
  const begin = days[0]!.from
  const budget = new Budget()
  const of = (state: string, month: string) =>
    team === undefined ? list.byState('incident', state, month) : list.byTeam('incident', team, state, month)
  const read = async (states: readonly string[], after?: string) => {
    const partitions = states.flatMap((state) =>
      isByMonth(state) ? monthsOf(days).map((month) => of(state, month)) : [of(state, '')],
    )
    return (await Promise.all(partitions.map((partition) => readAll(store, partition, after, budget)))).flat()
  }
  const open = await read(openStates)
  const [done, resolved] = await Promise.all([
    read(['resolved', 'closed', 'canceled'], begin),
    Promise.all(days.map((day) => resolvedOn(store, team, day))),
  ])
  // A ticket that moved while this was read may have been found twice.
  const tickets = new Map([...done, ...open].map((ticket) => [String(ticket.number), String(ticket.openedAt)]))
  const opened = (day: Day) => [...tickets.values()].filter((instant) => instant >= day.from && instant < day.to).length
  const distinct = new Map(open.map((ticket) => [String(ticket.number), OpenTicket.parse(ticket)]))
  return boardOf(
    {
      open: [...distinct.values()],
      days: days.map((day, i) => ({ date: day.date, opened: opened(day), resolved: resolved[i]! })),
      zone,
      isPartial: budget.isOver,
    },
    at,
  )
}

/** More than this in a day no board needs to tell apart. */
const mostResolved = 5000

/** How many tickets were resolved in a day, each once. */
const resolvedOn = async (store: Store, team: string | undefined, { from, to }: Day): Promise<number> => {
  const numbers = new Set<string>()
  // A local day may begin in another month of UTC than it ends.
  for (const month of new Set([from.slice(0, 7), to.slice(0, 7)])) {
    let after: string | undefined = from
    do {
      const page: Awaited<ReturnType<Store['keys']>> = await store.keys(list.events('incident.resolved', team, month), {
        limit: aPage,
        after,
        upTo: to,
      })
      for (const { pk } of page.items) numbers.add(pk)
      after = page.next
    } while (after !== undefined && numbers.size < mostResolved)
  }
  return numbers.size
}
