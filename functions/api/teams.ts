import * as z from 'zod'
import { proposeAssignee } from '../../lib/desk/assign-by-rule.ts'
import { ownerOf } from '../../lib/desk/change-person.ts'
import { createTeam, readTeam, replaceTeam } from '../../lib/desk/change-team.ts'
import { keptHistory, listKept } from '../../lib/desk/keep.ts'
import { may } from '../../lib/people/access.ts'
import { AssignmentReason } from '../../lib/people/assignment.ts'
import { actorOf } from '../../lib/people/person.ts'
import { AssignmentMethod, Team, TeamFields, TeamId } from '../../lib/people/team.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Response } from '../edge/http.ts'
import { HistoryPage, HistoryQuery, PageQuery } from './history.ts'
import { once } from './idempotency.ts'
import { versionIn } from './if-match.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const NewTeam = z.strictObject({ id: TeamId.describe('What rules and pages call it.'), ...TeamFields.shape })

const TeamPage = z.object({ items: z.array(Team), cursor: z.string().nullable() })

const readers = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'team' })) throw new Refusal('forbidden', 'Only agents read teams.')
}

const administrators = ({ caller }: Call): void => {
  if (!may(caller, 'administer', { kind: 'team' }))
    throw new Refusal('forbidden', 'Only administrators change teams. Ask one of them.')
}

/** Refuses whoever neither administers teams nor leads this one; a lead names no other lead. */
const ensureLeads = ({ caller, body }: Call<TeamFields>, team: Team): void => {
  if (may(caller, 'administer', { kind: 'team' })) return
  if (!may(caller, 'lead', { ...team, kind: 'team' }))
    throw new Refusal('forbidden', 'Only administrators and its lead change a team. Ask one of them.')
  if (body.lead !== team.lead)
    throw new Refusal('forbidden', 'lead: only administrators name another lead. Ask one of them.', 'lead')
}

const idOf = ({ params }: Call): string => params.id ?? ''

const missing = (id: string) => new Refusal('not_found', `There is no team ${id}.`)

const answer = (team: Team, status = 200, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { etag: `"${team.version}"`, ...headers },
  body: Team.parse(team),
})

const listTeams = operation({
  method: 'GET',
  path: '/api/v1/teams',
  id: 'listTeams',
  access: { kind: 'team', action: 'read' },
  summary: 'List teams by name',
  query: PageQuery,
  status: 200,
  answer: TeamPage,
  run: async (call: Call<unknown, z.output<typeof PageQuery>>, { store }: ApiDesk) => {
    readers(call)
    return { status: 200, body: TeamPage.parse(await listKept(store, Team, 'team', call.query)) }
  },
})

const createOneTeam = operation({
  method: 'POST',
  path: '/api/v1/teams',
  id: 'createTeam',
  access: { kind: 'team', action: 'administer' },
  summary: 'Make a team',
  body: NewTeam,
  status: 201,
  answer: Team,
  idempotent: true,
  run: async (call: Call<z.output<typeof NewTeam>>, { store, now }: ApiDesk) => {
    administrators(call)
    const { id: wanted, ...fields } = call.body
    const at = now()
    const { made, repeated } = await once(call, store, at, {
      id: wanted,
      make: (id, also) => createTeam(store, { id, fields, by: actorOf(call.caller), at, also }),
      find: (id) => readTeam(store, id),
    })
    return answer(made, 201, {
      location: `/api/v1/teams/${made.id}`,
      ...(repeated && { 'idempotent-replayed': 'true' }),
    })
  },
})

const readOneTeam = operation({
  method: 'GET',
  path: '/api/v1/teams/{id}',
  id: 'readTeam',
  access: { kind: 'team', action: 'read' },
  summary: 'Read a team',
  status: 200,
  answer: Team,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    const team = await readTeam(store, idOf(call))
    if (!team) throw missing(idOf(call))
    return answer(team)
  },
})

const replaceOneTeam = operation({
  method: 'PUT',
  path: '/api/v1/teams/{id}',
  id: 'replaceTeam',
  access: { kind: 'team', action: 'lead' },
  summary: 'Make a team what the body says, whole',
  body: TeamFields,
  status: 200,
  answer: Team,
  matching: true,
  run: async (call: Call<z.output<typeof TeamFields>>, { store, now }: ApiDesk) => {
    readers(call)
    const team = await readTeam(store, idOf(call))
    if (!team) throw missing(idOf(call))
    ensureLeads(call, team)
    const order = { id: idOf(call), fields: call.body, by: actorOf(call.caller), at: now(), ifVersion: versionIn(call) }
    return answer(await replaceTeam(store, order))
  },
})

const PreviewQuery = z.strictObject({
  requester: z.string().max(254).optional().describe('Id or mail address of the person the ticket is for.'),
  needs: z
    .string()
    .max(500)
    .transform((given) => given.split(',').map((skill) => skill.trim().toLowerCase()))
    .optional()
    .describe('Skills that the ticket takes, separated by commas.'),
  at: z.iso
    .datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
    .optional()
    .describe('The instant to look at; now when absent.'),
})

const Preview = z.object({
  method: AssignmentMethod,
  chosen: z.string().nullable().describe('Id of the person who would get the next ticket.'),
  considered: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      eligible: z.boolean(),
      reason: AssignmentReason,
      load: z.int().describe('Open tickets they have now.'),
    }),
  ),
})

const previewAssignment = operation({
  method: 'GET',
  path: '/api/v1/teams/{id}/assignment',
  id: 'previewAssignment',
  access: { kind: 'team', action: 'read' },
  summary: 'See who would get the next ticket of a team, and why; nothing is assigned',
  query: PreviewQuery,
  status: 200,
  answer: Preview,
  run: async (call: Call<unknown, z.output<typeof PreviewQuery>>, { store, now }: ApiDesk) => {
    readers(call)
    const { requester, needs, at = now() } = call.query
    const owner = requester?.includes('@') ? await ownerOf(store, requester) : undefined
    const wish = { team: idOf(call), requester: owner?.id ?? requester, needs, at }
    const proposal = await proposeAssignee(store, wish)
    if (!proposal) throw missing(idOf(call))
    const { team, choice } = proposal
    return {
      status: 200,
      body: Preview.parse({
        method: team.assignment.method,
        chosen: choice.chosen ?? null,
        considered: choice.considered,
      }),
    }
  },
})

const readHistory = operation({
  method: 'GET',
  path: '/api/v1/teams/{id}/history',
  id: 'readTeamHistory',
  access: { kind: 'team', action: 'read-history' },
  summary: 'Read every change of a team, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    readers(call)
    const team = await readTeam(store, idOf(call))
    if (team && !may(call.caller, 'read-history', { ...team, kind: 'team' }))
      throw new Refusal('forbidden', 'Only administrators and its lead read who changed a team.')
    const page = await keptHistory(store, 'team', idOf(call), call.query)
    if (!page) throw missing(idOf(call))
    return { status: 200, body: HistoryPage.parse(page) }
  },
})

/** What the API can do with teams. */
export const teams = [listTeams, createOneTeam, readOneTeam, replaceOneTeam, previewAssignment, readHistory]
