import * as z from 'zod'
import { ChangeState, ChangeType } from '../../../lib/change/change.ts'
import { listChanges } from '../../../lib/desk/change/list.ts'
import { may } from '../../../lib/people/access.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ChangePage, summaryFor } from './summary.ts'

const states = ChangeState.options
const Id = z.string().min(1).max(100)

const ListQuery = PageQuery.extend({
  state: z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(states, `Use one or more of ${states.join(', ')}, separated by commas`)))
    .optional()
    .describe(`One or more of ${states.join(', ')}, separated by commas; all when absent.`),
  type: ChangeType.optional().describe('Of this type only.'),
  team: Id.optional().describe('Id of a team.'),
  service: Id.optional().describe('Id of a service.'),
  assignee: Id.optional().describe('Id of a person, `me` for the caller, `none` for changes that are nobody’s.'),
  requester: Id.optional().describe('Id of a person, or `me`. People who are not of the desk see their own.'),
})
type ListQuery = z.output<typeof ListQuery>

/** `GET /api/v1/changes` */
export const listing = operation({
  method: 'GET',
  path: '/api/v1/changes',
  id: 'listChanges',
  access: { kind: 'change', action: 'read' },
  summary: 'List changes, newest first',
  description:
    'Pages are stable while others write: nothing repeats, and nothing that is there throughout is left out.',
  query: ListQuery,
  status: 200,
  answer: ChangePage,
  run: async ({ caller, query }: Call<unknown, ListQuery>, { store, now }: ApiDesk) => {
    const { state = states, type, team, service, assignee, requester, cursor, limit } = query
    const isOfTheDesk = may(caller, 'read', { kind: 'change' })
    const self = (id: string | undefined) => (id === 'me' ? caller.id : id)
    const page = await listChanges(
      store,
      {
        kind: 'change',
        states: state,
        team,
        assignee: assignee === 'none' ? null : self(assignee),
        requester: isOfTheDesk ? self(requester) : caller.id,
        cursor,
        limit,
        at: now(),
      },
      { type, service },
    )
    const body: z.infer<typeof ChangePage> = {
      items: page.items.map((change) => summaryFor(caller, change)),
      cursor: page.cursor,
    }
    return { status: 200, body }
  },
})
