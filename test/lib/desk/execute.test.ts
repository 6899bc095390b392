import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute, type Office, replay } from '../../../lib/desk/execute.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import type { TimelineEntry } from '../../../lib/ticket/event.ts'
import { officeOf } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, commentCommand, openCommand } from '../../support/ticket.ts'

let table: TestTable
let store: Store
let office: Office
beforeAll(async () => {
  table = await startTable()
  store = table.store
  office = officeOf(store)
})
afterAll(() => table.stop())

const open = (over = {}) =>
  execute(office, { process: incidentProcess, command: openCommand(), context: at(0), ...over })
const comment = (number: string, text: string, over = {}) =>
  execute(office, { process: incidentProcess, number, command: commentCommand(text), context: at(1), ...over })

const timeline = async (number: string) =>
  ((await readTicket(store, number))?.timeline ?? []) as unknown as TimelineEntry<IncidentEvent>[]

describe('a ticket', () => {
  test('is always the replay of its timeline', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ minLength: 1 }).filter((s) => s.trim() !== ''),
          { maxLength: 6 },
        ),
        async (texts) => {
          const { number } = await open()
          for (const text of texts) await comment(number, text)
          const entries = await timeline(number)
          expect(entries).toHaveLength(texts.length + 1)
          expect(replay(incidentProcess, entries)).toEqual(
            incidentProcess.restore((await store.get(key.ticket(number)))!),
          )
        },
      ),
      { numRuns: 15 },
    )
  })

  test('gets a number that nobody else has, however many are opened at once', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => open()))
    expect(new Set(results.map(({ number }) => number)).size).toBe(20)
  })

  test('that does not exist is refused by its number', async () => {
    await expect(comment('INC-999999', 'x')).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('INC-999999'),
    })
  })

  test('is not written by a command that is refused, which uses up no number either', async () => {
    const { number } = await open()
    await expect(open({ command: openCommand('') })).rejects.toMatchObject({ code: 'invalid' })
    const next = await open()
    expect(Number(next.number.slice(4))).toBe(Number(number.slice(4)) + 1)
  })
})

describe('two writers', () => {
  test('that see the same version both succeed, one after the other: the later one decides again', async () => {
    const { number } = await open()
    await Promise.all([comment(number, 'one'), comment(number, 'two')])
    const entries = await timeline(number)
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  test('that both insist on the version they saw: one wins, the other is told that it is stale', async () => {
    const { number } = await open()
    const both = await Promise.allSettled([
      comment(number, 'one', { ifVersion: 1 }),
      comment(number, 'two', { ifVersion: 1 }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } })
    expect(await timeline(number)).toHaveLength(2)
  })

  test('a writer whom others beat three times gives up with a Conflict, and has written nothing', async () => {
    const { number } = await open()
    const busy: Store = {
      ...store,
      get: async (place) => {
        const item = await store.get(place)
        if (item?.kind === 'incident') await comment(number, 'first')
        return item
      },
    }
    const late = execute(
      { ...office, store: busy },
      { process: incidentProcess, number, command: commentCommand('late'), context: at(2) },
    )
    await expect(late).rejects.toMatchObject({ name: 'Conflict' })
    const entries = await timeline(number)
    expect(entries.filter(({ data }) => (data as { message: { text: string } }).message.text === 'late')).toEqual([])
  })
})

describe('an input with a receipt', () => {
  test('takes effect once, and its repetition answers the first result', async () => {
    const receipt = { input: 'test#1' }
    const first = await open({ receipt })
    const second = await open({ receipt })
    expect(second).toMatchObject({ number: first.number, repeated: true })
  })

  test('takes effect once when it arrives many times at once', async () => {
    const receipt = { input: 'test#2' }
    const results = await Promise.all(Array.from({ length: 8 }, () => open({ receipt })))
    expect(new Set(results.map(({ number }) => number)).size).toBe(1)
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1)
  })

  test('that comments takes effect once', async () => {
    const { number } = await open()
    const receipt = { input: 'test#3' }
    await Promise.all([comment(number, 'hello', { receipt }), comment(number, 'hello', { receipt })])
    expect(await timeline(number)).toHaveLength(2)
  })
})

test('what belongs to the same fact is written with it, or not at all', async () => {
  const place = key.message('taken@x')
  await store.commit([{ put: { kind: 'message', messageId: 'taken@x' }, at: place }])
  const also = () => [{ put: { kind: 'message' }, at: place, if: 'absent' as const }]
  const before = await store.next(key.counter('incident'), at(0).at)
  await expect(open({ also })).rejects.toMatchObject({ name: 'Conflict' })
  expect(await store.get(key.ticket(`INC-${before + 1}`))).toBeUndefined()
})
