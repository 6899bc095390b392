import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute, load, type Office } from '../../../lib/desk/execute.ts'
import { setParent } from '../../../lib/desk/family.ts'
import { declareMajor, rejectMajor } from '../../../lib/desk/judge-major.ts'
import { readMajors } from '../../../lib/desk/majors.ts'
import { fixedPolicy } from '../../../lib/desk/policy-source.ts'
import { countForService } from '../../../lib/desk/propose-major.ts'
import { similarTo } from '../../../lib/desk/similar.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { jihoon, resolve } from '../../support/life.ts'
import { officeOf, policy } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: Office
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

const by = (minute: number) => ({ at: at(minute).at, by: jihoon, channel: 'api' as const })

const opened = async (service: string, minute: number) => {
  const command = openCommand(`${service} does not work`, { service })
  return (await execute(office, { process: incidentProcess, command, context: by(minute) })).number
}
const order = (number: string, command: IncidentCommand, minute: number) =>
  execute(office, { process: incidentProcess, number, command, context: by(minute) })

/** Opens an incident at each of these minutes, each heard of at once; answers their numbers, and those proposed. */
const come = async (service: string, minutes: readonly number[]) => {
  const numbers: string[] = []
  const proposed: string[] = []
  for (const minute of minutes) {
    const number = await opened(service, minute)
    numbers.push(number)
    const found = await countForService(office, number, at(minute).at)
    if (found) proposed.push(found)
  }
  return { numbers, proposed }
}
const candidate = async (number: string) => (await load(table.store, incidentProcess, number))?.candidate

describe('incidents of one service', () => {
  test('that are fewer than the rule says, or further apart, make no candidate', async () => {
    expect((await come('Few', [0, 1, 2, 3])).proposed).toEqual([])
    expect((await come('Slow', [0, 5, 10, 16, 21])).proposed).toEqual([])
  })

  test('make a candidate of the earliest that is open, with the numbers that made it so, once', async () => {
    const { numbers, proposed } = await come('VPN', [0, 2, 4, 6])
    await order(numbers[0]!, resolve, 7)
    const fifth = await come('vpn ', [8])
    const sixth = await come('VPN', [9])
    expect([...proposed, ...fifth.proposed, ...sixth.proposed]).toEqual([numbers[1]])
    expect(await candidate(numbers[1]!)).toEqual({ at: at(8).at, service: 'vpn ', count: 5, minutes: 15 })
    expect((await readMajors(table.store)).map(({ number }) => number)).toContain(numbers[1])
  })

  test('that are heard of late, doubled and in any order count once each', async () => {
    const numbers: string[] = []
    for (const minute of [0, 3, 6, 9, 12]) numbers.push(await opened('Mail', minute))
    const heard = [numbers[4]!, numbers[0]!, numbers[0]!, numbers[4]!, numbers[2]!, numbers[3]!]
    for (const number of heard) expect(await countForService(office, number, at(600).at)).toBeUndefined()
    expect(await countForService(office, numbers[1]!, at(600).at)).toBe(numbers[0])
    for (const number of numbers) expect(await countForService(office, number, at(601).at)).toBeUndefined()
  })

  test('that are heard of all at once make one candidate', async () => {
    const numbers: string[] = []
    for (const minute of [0, 0, 1, 1, 2, 2, 3, 3]) numbers.push(await opened('Wi-Fi', minute))
    await Promise.all(numbers.map((number) => countForService(office, number, at(4).at)))
    const heads = await Promise.all(numbers.map(candidate))
    expect(heads.filter((found) => found !== undefined)).toHaveLength(1)
  })

  test('that were canceled, or turned out to be of another service, do not count', async () => {
    const { numbers } = await come('Print', [0, 1, 2, 3])
    await order(numbers[0]!, { type: 'cancel', reason: 'A mistake' }, 4)
    await order(numbers[1]!, { type: 'edit', service: 'Paper' }, 4)
    expect((await come('Print', [5, 6])).proposed).toEqual([])
    expect((await come('Print', [7])).proposed).toEqual([numbers[2]])
  })

  test('count from when they were opened where their service is known only later', async () => {
    const { numbers } = await come('Intranet', [0, 1, 2, 3])
    const late = await opened('Unknown', 4)
    await order(late, { type: 'edit', service: 'Intranet' }, 90)
    expect(await countForService(office, late, at(90).at)).toBe(numbers[0])
  })

  test('that have a parent make it the candidate', async () => {
    const { numbers } = await come('ERP', [0, 1, 2, 3])
    const parent = await opened('Network', 3)
    for (const number of numbers.slice(2)) await setParent(office, { number, parent, context: by(4) })
    expect((await come('ERP', [5])).proposed).toEqual([parent])
    expect((await come('ERP', [6])).proposed).toEqual([])
  })

  test('make none while somebody works on a major one of the service', async () => {
    const { numbers } = await come('Phone', [0])
    await declareMajor(office, { number: numbers[0]!, isMajor: true, reason: 'Silence', context: by(1) })
    expect((await come('Phone', [30, 31, 32, 33, 34])).proposed).toEqual([])
    await order(numbers[0]!, resolve, 35)
    expect((await come('Phone', [36])).proposed).toHaveLength(1)
  })

  test('make none where the rule is switched off', async () => {
    const off = { store: table.store, policies: fixedPolicy({ ...policy, candidateIncidents: 0 }) }
    for (const minute of [0, 1, 2, 3, 4, 5])
      expect(await countForService(off, await opened('Off', minute), at(minute).at)).toBeUndefined()
  })
})

describe('a rejected candidate', () => {
  test('is not proposed again within the minutes of the rule unless twice as many come', async () => {
    const { numbers, proposed } = await come('Payroll', [0, 1, 2, 3, 4])
    expect(proposed).toEqual([numbers[0]])
    await rejectMajor(office, { number: numbers[0]!, reason: 'One floor', context: by(5) })
    expect((await come('Payroll', [6, 7, 8, 9])).proposed).toEqual([])
    expect((await come('Payroll', [10])).proposed).toEqual([numbers[0]])
    expect(await candidate(numbers[0]!)).toMatchObject({ count: 10 })
  })

  test('is proposed again as ever after those minutes', async () => {
    const { numbers } = await come('Badge', [0, 1, 2, 3, 4])
    await rejectMajor(office, { number: numbers[0]!, reason: 'One door', context: by(5) })
    expect((await come('Badge', [21, 22, 23, 24])).proposed).toEqual([])
    expect((await come('Badge', [25])).proposed).toHaveLength(1)
  })

  test('is left alone, too, where it had become major and is none any more', async () => {
    const { numbers } = await come('Camera', [0, 1, 2, 3, 4])
    await declareMajor(office, { number: numbers[0]!, isMajor: true, reason: 'Dark', context: by(5) })
    await declareMajor(office, { number: numbers[0]!, isMajor: false, reason: 'Night', context: by(6) })
    expect((await come('Camera', [7])).proposed).toEqual([])
  })
})

test('what could be a child of a candidate is open, of its service, and of nobody else', async () => {
  const { numbers } = await come('Scan', [0, 1, 2, 3, 4, 5])
  const [first, second, third, fourth, ...rest] = numbers as [string, string, string, string, string, string]
  await order(second, resolve, 6)
  await setParent(office, { number: third, parent: await opened('Other', 6), context: by(6) })
  await order(fourth, { type: 'edit', service: null }, 6)
  const incident = (await load(table.store, incidentProcess, first))!
  expect((await similarTo(table.store, incident)).map(({ number }) => number)).toEqual(rest.reverse())
})
