import { load } from '../desk/execute.ts'
import type { Incident } from '../incident/incident.ts'
import { isFinished } from '../incident/life-cycle.ts'
import { incidentProcess } from '../incident/process.ts'
import type { Store } from '../store/store.ts'

/** A longer chain of merges and follow-ups is nobody's conversation any more. */
const longestChain = 5

/**
 * Where words that answer this incident belong now. A merged one keeps its own words as long as somebody works on what it
 * was merged into; a closed one hands them to the incident that followed it. Answers a closed or canceled incident only
 * when nothing followed it. Reads nothing where the incident is open.
 */
export const landingOf = async (store: Store, ticket: Incident): Promise<Incident> => {
  let [place, end] = [ticket, ticket]
  for (let step = 0; step < longestChain; step++) {
    const next = end.merged?.into ?? (isFinished(end) ? end.followedBy : undefined)
    const found = next === undefined ? undefined : await load(store, incidentProcess, next)
    if (!found) break
    if (!end.merged) place = found
    end = found
  }
  return isFinished(end) && !end.merged ? end : place
}
