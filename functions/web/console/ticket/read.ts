import type * as z from 'zod'
import { openStates } from '../../../../lib/incident/life-cycle.ts'
import { Refusal } from '../../../../lib/ticket/refusal.ts'
import type { IncidentPage } from '../../../api/incident/summary.ts'
import type { ApiDesk } from '../../../api/operation.ts'
import { carryOut } from '../../page/carry-out.ts'
import { readingOnce } from '../../page/read-once.ts'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import type { Visit } from '../../page/visit.ts'
import { operations } from '../operation.ts'
import type { Draft } from './composer.tsx'
import { linksOf } from './links.tsx'
import type { TicketPageProps } from './page.tsx'
import type { Known } from './people.tsx'
import type { Other } from './presence.tsx'
import type { Summary, Ticket } from './ticket.ts'
import { entriesShown } from './timeline.tsx'

/** Nothing instead of what does not exist; every other refusal goes on. */
const ifThere = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return undefined
    throw error
  }
}

/** What the teams are called, by the rules in force, which are remembered. */
export const teamsOf = async ({ policies }: ApiDesk): Promise<NamesOfTeams> =>
  new Map((await policies.with([])).teams.map(({ id, name }) => [id, name]))

/** A ticket with the newest of what happened, or what happened after an entry. */
export const ticketOf = (visit: Visit, desk: ApiDesk, query: Readonly<Record<string, string | number | undefined>>) =>
  carryOut<Ticket>(visit, desk, operations.readIncident, { params: { number: visit.params.number ?? '' }, query })

/** Other open tickets of a requester that are shown. */
const mostOthers = 5

const listed = async (
  visit: Visit,
  desk: ApiDesk,
  query: Readonly<Record<string, string | number>>,
): Promise<readonly Summary[]> => {
  const page = await carryOut<z.infer<typeof IncidentPage>>(visit, desk, operations.listIncidents, { query })
  return page.items
}

/**
 * Everything that the page of a ticket shows, in two rounds of parallel reads: the ticket with its entries and mails, the
 * draft and who is here; then its people and what it is linked to.
 */
export const readPage = async (visit: Visit, given: ApiDesk): Promise<Omit<TicketPageProps, 'visit' | 'once'>> => {
  const desk = readingOnce(given)
  const params = { number: visit.params.number ?? '' }
  const [ticket, draft, present, teams] = await Promise.all([
    ticketOf(visit, desk, { timelineCursor: visit.query.after, timelineNewest: entriesShown }),
    ifThere(carryOut<Draft>(visit, desk, operations.readDraft, { params })),
    carryOut<{ others: readonly Other[] }>(visit, desk, operations.readPresence, { params }),
    teamsOf(desk),
  ])
  const numbers = linksOf(ticket).map(([, number]) => number)
  const { id } = ticket.requester
  const [requester, others, linked] = await Promise.all([
    ifThere(carryOut<Known>(visit, desk, operations.readPerson, { params: { id } })),
    listed(visit, desk, { requester: id, state: openStates.join(','), limit: mostOthers + 1 }),
    numbers.length === 0 ? [] : listed(visit, desk, { numbers: numbers.slice(0, 100).join(',') }),
  ])
  return {
    ticket,
    teams,
    draft,
    present: present.others,
    requester,
    others: others.filter(({ number }) => number !== ticket.number).slice(0, mostOthers),
    linked,
  }
}
