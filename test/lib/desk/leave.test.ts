import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeProcess } from '../../../lib/change/process.ts'
import { type ChangeOffice, orderChange } from '../../../lib/desk/change/order.ts'
import { deactivate } from '../../../lib/desk/change-person.ts'
import { execute, load } from '../../../lib/desk/execute.ts'
import { leave, readLeaving } from '../../../lib/desk/leave.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { askForApproval, demandStages, stageOf } from '../../support/approvals.ts'
import { by, at as day, knownIn } from '../../support/directory.ts'
import { officeOf } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: ChangeOffice
beforeAll(async () => {
  table = await startTable()
  office = { ...officeOf(table.store), serviceOf: async () => undefined }
})
afterAll(() => table.stop())

const agent = { id: 'p-jihoon.park', name: '박지훈', is: 'agent' } as const
const known = knownIn(() => table.store)
const openFor = async (assignee: string): Promise<string> => {
  const context = { ...at(0), channel: 'api' as const }
  const { number } = await execute(office, { process: incidentProcess, command: openCommand(), context })
  await execute(office, {
    process: incidentProcess,
    number,
    command: { type: 'assign', assignee: { id: assignee, name: assignee } },
    context,
  })
  return number
}

describe('somebody who leaves more open work than a page holds', () => {
  test('leaves none of it, once: a repetition finds nothing to do and keeps the report', async () => {
    await known('p-busy', undefined, { role: 'agent' })
    await known('p-led', undefined, { manager: 'p-busy' })
    const numbers = await Promise.all(Array.from({ length: 60 }, () => openFor('p-busy')))
    expect(await leave(office, 'p-busy', day)).toBeUndefined()
    await deactivate(table.store, { id: 'p-busy', ...by })
    const reports = [await leave(office, 'p-busy', day), await leave(office, 'p-busy', day)]
    expect(reports).toEqual([reports[0], reports[0]])
    expect(reports[0]).toMatchObject({ rerouted: 60, teams: [], leads: [], manages: [{ id: 'p-led' }] })
    expect(await readLeaving(table.store, 'p-busy')).toEqual(reports[0])
    const left = await Promise.all(numbers.map((number) => load(table.store, incidentProcess, number)))
    expect(left.filter((incident) => incident?.assignee)).toEqual([])
    expect(new Set(left.map((incident) => incident?.version))).toEqual(new Set([left[0]?.version]))
  })
})

describe('somebody whose approval is waited for', () => {
  test('is replaced by whoever the policy names now, and nobody else’s word is lost', async () => {
    await known('p-asked', undefined, { role: 'agent' })
    await known('p-stays', undefined, { role: 'agent' })
    await known('p-manager', undefined, { role: 'agent', duties: ['change-manager'] })
    await demandStages(table.store, day, [
      stageOf('board', ['asked', 'stays'], { fallback: [{ is: 'person', person: 'p-manager' }] }),
      stageOf('owner', ['asked']),
    ])
    const number = await askForApproval(office, day)
    const vote = (where: string, person: string) =>
      orderChange(office, { number, context: { at: day, by: agent, channel: 'api' } }, (change) => ({
        type: 'decide',
        stage: where,
        approver: { id: person, name: person },
        decision: 'approved',
        digest: change.approval!.steps.flat().find(({ id }) => id === where)!.digest!,
        channel: 'page',
      }))
    await vote('board', 'p-stays')
    await deactivate(table.store, { id: 'p-asked', ...by })
    expect(await leave(office, 'p-asked', day)).toMatchObject({ rerouted: 2 })
    expect(await leave(office, 'p-asked', day)).toMatchObject({ rerouted: 2 })
    const stages = (await load(table.store, changeProcess, number))!.approval!.steps.flat()
    const said = (where: string) =>
      stages.find(({ id }) => id === where)!.ballots.map(({ approver, state }) => `${approver.id} ${state}`)
    // The other one of the board has approved, and is enough now; nobody is left to answer for the owner but who manages changes.
    expect(said('board')).toEqual(['p-asked withdrawn', 'p-stays approved'])
    expect(said('owner')).toEqual(['p-asked withdrawn', 'p-manager requested'])
    const { state } = await vote('owner', 'p-manager')
    expect(state.state).toBe('scheduled')
  })
})
