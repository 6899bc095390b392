import type { Incident } from '../incident/incident.ts'
import { isOpen } from '../incident/life-cycle.ts'
import type { Store } from '../store/store.ts'
import { mostAdopted } from './adopt.ts'
import { newestOpenings, type OfService, stillOf } from './openings.ts'

/**
 * Open incidents of the same service of the last day that could become the children of this one, newest first; at most as
 * many as one call makes its children. One query and one batch read.
 */
export const similarTo = async (
  store: Store,
  { number, service: own, candidate }: Pick<Incident, 'number' | 'service' | 'candidate'>,
): Promise<readonly OfService[]> => {
  const service = candidate?.service ?? own
  if (service === undefined) return []
  const heads = await stillOf(store, service, await newestOpenings(store, service))
  return heads
    .filter((head) => head.number !== number && isOpen(head) && !head.parent && !head.children && !head.isMajor)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    .slice(0, mostAdopted)
}
