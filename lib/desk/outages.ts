import { Outage } from '../incident/announcement.ts'
import { key, list } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { affectedCount } from './affected.ts'

/** An outage that goes on, as one reader sees it. */
export interface KnownOutage extends Outage {
  /** Whether the reader said that it hurts them too. */
  readonly meToo: boolean
  readonly affectedCount: number
}

/** Nobody reads more banners than this; the oldest outages stand first. */
export const mostOutages = 10

/**
 * The outages that go on, longest first. Every page of the portal asks: while nothing is wrong that is one query of half
 * a read unit; while something is, one batch read and a query for each.
 */
export const knownOutages = async (store: Store, personId: string): Promise<readonly KnownOutage[]> => {
  const { items } = await store.list(list.outages, { limit: mostOutages })
  if (items.length === 0) return []
  const numbers = items.map(({ number }) => String(number))
  const [found, counts] = await Promise.all([
    store.getMany(numbers.flatMap((number) => [key.outage(number), key.affected(number, personId)])),
    Promise.all(numbers.map((number) => affectedCount(store, number))),
  ])
  const isOf = (number: string, kind: string) => (item: Item) => item.kind === kind && item.number === number
  return numbers.flatMap((number, i) => {
    const outage = found.find(isOf(number, 'outage'))
    // The index lags behind by a moment; the outage itself knows.
    if (!outage || outage.isOver) return []
    const meToo = found.find(isOf(number, 'affected'))?.isAffected === true
    return [{ ...Outage.parse(outage), meToo, affectedCount: counts[i]! }]
  })
}
