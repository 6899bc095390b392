import { calendarsOf, plan } from '../../../lib/incident/plan.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { carrying } from '../carry-out.ts'
import { entryView } from './entry-view.ts'
import { summaryFor } from './summary.ts'

export type { Asked } from '../carry-out.ts'

/** How commands to incidents are carried out: each once, and the stale refused with what happened since. */
export const { carryOut, carryOutOn } = carrying({
  process: incidentProcess,
  path: '/api/v1/incidents',
  summary: async ({ caller }, desk, incident) => {
    const policy = await desk.policies.with(calendarsOf(incident))
    return summaryFor(caller, { ...incident, targetAt: plan(incident, { policy }).targetAt })
  },
  entry: (entry) => entryView(entry),
})
