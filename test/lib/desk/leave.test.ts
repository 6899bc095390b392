import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deactivate } from '../../../lib/desk/change-person.ts'
import { execute, load, type Office } from '../../../lib/desk/execute.ts'
import { leave, readLeaving } from '../../../lib/desk/leave.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { by, at as day, knownIn } from '../../support/directory.ts'
import { officeOf } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: Office
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

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
