import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute, load, type Office } from '../../../lib/desk/execute.ts'
import { giveOut } from '../../../lib/desk/give-out.ts'
import { keep } from '../../../lib/desk/keep.ts'
import { unassignedLane } from '../../../lib/incident/lane.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { TeamFields } from '../../../lib/people/team.ts'
import { list } from '../../../lib/store/schema.ts'
import { byTheClock } from '../../../lib/ticket/actor.ts'
import { person } from '../../support/letter.ts'
import { jihoon } from '../../support/life.ts'
import { officeOf, policy } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: Office
let teams = 0
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

/** A team of three people of its own with this rule, and an office that knows it. */
const team = async (assignment: TeamFields['assignment']) => {
  const id = `team-${++teams}`
  const members = ['ada', 'bob', 'cleo'].map((name) => ({ id: `${name}-${teams}` }))
  for (const member of members)
    await keep(table.store, {
      kind: 'person',
      id: member.id,
      value: { ...person(member.id, 'agent') },
      by: byTheClock,
      at: at(0).at,
    })
  const value = TeamFields.parse({ name: id, members, zone: 'Asia/Seoul', assignment })
  await keep(table.store, { kind: 'team', id, value, by: byTheClock, at: at(0).at })
  const rules = {
    ...policy,
    teams: [...policy.teams, { id, name: id, zone: 'Asia/Seoul', sharesWork: assignment.method !== 'manual' }],
  }
  office = { ...office, policies: { with: async () => rules } }
  return id
}
const openIn = async (id: string) =>
  (
    await execute(office, {
      process: incidentProcess,
      command: openCommand('x', { team: id }),
      context: { at: at(0).at, by: jihoon, channel: 'api' },
    })
  ).number
const assignee = async (number: string) => (await load(table.store, incidentProcess, number))?.assignee?.id

describe('work that is nobody’s', () => {
  test('goes round a team that takes turns, also when it comes all at once', async () => {
    const id = await team({ method: 'round-robin' })
    const numbers = await Promise.all(Array.from({ length: 3 }, () => openIn(id)))
    const chosen = await Promise.all(numbers.map((number) => giveOut(office, number, at(1).at)))
    expect(chosen.toSorted()).toEqual([`ada-${teams}`, `bob-${teams}`, `cleo-${teams}`])
  })

  test('goes to whoever has least of it, and the timeline says why', async () => {
    const id = await team({ method: 'least-loaded' })
    const first = await openIn(id)
    await execute(office, {
      process: incidentProcess,
      number: first,
      command: { type: 'assign', assignee: { id: `ada-${teams}`, name: 'Ada' } },
      context: { at: at(1).at, by: jihoon, channel: 'api' },
    })
    const number = await openIn(id)
    const chosen = await giveOut(office, number, at(2).at)
    expect(chosen).not.toBe(`ada-${teams}`)
    expect(await assignee(number)).toBe(chosen)
  })

  test('is given out once, however often the event comes', async () => {
    const number = await openIn(await team({ method: 'round-robin' }))
    await Promise.all([giveOut(office, number, at(1).at), giveOut(office, number, at(1).at)])
    expect((await load(table.store, incidentProcess, number))?.version).toBe(2)
  })

  test('waits while nobody can take it, and goes to the first who can', async () => {
    const id = await team({ method: 'least-loaded', capacity: 1 })
    const [a, b, c, d] = [await openIn(id), await openIn(id), await openIn(id), await openIn(id)]
    const waits = async () =>
      (await table.store.keys(list.due(unassignedLane), { limit: 10 })).items.map(({ pk }) => pk)
    for (const number of [a, b, c, d]) await giveOut(office, number, at(1).at)
    expect(await waits()).toEqual([d])
    await execute(office, {
      process: incidentProcess,
      number: a,
      command: { type: 'resolve', code: 'solved', notes: 'Done' },
      context: { at: at(2).at, by: jihoon, channel: 'api' },
    })
    expect(await giveOut(office, d, at(16).at, true)).toBe(await assignee(a))
    expect(await waits()).toEqual([])
  })

  test('waits in a team that chooses by hand', async () => {
    const number = await openIn(await team({ method: 'manual' }))
    expect(await giveOut(office, number, at(1).at)).toBeUndefined()
    expect(await assignee(number)).toBeUndefined()
  })
})
