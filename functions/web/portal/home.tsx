import type * as z from 'zod'
import { openStates } from '../../../lib/incident/life-cycle.ts'
import type { IncidentPage } from '../../api/incident/summary.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Site } from './frame.tsx'
import { type Asked, HomePage } from './home-page.tsx'
import { operations } from './operation.ts'
import { readOutages } from './outage.tsx'
import type { Request } from './request-list.tsx'
import type { Ticket } from './standing.ts'

/** The first page shows so many of each; the list has them all. */
const most = 5
/** Whether a ticket waits for its requester stands in the ticket alone, so no more of them are read than this. */
const mostAsked = 5

const own = async (visit: Visit, desk: ApiDesk, state: readonly string[], limit: number) => {
  const query = { requester: 'me', state: state.join(','), limit }
  return (await carryOut<z.infer<typeof IncidentPage>>(visit, desk, operations.listIncidents, { query })).items
}

/** Those that wait for their requester, with the question. */
const asked = async (visit: Visit, desk: ApiDesk, held: readonly Request[]): Promise<readonly Asked[]> => {
  const read = await Promise.all(
    held
      .slice(0, mostAsked)
      .map(({ number }) => carryOut<Ticket>(visit, desk, operations.readIncident, { params: { number } })),
  )
  return read
    .filter(({ hold, merged }) => hold?.reason === 'caller' && !merged)
    .map((ticket) => ({
      ticket,
      question: ticket.timeline.findLast(({ by, text }) => text && by.id !== visit.person.id),
    }))
}

/** The first page. */
export const homePages = (site: Site): readonly PageRoute[] => [
  {
    method: 'GET',
    path: '/',
    show: async (visit, desk) => {
      const [outages, open, resolved] = await Promise.all([
        readOutages(visit, desk),
        own(visit, desk, openStates, 20),
        own(visit, desk, ['resolved'], most),
      ])
      const waiting = await asked(
        visit,
        desk,
        open.filter(({ state }) => state === 'on_hold'),
      )
      const isAsked = (number: string) => waiting.some(({ ticket }) => ticket.number === number)
      const others = open.filter(({ number }) => !isAsked(number))
      return {
        page: (
          <HomePage
            visit={visit}
            site={site}
            outages={outages}
            asked={waiting}
            resolved={resolved}
            open={others.slice(0, most)}
          />
        ),
      }
    },
  },
]
