import * as z from 'zod'
import { allKept } from '../../lib/desk/keep.ts'
import {
  type FilterOrder,
  type FilterScope,
  filtersFor,
  removeFilter,
  SavedFilter,
  saveFilter,
} from '../../lib/desk/saved-filters.ts'
import { type ActionOn, may } from '../../lib/people/access.ts'
import { actorOf } from '../../lib/people/person.ts'
import { Team } from '../../lib/people/team.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { ListQuery } from './incident/list.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'
import { parse } from './parse.ts'

const Scope = z
  .string('Say for whom it is')
  .regex(/^(?:me|desk|team-[a-z0-9-]{1,40})$/, 'Use me, desk, or team- and the id of a team')
  .transform((scope) => scope as FilterScope)

const NewFilter = z.strictObject({
  scope: Scope.default('me').describe('For whom it is: `me`, `desk`, or `team-` and the id of a team.'),
  name: z
    .string('Name it')
    .trim()
    .min(1, 'Name it')
    .max(60, 'Use at most 60 characters')
    .describe('What it is called; one of this name is replaced.'),
  query: z
    .record(z.string(), z.string().max(500, 'Use at most 500 characters'))
    .describe('Parameters of the list of incidents, such as `{"assignee": "me", "sort": "due"}`.'),
})

const FilterView = SavedFilter.extend({ scope: z.string() })
const FilterList = z.object({ items: z.array(FilterView).describe('The caller’s own, their teams’, and the desk’s.') })

const teamsOf = async ({ store }: ApiDesk) => allKept(store, Team, 'team')

/** What can be kept in a filter is what the list takes. */
const ensureAsked = (query: Readonly<Record<string, string>>): void => {
  const { cursor, ...asked } = query
  if (cursor !== undefined)
    throw new Refusal('invalid', 'query.cursor: a filter begins at the beginning. Leave it out.', 'query')
  parse(ListQuery, asked)
}

const ensureMay = ({ caller }: Call, action: ActionOn<'filter'>): void => {
  if (!may(caller, action, { kind: 'filter' })) throw new Refusal('forbidden', 'Only agents keep filters.')
}

/** Everybody of the desk changes their own; a team's is for its members, and the desk's for administrators. */
const orderOf = async (call: Call, desk: ApiDesk, scope: FilterScope): Promise<FilterOrder> => {
  ensureMay(call, 'keep')
  const { caller } = call
  const order = { scope, person: caller, by: actorOf(caller), at: desk.now() }
  if (scope === 'me' || may(caller, 'share', { kind: 'filter' })) return order
  if (scope === 'desk')
    throw new Refusal('forbidden', 'Only administrators change filters of the whole desk. Use me or a team.', 'scope')
  const team = (await teamsOf(desk)).find(({ id }) => `team-${id}` === scope)
  if (!team || !may(caller, 'share', { kind: 'filter', team }))
    throw new Refusal('forbidden', 'Only members of a team change its filters. Use me.', 'scope')
  return order
}

const listing = operation({
  method: 'GET',
  path: '/api/v1/filters',
  id: 'listFilters',
  access: { kind: 'filter', action: 'read' },
  summary: 'List the filters that the caller can use: their own, their teams’, and the desk’s',
  status: 200,
  answer: FilterList,
  run: async (call: Call, desk: ApiDesk) => {
    ensureMay(call, 'read')
    const teams = await teamsOf(desk)
    const own = teams.filter(({ members }) => members.some(({ id }) => id === call.caller.id)).map(({ id }) => id)
    const found = await filtersFor(desk.store, call.caller, own)
    const items = found.flatMap(({ scope, filters }) => filters.map((filter) => ({ ...filter, scope })))
    return { status: 200, body: FilterList.parse({ items }) }
  },
})

const saving = operation({
  method: 'POST',
  path: '/api/v1/filters',
  id: 'saveFilter',
  access: { kind: 'filter', action: 'keep' },
  summary: 'Keep a list of incidents under a name',
  body: NewFilter,
  status: 201,
  answer: FilterView,
  run: async (call: Call<z.output<typeof NewFilter>>, desk: ApiDesk) => {
    const { scope, name, query } = call.body
    const order = await orderOf(call, desk, scope)
    ensureAsked(query)
    const saved = await saveFilter(desk.store, order, { id: desk.newId(), name, query })
    return { status: 201, body: FilterView.parse({ ...saved, scope }) }
  },
})

const removing = operation({
  method: 'DELETE',
  path: '/api/v1/filters/{scope}/{id}',
  id: 'removeFilter',
  access: { kind: 'filter', action: 'keep' },
  summary: 'Remove a filter',
  status: 204,
  run: async (call: Call, desk: ApiDesk) => {
    const order = await orderOf(call, desk, parse(Scope, call.params.scope))
    await removeFilter(desk.store, order, call.params.id ?? '')
    return { status: 204 }
  },
})

/** Lists of incidents that people keep under a name. */
export const filters = [listing, saving, removing]
