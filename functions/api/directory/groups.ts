import * as z from 'zod'
import { Group } from '../../../lib/desk/directory/groups.ts'
import { membersOf } from '../../../lib/desk/directory/members.ts'
import { listKept } from '../../../lib/desk/keep.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ensureMay } from './access.ts'

const GroupView = z.object({
  id: z.string(),
  name: z.string(),
  directoryId: z.string().optional(),
  isDeleted: z.boolean(),
})
const GroupPage = z.object({ items: z.array(GroupView), cursor: z.string().nullable() })
const MemberPage = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().nullable() })

/** What the API tells of the groups of the directory. */
export const groupsOfDirectory = [
  operation({
    method: 'GET',
    path: '/api/v1/directory/groups',
    id: 'listDirectoryGroups',
    access: { kind: 'directory', action: 'read' },
    summary: 'List the groups of the directory by name',
    query: PageQuery,
    status: 200,
    answer: GroupPage,
    run: async (call: Call<unknown, z.output<typeof PageQuery>>, { store }: ApiDesk) => {
      ensureMay(call, 'read')
      return { status: 200, body: GroupPage.parse(await listKept(store, Group, 'group', call.query)) }
    },
  }),
  operation({
    method: 'GET',
    path: '/api/v1/directory/groups/{id}/members',
    id: 'listDirectoryGroupMembers',
    access: { kind: 'directory', action: 'read' },
    summary: 'List who is in a group of the directory',
    query: PageQuery,
    status: 200,
    answer: MemberPage,
    run: async (call: Call<unknown, z.output<typeof PageQuery>>, { store }: ApiDesk) => {
      ensureMay(call, 'read')
      const { cursor, limit } = call.query
      const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
      if (after !== undefined && !after.startsWith('member#'))
        throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
      const { people, next } = await membersOf(store, call.params.id ?? '', { after, limit })
      const body = {
        items: people.map((id) => ({ id })),
        cursor: next === undefined ? null : Buffer.from(next).toString('base64url'),
      }
      return { status: 200, body }
    },
  }),
]
