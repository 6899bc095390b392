import { load } from '../../../lib/desk/execute.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { may } from '../../../lib/people/access.ts'
import type { Store } from '../../../lib/store/store.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Call } from '../operation.ts'

/** The incident of the path, if the caller may see it; otherwise it does not exist for them. */
export const visible = async ({ caller, params }: Call, store: Store): Promise<Incident> => {
  const number = parseNumber(params.number ?? '')
  const incident = number === undefined ? undefined : await load(store, incidentProcess, number)
  if (!incident || !may(caller, 'read', incident))
    throw new Refusal('not_found', `There is no incident ${params.number}, or it is not yours to see.`)
  return incident
}
