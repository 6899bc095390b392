import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proposeAssignee } from '../../../lib/desk/assign-by-rule.ts'
import { createTeam, readTeam, replaceTeam } from '../../../lib/desk/change-team.ts'
import { registration } from '../../../lib/people/register.ts'
import { type AssignmentRule, TeamFields } from '../../../lib/people/team.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import { person } from '../../support/letter.ts'
import { startTable, type TestTable } from '../../support/table.ts'

const admin: Actor = { id: 'p-admin', name: 'Sora', is: 'administrator' }
const at = '2026-11-24T10:00:00.000Z'
const by = { by: admin, at }

let table: TestTable
let store: Store
beforeAll(async () => {
  table = await startTable()
  store = table.store
  const people = [
    person('ana', 'agent'),
    person('ben', 'administrator'),
    person('eve', 'employee'),
    { ...person('ina', 'agent'), isActive: false },
  ]
  for (const one of people) await store.commit(registration(one, by))
})
afterAll(() => table.stop())

const fields = (assignment: AssignmentRule, over: Partial<TeamFields> = {}): TeamFields =>
  TeamFields.parse({ name: 'T', members: [{ id: 'ana' }, { id: 'ben' }], zone: 'Asia/Seoul', assignment, ...over })

/** An open ticket as the table keeps it; only what the choice looks at. */
const ticket = (number: string, over: object) =>
  store.commit([
    {
      put: {
        kind: 'incident',
        number,
        state: 'in_progress',
        priority: 'P3',
        openedAt: `2026-11-20T00:00:0${number.slice(-1)}.000Z`,
        requester: { id: 'eve', name: 'eve' },
        ...over,
      },
      at: key.ticket(number),
    },
  ])

describe('a team', () => {
  test.each<[string, object, RegExp]>([
    ['members.1.id', { members: [{ id: 'ana' }, { id: 'nobody' }] }, /no person nobody/],
    ['members.0.id', { members: [{ id: 'ina' }] }, /inactive/],
    ['members.0.id', { members: [{ id: 'eve' }] }, /not an agent/],
    ['members.1.id', { members: [{ id: 'ana' }, { id: 'ana' }] }, /twice/],
    ['lead', { lead: 'eve' }, /not an agent/],
  ])('is refused at %s for %j', async (field, over, message) => {
    const order = { id: 'refused', fields: fields({ method: 'manual' }, over), ...by }
    await expect(createTeam(store, order)).rejects.toMatchObject({
      code: 'invalid',
      field,
      message: expect.stringMatching(message),
    })
    expect(await readTeam(store, 'refused')).toBeUndefined()
  })

  test('is made once, and changed by whoever has seen it as it is', async () => {
    const made = await createTeam(store, { id: 'made', fields: fields({ method: 'manual' }), ...by })
    expect(made).toMatchObject({ id: 'made', version: 1, updatedBy: admin })
    await expect(createTeam(store, { id: 'made', fields: fields({ method: 'manual' }), ...by })).rejects.toMatchObject({
      code: 'conflict',
      field: 'id',
    })
    const order = { id: 'made', fields: fields({ method: 'round-robin' }), ifVersion: 1, ...by }
    expect(await replaceTeam(store, order)).toMatchObject({ version: 2, assignment: { method: 'round-robin' } })
    await expect(replaceTeam(store, { ...order, fields: fields({ method: 'manual' }) })).rejects.toMatchObject({
      code: 'stale',
    })
    await expect(replaceTeam(store, { ...order, id: 'unmade' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('who gets the next ticket', () => {
  test('takes turns, one ticket after the other', async () => {
    await createTeam(store, { id: 'turns', fields: fields({ method: 'round-robin' }), ...by })
    const chosen: (string | undefined)[] = []
    for (let i = 0; i < 4; i++) {
      const proposal = await proposeAssignee(store, { team: 'turns', at })
      chosen.push(proposal?.choice.chosen)
      expect(await store.commit(proposal!.writes)).toEqual({ committed: true })
    }
    expect(chosen).toEqual(['ana', 'ben', 'ana', 'ben'])
  })

  test('of two tickets at once, the later one must ask again', async () => {
    await createTeam(store, { id: 'rush', fields: fields({ method: 'round-robin' }), ...by })
    const both = await Promise.all([0, 1].map(() => proposeAssignee(store, { team: 'rush', at })))
    expect(both.map((proposal) => proposal?.choice.chosen)).toEqual(['ana', 'ana'])
    expect(await store.commit(both[0]!.writes)).toMatchObject({ committed: true })
    expect(await store.commit(both[1]!.writes)).toMatchObject({ committed: false })
    expect((await proposeAssignee(store, { team: 'rush', at }))?.choice.chosen).toBe('ben')
  })

  test('is who has the fewest tickets in which there is work to do', async () => {
    await createTeam(store, { id: 'loads', fields: fields({ method: 'least-loaded' }), ...by })
    await ticket('INC-1', { team: 'x', assignee: { id: 'ana', name: 'ana' } })
    await ticket('INC-2', { team: 'x', assignee: { id: 'ana', name: 'ana' }, state: 'on_hold' })
    await ticket('INC-3', { team: 'x', assignee: { id: 'ben', name: 'ben' } })
    await ticket('INC-4', { team: 'x', assignee: { id: 'ben', name: 'ben' }, state: 'resolved' })
    await ticket('INC-5', { team: 'x', assignee: { id: 'ben', name: 'ben' }, state: 'closed' })
    const proposal = await proposeAssignee(store, { team: 'loads', at })
    expect(proposal?.choice.considered.map(({ id, load }) => [id, load])).toEqual([
      ['ana', 2],
      ['ben', 1],
    ])
    expect(proposal?.choice.chosen).toBe('ben')
  })

  test('is who helped the requester last in this team, and that costs nobody a turn', async () => {
    await createTeam(store, { id: 'sticky', fields: fields({ method: 'round-robin', isSticky: true }), ...by })
    const wish = { team: 'sticky', requester: 'eve', at }
    expect((await proposeAssignee(store, wish))?.choice.chosen).toBe('ana')
    await ticket('INC-6', { team: 'sticky', assignee: { id: 'ben', name: 'ben' }, state: 'closed' })
    await ticket('INC-7', { team: 'other', assignee: { id: 'ana', name: 'ana' } })
    await ticket('INC-8', { team: 'sticky' })
    const proposal = await proposeAssignee(store, wish)
    expect([proposal?.choice.chosen, proposal?.writes]).toEqual(['ben', []])
  })

  test('is nobody where the team chooses by hand, where it has no members, and where there is no team', async () => {
    await createTeam(store, { id: 'hand', fields: fields({ method: 'manual' }), ...by })
    await createTeam(store, { id: 'empty', fields: fields({ method: 'round-robin' }, { members: [] }), ...by })
    for (const team of ['hand', 'empty'])
      expect(await proposeAssignee(store, { team, at })).toMatchObject({ choice: { chosen: undefined }, writes: [] })
    expect(await proposeAssignee(store, { team: 'none', at })).toBeUndefined()
  })
})
