import * as z from 'zod'
import { readTeam } from '../../lib/desk/change-team.ts'
import { sharedBoard } from '../../lib/desk/shared-board.ts'
import { Board } from '../../lib/metrics/board.ts'
import { may } from '../../lib/people/access.ts'
import { deskZone } from '../../lib/policy/zone.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const BoardQuery = z.strictObject({
  team: z.string().min(1).max(100).optional().describe('Id of a team; the whole desk when absent.'),
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/board',
  id: 'readBoard',
  access: { kind: 'report', action: 'read' },
  summary: 'Read how the work of the desk or of a team stands, as it was at most a minute ago',
  query: BoardQuery,
  status: 200,
  answer: Board,
  run: async ({ caller, query }: Call<unknown, z.output<typeof BoardQuery>>, desk: ApiDesk) => {
    if (!may(caller, 'read', { kind: 'report' })) throw new Refusal('forbidden', 'Only agents see how the work stands.')
    const team = query.team === undefined ? undefined : await readTeam(desk.store, query.team)
    if (query.team !== undefined && !team)
      throw new Refusal('invalid', `team: there is no team ${query.team}. Give the id of one.`, 'team')
    return { status: 200, body: await sharedBoard(desk, { team: team?.id, zone: team?.zone ?? deskZone }) }
  },
})

/** How the work stands. */
export const board = [reading]
