import type * as z from 'zod'
import type { IncidentPage } from '../../api/incident/summary.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import { QueuePage, type TeamNames } from './queue.tsx'
import { filtersIn, queueViewIn, queueViews } from './queue-view.ts'

/** The teams there are, for choosing one. */
export const teamNames = async (visit: Visit, desk: ApiDesk): Promise<TeamNames> => {
  type Teams = { readonly items: readonly { readonly id: string; readonly name: string }[] }
  const { items } = await carryOut<Teams>(visit, desk, operations.listTeams, { query: { limit: 100 } })
  return items.map(({ id, name }) => [id, name])
}

const queue: PageRoute = {
  method: 'GET',
  path: '/desk/tickets',
  show: async (visit, desk) => {
    const view = queueViewIn(visit.query)
    const filters = filtersIn(visit.query)
    const query = { ...queueViews[view], ...filters, cursor: visit.query.cursor, limit: 50 }
    const [page, teams] = await Promise.all([
      carryOut<z.infer<typeof IncidentPage>>(visit, desk, operations.listIncidents, { query }),
      teamNames(visit, desk),
    ])
    return { page: <QueuePage visit={visit} view={view} filters={filters} page={page} teams={teams} /> }
  },
}

const start: PageRoute = { method: 'GET', path: '/desk', show: async () => ({ to: '/desk/tickets?view=mine' }) }

/** Lists of tickets. */
export const ticketLists: readonly PageRoute[] = [start, queue]
