import { readPerson } from '../../../lib/desk/change-person.ts'
import { load } from '../../../lib/desk/execute.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { may } from '../../../lib/people/access.ts'
import type { Store } from '../../../lib/store/store.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk, Call } from '../operation.ts'

const missing = ({ params }: Call) =>
  new Refusal('not_found', `There is no incident ${params.number}, or it is not yours to see.`)

const incidentOf = async ({ params }: Call, store: Store): Promise<Incident | undefined> => {
  const number = parseNumber(params.number ?? '')
  return number === undefined ? undefined : load(store, incidentProcess, number)
}

/** The incident of the path, if the caller is on it or of the desk; otherwise it does not exist for them. */
export const visible = async (call: Call, store: Store): Promise<Incident> => {
  const incident = await incidentOf(call, store)
  if (!incident || !may(call.caller, 'read', incident)) throw missing(call)
  return incident
}

/** The incident of the path, if the caller may look at it; also where they may only because of whose colleague they are. */
export const readable = async (call: Call, { store, policies }: ApiDesk): Promise<Incident> => {
  const [incident, { colleaguesSee = 'none' }] = await Promise.all([incidentOf(call, store), policies.with([])])
  if (incident && may(call.caller, 'read', incident)) return incident
  if (colleaguesSee !== 'none') {
    // The same reads whether or not there is such an incident: not even how long it takes tells which it was.
    const requester = await readPerson(store, incident?.requester.id ?? call.caller.id)
    if (incident && requester && may(call.caller, 'read', { kind: 'incident', requester, colleaguesSee }))
      return incident
  }
  throw missing(call)
}
