import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allKept, keep, keptHistory, listKept, readKept, readKeptVersion } from '../../../lib/desk/keep.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
let store: Store
beforeAll(async () => {
  table = await startTable()
  store = table.store
})
afterAll(() => table.stop())

const Room = z.object({ name: z.string(), seats: z.number(), note: z.string().optional() })
const sora: Actor = { id: 'p-sora', name: '한소라', is: 'administrator' }
const emma: Actor = { id: 'p-emma', name: 'Emma', is: 'agent' }
const day = (n: number) => `2026-11-0${n}T00:00:00.000Z`

const put = (id: string, value: z.input<typeof Room>, over: object = {}) =>
  keep(store, { kind: 'room', id, value, by: sora, at: day(1), ...over })

describe('a kept record', () => {
  test('remembers every value it ever had, with who made it so and when', async () => {
    await put('history', { name: 'Blue', seats: 4 })
    await put('history', { name: 'Blue', seats: 6, note: undefined }, { by: emma, at: day(2) })
    expect(await readKept(store, Room, 'room', 'history')).toEqual({
      kind: 'room',
      id: 'history',
      name: 'Blue',
      seats: 6,
      version: 2,
      updatedAt: day(2),
      updatedBy: emma,
    })
    expect(await readKeptVersion(store, Room, 'room', 'history', 1)).toMatchObject({
      seats: 4,
      version: 1,
      updatedBy: sora,
    })
    expect(await keptHistory(store, 'room', 'history', { limit: 10 })).toEqual({
      items: [
        { version: 2, at: day(2), by: emma, value: { name: 'Blue', seats: 6 } },
        { version: 1, at: day(1), by: sora, value: { name: 'Blue', seats: 4 } },
      ],
      cursor: null,
    })
  })

  test('is read page by page through its history', async () => {
    for (let seats = 1; seats <= 5; seats++) await put('paged', { name: 'P', seats })
    const first = await keptHistory(store, 'room', 'paged', { limit: 2 })
    expect([first?.items.map(({ version }) => version), first?.cursor]).toEqual([[5, 4], '3'])
    const rest = await keptHistory(store, 'room', 'paged', { limit: 10, cursor: '3' })
    expect([rest?.items.map(({ version }) => version), rest?.cursor]).toEqual([[3, 2, 1], null])
    await expect(keptHistory(store, 'room', 'paged', { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      field: 'cursor',
    })
  })

  test('is not written by a value that changes nothing', async () => {
    await put('same', { name: 'Red', seats: 2 })
    const again = await put('same', { seats: 2, name: 'Red' }, { by: emma, at: day(3) })
    expect(again).toMatchObject({ version: 1, updatedBy: sora })
    expect(await readKeptVersion(store, Room, 'room', 'same', 2)).toBeUndefined()
  })

  test('is refused to whoever has seen another version, and the refusal says the present one', async () => {
    await put('stale', { name: 'A', seats: 1 })
    await put('stale', { name: 'A', seats: 2 })
    await expect(put('stale', { name: 'A', seats: 3 }, { ifVersion: 1 })).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('version 2'),
    })
    await expect(put('stale', { name: 'A', seats: 3 }, { ifVersion: 0 })).rejects.toMatchObject({
      code: 'conflict',
      field: 'id',
    })
    expect(await put('stale', { name: 'A', seats: 3 }, { ifVersion: 2 })).toMatchObject({ version: 3 })
  })

  test('that two people change at once, both insisting on what they saw, is changed by one of them', async () => {
    await put('race', { name: 'A', seats: 1 })
    const both = await Promise.allSettled([2, 3].map((seats) => put('race', { name: 'A', seats }, { ifVersion: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readKept(store, Room, 'room', 'race')).toMatchObject({ version: 2 })
  })

  test('that two people change at once without insisting takes both changes, one after the other', async () => {
    await Promise.all([2, 3].map((seats) => put('queue', { name: 'A', seats })))
    expect((await keptHistory(store, 'room', 'queue', { limit: 10 }))?.items).toHaveLength(2)
  })

  test('that was stored before versions were kept gets its first one', async () => {
    await store.commit([{ put: { kind: 'room', id: 'old', name: 'Old', seats: 1 }, at: key.kept('room', 'old') }])
    expect(await put('old', { name: 'Old', seats: 1 }, { ifVersion: 0 })).toMatchObject({ version: 1 })
    expect(await readKept(store, Room, 'room', 'old')).toMatchObject({ name: 'Old', version: 1 })
  })

  test('that does not exist has no version and no history', async () => {
    expect(await readKept(store, Room, 'room', 'none')).toBeUndefined()
    expect(await readKeptVersion(store, Room, 'room', 'none', 1)).toBeUndefined()
    expect(await keptHistory(store, 'room', 'none', { limit: 10 })).toBeUndefined()
  })
})

test('what belongs to the same fact is written with a record, or neither is', async () => {
  const at = key.message('held@x')
  const also = [{ put: { kind: 'message', messageId: 'held@x' }, at, if: 'absent' as const }]
  await put('also', { name: 'A', seats: 1 }, { also })
  expect(await store.get(at)).toBeDefined()
  await expect(put('also', { name: 'A', seats: 2 }, { also })).rejects.toMatchObject({ name: 'Conflict' })
  expect(await readKept(store, Room, 'room', 'also')).toMatchObject({ version: 1, seats: 1 })
})

describe('the records of a kind', () => {
  const names = async (over: object = {}) => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listKept(store, Room, 'hall', { limit: 2, cursor, ...over })
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.cursor ?? undefined
    } while (cursor)
    return seen
  }

  test('are listed by name, page by page, one version each', async () => {
    for (const [id, name] of [
      ['h1', 'banana'],
      ['h2', '가람'],
      ['h3', 'Apple'],
      ['h4', 'bread'],
      ['h5', 'cherry'],
    ] as const)
      await keep(store, { kind: 'hall', id, value: { name, seats: 1 }, by: sora, at: day(1) })
    await keep(store, { kind: 'hall', id: 'h5', value: { name: 'Blue', seats: 1 }, by: sora, at: day(2) })
    expect(await names()).toEqual(['Apple', 'banana', 'Blue', 'bread', '가람'])
    expect(await names({ begins: 'B' })).toEqual(['banana', 'Blue', 'bread'])
    expect(await names({ begins: '가' })).toEqual(['가람'])
    await expect(names({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid', field: 'cursor' })
  })
})

test('where all of a kind are asked for, none is left out, however many there are', async () => {
  const names = Array.from({ length: 205 }, (_, i) => `Room ${String(i).padStart(3, '0')}`)
  for (const name of names)
    await keep(store, { kind: 'cell', id: name.replace(' ', '-'), value: { name, seats: 1 }, by: sora, at: day(1) })
  expect((await allKept(store, Room, 'cell')).map(({ name }) => name)).toEqual(names)
})
