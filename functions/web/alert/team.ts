import type { Service } from '../../../lib/alert/affected-service.ts'
import type { Team } from '../../../lib/people/team.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import type { Visit } from '../page/visit.ts'
import { operations } from './operation.ts'

type Option = readonly [id: string, name: string]

/** Teams by id and name, at most a hundred. */
export const teamOptions = async (visit: Visit, desk: ApiDesk): Promise<readonly Option[]> => {
  const query = { limit: 100 }
  const { items } = await carryOut<{ items: readonly Team[] }>(visit, desk, operations.listTeams, { query })
  return items.map(({ id, name }) => [id, name])
}

/** Services, by name. */
export const allServices = async (visit: Visit, desk: ApiDesk): Promise<readonly Service[]> =>
  (await carryOut<{ items: readonly Service[] }>(visit, desk, operations.listServices)).items

/** Services by id and name. */
export const serviceOptions = async (visit: Visit, desk: ApiDesk): Promise<readonly Option[]> =>
  (await allServices(visit, desk)).map(({ id, name }) => [id, name])
