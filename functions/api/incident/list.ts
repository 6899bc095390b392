import * as z from 'zod'
import { listByTarget } from '../../../lib/desk/list-by-target.ts'
import { listTickets } from '../../../lib/desk/list-tickets.ts'
import { IncidentState } from '../../../lib/incident/incident.ts'
import { isFinished } from '../../../lib/incident/life-cycle.ts'
import { type Accessed, may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Item, Store } from '../../../lib/store/store.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { IncidentNumber } from './field.ts'
import { IncidentPage, summaryFor } from './summary.ts'
import { whose } from './whose.ts'

const states = IncidentState.options
const unfinished = states.filter((state) => !isFinished({ state }))

const Id = z.string().min(1).max(100)

/** How a list of incidents is asked for. */
export const ListQuery = PageQuery.extend({
  state: z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(states, `Use one or more of ${states.join(', ')}, separated by commas`)))
    .optional()
    .describe(
      `One or more of ${states.join(', ')}, separated by commas; all when absent, of a list by due the unfinished.`,
    ),
  priority: Priority.optional().describe('Without a finished state or a requester the list is by due then.'),
  team: Id.optional().describe('Id of a team.'),
  assignee: Id.optional().describe('Id of a person, `me` for the caller, `none` for incidents that are nobody’s.'),
  requester: Id.optional().describe(
    'Id of a person, `me`, or `reports`: the people who report to the caller. People who are not agents see their own, and others’ where the desk lets them.',
  ),
  numbers: z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(IncidentNumber).max(100, 'Use at most 100 numbers'))
    .optional()
    .describe(
      'Numbers separated by commas: just these, in this order, as many as there are. Nothing else narrows them.',
    ),
  sort: z
    .enum(['opened', 'due'], 'Use opened or due')
    .optional()
    .describe('`opened`: newest first. `due`: what must be answered or solved next first; unfinished incidents only.'),
})
type ListQuery = z.output<typeof ListQuery>

/** These incidents, those left out that do not exist or are not the caller's to see. One read. */
const numbered = async (store: Store, caller: Person, numbers: readonly string[]): Promise<readonly Item[]> => {
  const found = await store.getMany([...new Set(numbers)].map((number) => key.ticket(number)))
  const byNumber = new Map(found.map((item) => [item.number, item]))
  return numbers
    .map((number) => byNumber.get(number))
    .filter((item) => item?.kind === 'incident' && may(caller, 'read', item as Accessed)) as Item[]
}

const idOf = (given: string | undefined, caller: Person) => (given === 'me' ? caller.id : given)

/** `GET /api/v1/incidents` */
export const listing = operation({
  method: 'GET',
  path: '/api/v1/incidents',
  id: 'listIncidents',
  summary: 'List incidents',
  access: { kind: 'incident', action: 'read' },
  description:
    'Pages are stable while others write: nothing repeats, and nothing that is there throughout is left out. In a list by due an incident stands where its promise stands now.',
  query: ListQuery,
  status: 200,
  answer: IncidentPage,
  run: async (call: Call<unknown, ListQuery>, desk: ApiDesk) => {
    const { caller, query } = call
    const { store, now } = desk
    const { state, priority, team, cursor, limit } = query
    if (query.numbers) {
      const items = await numbered(store, caller, query.numbers)
      return { status: 200, body: { items: items.map((item) => summaryFor(caller, item)), cursor: null } }
    }
    const requesters = await whose(call, desk, query.requester)
    const isByDue =
      priority !== undefined && requesters === undefined && !state?.some((each) => isFinished({ state: each }))
    const sort = query.sort ?? (isByDue ? 'due' : 'opened')
    const filter = {
      kind: 'incident',
      states: state ?? (sort === 'due' ? unfinished : states),
      priority,
      team,
      assignee: query.assignee === 'none' ? null : idOf(query.assignee, caller),
      requesters,
      cursor,
      limit,
      at: now(),
    }
    const page = sort === 'due' ? await listByTarget(store, filter) : await listTickets(store, filter)
    const body: z.infer<typeof IncidentPage> = {
      items: page.items.map((item) => summaryFor(caller, item)),
      cursor: page.cursor,
    }
    return { status: 200, body }
  },
})
