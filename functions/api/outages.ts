import * as z from 'zod'
import { affectedCount, sayAffected } from '../../lib/desk/affected.ts'
import { knownOutages } from '../../lib/desk/outages.ts'
import { Announcement } from '../../lib/incident/announcement.ts'
import { may } from '../../lib/people/access.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const OutageView = Announcement.extend({
  number: z.string().describe('Of the incident; who may not see that sees no more of it than this.'),
  meToo: z.boolean().describe('Whether the caller said that it hurts them too.'),
  affectedCount: z.int().describe('How many people said so.'),
}).meta({ id: 'Outage' })

const OutageList = z.object({ items: z.array(OutageView) })

const listing = operation({
  method: 'GET',
  path: '/api/v1/outages',
  id: 'listOutages',
  access: { kind: 'outage', action: 'read' },
  summary: 'List the outages that go on, longest first; at most 10',
  status: 200,
  answer: OutageList,
  run: async ({ caller }: Call, { store }: ApiDesk) => {
    if (!may(caller, 'read', { kind: 'outage' }))
      throw new Refusal('forbidden', 'Outages are told to people of the company alone.')
    return { status: 200, body: OutageList.parse({ items: await knownOutages(store, caller.id) }) }
  },
})

const saying = (method: 'PUT' | 'DELETE', isAffected: boolean, id: string, summary: string) =>
  operation({
    method,
    path: '/api/v1/outages/{number}/me-too',
    id,
    access: { kind: 'outage', action: 'report-impact' },
    summary,
    status: 200,
    answer: OutageView,
    run: async ({ caller, params }: Call, { store, now }: ApiDesk) => {
      const number = parseNumber(params.number ?? '')
      // To others there are none.
      if (number === undefined || !may(caller, 'report-impact', { kind: 'outage' }))
        throw new Refusal('not_found', `There is no outage ${params.number}.`)
      const outage = await sayAffected(store, number, { id: caller.id, isAffected }, now())
      return {
        status: 200,
        body: OutageView.parse({ ...outage, meToo: isAffected, affectedCount: await affectedCount(store, number) }),
      }
    },
  })

/** What everybody can know of outages, and say. */
export const outages = [
  listing,
  saying('PUT', true, 'sayMeToo', 'Say that an outage hurts the caller too: they are told when it is over'),
  saying('DELETE', false, 'takeBackMeToo', 'Say that an outage does not hurt the caller after all'),
]
