import { standingOf } from '../incident/major.ts'
import { key, list } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { OfService } from './openings.ts'

/** More than this at once nobody watches; the oldest stand first. */
export const mostMajors = 50

/** The candidates and the major incidents that are not over, oldest first, as they stand now. One query and one batch read. */
export const readMajors = async (store: Store): Promise<readonly OfService[]> => {
  const { items } = await store.list(list.majors, { limit: mostMajors })
  if (items.length === 0) return []
  const numbers = items.map(({ number }) => String(number))
  const heads = (await store.getMany(numbers.map(key.ticket))) as OfService[]
  // The index lags behind by a moment; the heads themselves know.
  return numbers.flatMap((number) => heads.filter((head) => head.number === number && standingOf(head) !== undefined))
}
