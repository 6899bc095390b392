import type { Change, ChangeType } from '../../change/change.ts'
import { changeProcess } from '../../change/process.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { listTickets } from '../list-tickets.ts'
import type { TicketFilter } from '../ticket-page.ts'

/** What no index knows of a change. */
export interface Narrower {
  readonly type?: ChangeType | undefined
  readonly service?: string | undefined
}

/** A page that finds little in so many reads says so with a cursor, rather than look on for long. */
const mostLooks = 5

/** The changes of these numbers that exist, in the order of the numbers. One read a hundred. */
export const changesOf = async (store: Store, numbers: readonly string[]): Promise<readonly Change[]> => {
  const found: Change[] = []
  for (let i = 0; i < numbers.length; i += 100) {
    const heads = await store.getMany(numbers.slice(i, i + 100).map(key.ticket))
    found.push(...heads.filter(({ kind }) => kind === 'change').map((head) => changeProcess.restore(head)))
  }
  const place = new Map(numbers.map((number, i) => [number, i]))
  return found.sort((a, b) => place.get(a.number)! - place.get(b.number)!)
}

/** One page of changes, newest first, whole as they stand: the page of an index, then one read of their heads. */
export const listChanges = async (
  store: Store,
  filter: TicketFilter,
  { type, service }: Narrower = {},
): Promise<{ readonly items: readonly Change[]; readonly cursor: string | null }> => {
  const items: Change[] = []
  let cursor: string | null = filter.cursor ?? null
  for (let look = 0; look < mostLooks; look++) {
    const limit = filter.limit - items.length
    const page = await listTickets(store, { ...filter, limit, cursor: cursor ?? undefined })
    const changes = await changesOf(
      store,
      page.items.map(({ number }) => String(number)),
    )
    items.push(
      ...changes.filter(
        (change) =>
          (type === undefined || change.type === type) && (service === undefined || change.service === service),
      ),
    )
    cursor = page.cursor
    if (cursor === null || items.length >= filter.limit) break
  }
  return { items, cursor }
}
