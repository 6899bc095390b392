import type * as z from 'zod'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { IncidentPage } from '../../api/incident/summary.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { parse } from '../../api/parse.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { carryOutMany, type Outcome } from './carry-out-many.ts'
import { commands, operations } from './operation.ts'
import { QueuePage, type TeamNames } from './queue.tsx'
import { filtersIn, queueViewIn, queueViews } from './queue-view.ts'
import type { KeptList } from './saved-filter.tsx'

/** The teams there are, for choosing one. */
export const teamNames = async (visit: Visit, desk: ApiDesk): Promise<TeamNames> => {
  type Teams = { readonly items: readonly { readonly id: string; readonly name: string }[] }
  const { items } = await carryOut<Teams>(visit, desk, operations.listTeams, { query: { limit: 100 } })
  return items.map(({ id, name }) => [id, name])
}

const showQueue = async (visit: Visit, desk: ApiDesk, outcome?: Outcome): Promise<View> => {
  const view = queueViewIn(visit.query)
  const filters = filtersIn(visit.query)
  const query = { ...queueViews[view], ...filters, cursor: visit.query.cursor, limit: 50 }
  const [page, teams, { items: lists }] = await Promise.all([
    carryOut<z.infer<typeof IncidentPage>>(visit, desk, operations.listIncidents, { query }),
    teamNames(visit, desk),
    carryOut<{ readonly items: readonly KeptList[] }>(visit, desk, operations.listFilters),
  ])
  return {
    page: (
      <QueuePage
        visit={visit}
        view={view}
        filters={filters}
        page={page}
        teams={teams}
        lists={lists}
        outcome={outcome}
      />
    ),
  }
}

const queue: PageRoute = { method: 'GET', path: '/desk/tickets', show: (visit, desk) => showQueue(visit, desk) }

/** Shown in place, not at an address of its own: what was refused is told once. */
const bulk: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/bulk',
  again: '/desk/tickets',
  show: async (visit, desk) => {
    const { form } = visit
    const wanted = form.get('do') ?? ''
    const isTaking = wanted === 'take'
    const operation = commands.get(isTaking ? 'assign' : wanted)
    if (!operation) throw new Refusal('invalid', 'do: choose what to do with the picked tickets.', 'do')
    const fields = new URLSearchParams(
      [...form].flatMap(([name, value]) =>
        name.startsWith(`${wanted}.`) ? [[name.slice(wanted.length + 1), value] as [string, string]] : [],
      ),
    )
    // A field left empty says "as it is", not "nobody".
    for (const [name, value] of [...fields]) if (value.trim() === '') fields.delete(name)
    const body = isTaking ? { assignee: 'me' } : formBody(operation.body, fields)
    parse(operation.body!, body)
    return showQueue(visit, desk, await carryOutMany(visit, desk, operation, form.getAll('numbers'), body))
  },
}

const start: PageRoute = { method: 'GET', path: '/desk', show: async () => ({ to: '/desk/tickets?view=mine' }) }

/** Lists of tickets. */
export const ticketLists: readonly PageRoute[] = [start, queue, bulk]
