import * as z from 'zod'
import { mostMajors, readMajors } from '../../../lib/desk/majors.ts'
import { similarTo } from '../../../lib/desk/similar.ts'
import { Candidate, standingOf, UpdatePlan } from '../../../lib/incident/major.ts'
import { may } from '../../../lib/people/access.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { IncidentSummary, summaryFor } from './summary.ts'
import { visible } from './visible.ts'

const MajorIncident = IncidentSummary.extend({
  standing: z
    .enum(['candidate', 'major', 'review', 'reviewed'])
    .describe('`review`: resolved and waiting for its review; `reviewed`: it can be closed.'),
  candidate: Candidate.optional(),
  updates: UpdatePlan.optional(),
  isUpdateOverdue: z.boolean(),
}).meta({ id: 'MajorIncident' })

const MajorList = z.object({ items: z.array(MajorIncident) })
export type MajorList = z.infer<typeof MajorList>

const ofTheDesk = ({ caller }: Call) => {
  if (!may(caller, 'read-internal', { kind: 'incident' }))
    throw new Refusal('forbidden', 'Only agents read this. People of the company see outages.')
}

const listing = operation({
  method: 'GET',
  path: '/api/v1/major-incidents',
  id: 'listMajorIncidents',
  access: { kind: 'incident', action: 'read-internal' },
  summary: `List candidates for major incidents and major ones that are not closed, oldest first; at most ${mostMajors}`,
  status: 200,
  answer: MajorList,
  run: async (call: Call, { store, now }: ApiDesk) => {
    ofTheDesk(call)
    const at = now()
    const items = (await readMajors(store)).map((head) => {
      const { state, review, candidate, updates } = head
      const after = review ? 'reviewed' : 'review'
      return {
        ...summaryFor(call.caller, head),
        standing: state === 'resolved' ? after : standingOf(head),
        ...(!head.isMajor && { candidate }),
        updates,
        isUpdateOverdue: updates?.nextUpdateAt !== undefined && updates.nextUpdateAt <= at,
      }
    })
    return { status: 200, body: MajorList.parse({ items }) }
  },
})

const SimilarList = z.object({ items: z.array(IncidentSummary) })
export type SimilarList = z.infer<typeof SimilarList>

const similar = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}/similar',
  id: 'listSimilarIncidents',
  access: { kind: 'incident', action: 'read-internal' },
  summary: 'List open incidents of the same service of the last day that could become its children, newest first',
  status: 200,
  answer: SimilarList,
  run: async (call: Call, { store }: ApiDesk) => {
    const incident = await visible(call, store)
    ofTheDesk(call)
    const items = await similarTo(store, incident)
    return { status: 200, body: SimilarList.parse({ items: items.map((head) => summaryFor(call.caller, head)) }) }
  },
})

/** Which incidents are major, may be, or belong to one. */
export const majors = [listing, similar]
