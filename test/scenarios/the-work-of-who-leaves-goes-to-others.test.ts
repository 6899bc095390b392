import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { patch } from '../support/scim.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const admin = { as: 'admin' as const }
const leaver = 'p-emma.clark'

describe('somebody of the desk who leaves', () => {
  test('gives their open work back to its teams, with the reason, and keeps what they finished', async () => {
    // So that the team of the second ticket gives it to somebody at any hour.
    const fields = { name: 'Network', zone: 'Europe/London', assignment: { method: 'round-robin' } }
    await ask(desk, '/teams/network', {
      ...admin,
      method: 'PUT',
      body: { ...fields, members: [{ id: leaver }, { id: 'p-sora.han' }], lead: leaver },
    })
    const [mine, shared, done] = [
      await openFor(desk, 'Waits for Emma'),
      await openFor(desk, 'The network is slow'),
      await openFor(desk, 'Solved long ago'),
    ]
    await give(desk, mine, 'assign', { assignee: leaver })
    await give(desk, shared, 'assign', { team: 'network', assignee: leaver })
    await give(desk, done, 'assign', { assignee: leaver })
    await give(desk, done, 'resolve', { code: 'solved', notes: 'Done.' })
    await ask(desk, '/people/p-jihoon.park', { ...admin, method: 'PATCH', body: { manager: leaver } })

    await patch(desk, `/Users/${leaver}`, { op: 'Replace', path: 'active', value: 'False' })
    const report = await until('the report', async () => {
      const { status, body } = await ask(desk, `/directory/leavings/${leaver}`, admin)
      return status === 200 && body
    })
    expect(report).toMatchObject({
      rerouted: 2,
      leads: ['network'],
      manages: [{ id: 'p-jihoon.park', name: '박지훈' }],
    })
    expect(report.teams.toSorted()).toEqual(['network', 'service-desk'])
    const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body
    const back = await read(mine)
    expect(back.assignee).toBeUndefined()
    expect(back.timeline.at(-1)).toMatchObject({
      type: 'incident.assigned',
      by: { is: 'system' },
      data: { because: 'left', before: { assignee: { id: leaver } } },
    })
    await until(
      'somebody else has the ticket of the team that shares its work',
      async () => (await read(shared)).assignee?.id === 'p-sora.han',
    )
    expect((await read(done)).assignee).toMatchObject({ id: leaver })
    expect((await ask(desk, '/teams/service-desk')).body.members.map(({ id }: { id: string }) => id)).toEqual([
      'p-jihoon.park',
    ])
    expect((await ask(desk, '/teams/service-desk/history', admin)).body.items[1].value.members).toHaveLength(2)
  })

  test('comes back as the same person, without the old work', async () => {
    await patch(desk, `/Users/${leaver}`, { op: 'Replace', path: 'active', value: 'True' })
    expect((await ask(desk, `/people/${leaver}`, admin)).body).toMatchObject({
      id: leaver,
      isActive: true,
      role: 'agent',
      addresses: ['emma.clark@haneul.example'],
    })
    expect((await ask(desk, `/incidents?assignee=${leaver}&state=new`)).body.items).toEqual([])
  })
})
