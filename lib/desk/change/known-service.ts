import { Service, serviceKind } from '../../alert/affected-service.ts'
import { Team } from '../../people/team.ts'
import type { Store } from '../../store/store.ts'
import { readKept } from '../keep.ts'
import type { KnownService } from './assess.ts'

/**
 * What is known of a service, by its id: how much hangs on it, and that the lead of its team answers for it. Nothing where
 * nobody has described it, or not any more. Two reads.
 */
export const knownService = async (store: Store, id: string): Promise<KnownService | undefined> => {
  const service = await readKept(store, Service, serviceKind, id)
  if (!service || service.isRemoved) return undefined
  const team = service.team === undefined ? undefined : await readKept(store, Team, 'team', service.team)
  return { criticality: service.criticality, ...(team?.lead !== undefined && { owner: team.lead }) }
}
