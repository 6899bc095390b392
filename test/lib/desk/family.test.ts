import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute, load, type Office } from '../../../lib/desk/execute.ts'
import { childrenOf, resolveChildren, setParent } from '../../../lib/desk/family.ts'
import { split } from '../../../lib/desk/split.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { key } from '../../../lib/store/schema.ts'
import { jihoon, resolve, waitForCaller } from '../../support/life.ts'
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

const context = { at: at(1).at, by: jihoon, channel: 'api' as const }
const order = (number: string | undefined, command: IncidentCommand) =>
  execute(office, { process: incidentProcess, number, command, context })
const openOne = async (over = {}) => (await order(undefined, openCommand('Mail is down', over))).number
const incident = async (number: string) => (await load(table.store, incidentProcess, number))!
const family = async (children: number) => {
  const parent = await openOne()
  const numbers = await Promise.all(Array.from({ length: children }, () => openOne()))
  for (const number of numbers) await setParent(office, { number, parent, context })
  return { parent, numbers }
}

describe('a parent', () => {
  test('knows its children, each once, and they know it', async () => {
    const { parent, numbers } = await family(3)
    expect(await childrenOf(office, parent)).toEqual({ numbers: [...numbers].sort(), next: undefined })
    expect(await incident(parent)).toMatchObject({ children: 3 })
    expect(await incident(numbers[0]!)).toMatchObject({ parent })
  })

  test('resolves its open children with its own notes, however often it is told to', async () => {
    const { parent, numbers } = await family(4)
    await order(numbers[0], waitForCaller)
    await order(numbers[1], { type: 'cancel', reason: 'Not ours' })
    const { state } = await order(parent, resolve)
    expect(await resolveChildren(office, parent, state.version, context.at)).toBe(3)
    expect(await resolveChildren(office, parent, state.version, context.at)).toBe(0)
    expect(await incident(numbers[1]!)).toMatchObject({ state: 'canceled' })
    for (const number of [numbers[0]!, numbers[2]!, numbers[3]!]) {
      const child = await incident(number)
      expect(child).toMatchObject({ state: 'resolved', resolution: { code: 'solved' } })
      expect((await table.store.get(key.event(number, child.version)))?.data).toMatchObject({
        notes: 'A new cartridge.',
        cause: { number: parent, sequence: state.version },
      })
    }
  })

  test('that waits for its caller leaves its children alone', async () => {
    const { parent, numbers } = await family(1)
    await order(parent, waitForCaller)
    expect(await incident(numbers[0]!)).toMatchObject({ state: 'new' })
  })

  test('loses a child to another parent, and both know', async () => {
    const { parent, numbers } = await family(1)
    const other = await openOne()
    await setParent(office, { number: numbers[0]!, parent: other, context })
    expect([(await childrenOf(office, parent)).numbers, (await childrenOf(office, other)).numbers]).toEqual([
      [],
      numbers,
    ])
    expect([(await incident(parent)).children, (await incident(other)).children]).toEqual([0, 1])
  })

  test('no longer resolves a child that has left', async () => {
    const { parent, numbers } = await family(2)
    await setParent(office, { number: numbers[0]!, parent: null, context })
    const { state } = await order(parent, resolve)
    expect(await resolveChildren(office, parent, state.version, context.at)).toBe(1)
    expect(await incident(numbers[0]!)).toMatchObject({ state: 'new' })
    expect((await childrenOf(office, parent)).numbers).toEqual([numbers[1]])
  })
})

describe('a family has two generations', () => {
  test('a child is no parent', async () => {
    const { numbers } = await family(1)
    await expect(setParent(office, { number: await openOne(), parent: numbers[0]!, context })).rejects.toMatchObject({
      code: 'conflict',
      field: 'parent',
    })
  })

  test('a parent is no child', async () => {
    const { parent } = await family(1)
    await expect(setParent(office, { number: parent, parent: await openOne(), context })).rejects.toMatchObject({
      code: 'conflict',
      field: 'parent',
    })
  })
})

describe('a message that is split off', () => {
  const mail = { letter: 'l1', messageId: 'split@mail.example', from: 'dohyun@haneul.example', verified: true }
  const wish = { sequence: 2, title: 'The other thing', replyKey: 'abcdefghijklmnopqrstuvwxyz', context }

  test('opens an incident of its writer, with its words, and answers to that mail find it', async () => {
    const number = await openOne()
    await execute(office, {
      process: incidentProcess,
      number,
      command: { type: 'comment', message: { text: 'My screen, too', mail }, visibility: 'public' },
      context: { ...context, by: { id: 'p-dohyun', name: '이도현', is: 'employee' }, channel: 'mail' },
      also: () => [{ put: { kind: 'message', messageId: mail.messageId, number }, at: key.message(mail.messageId) }],
    })
    const opened = await split(office, { number, ...wish })
    expect(opened.state).toMatchObject({
      title: 'The other thing',
      requester: { id: 'p-dohyun', address: 'dohyun@haneul.example' },
      origin: { number, how: 'split', sequence: 2 },
    })
    expect((await table.store.get(key.event(opened.number, 1)))?.data).toMatchObject({
      message: { text: 'My screen, too' },
    })
    expect(await table.store.get(key.message(mail.messageId))).toMatchObject({ number: opened.number })
    expect((await table.store.get(key.event(number, 3)))?.data).toEqual({ entry: 2, into: opened.number })
  })

  test('must not be an internal note, which its requester would read then', async () => {
    const number = await openOne()
    await order(number, { type: 'comment', message: { text: 'He is difficult' }, visibility: 'internal' })
    await expect(split(office, { number, ...wish })).rejects.toMatchObject({ code: 'invalid', field: 'sequence' })
  })

  test('must be a message', async () => {
    const number = await openOne()
    await order(number, { type: 'start' })
    await expect(split(office, { number, ...wish })).rejects.toMatchObject({ code: 'invalid', field: 'sequence' })
  })
})
