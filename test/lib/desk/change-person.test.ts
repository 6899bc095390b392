import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  activate,
  addAddress,
  changePerson,
  deactivate,
  ownerOf,
  readPerson,
  setPreferences,
} from '../../../lib/desk/change-person.ts'
import { keptHistory, listKept } from '../../../lib/desk/keep.ts'
import { Person } from '../../../lib/people/person.ts'
import { guest, registration } from '../../../lib/people/register.ts'
import type { Store } from '../../../lib/store/store.ts'
import { by, expectConsistentIn, knownIn } from '../../support/directory.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
let store: Store
beforeAll(async () => {
  table = await startTable()
  store = table.store
})
afterAll(() => table.stop())

const known = knownIn(() => store)
const expectConsistent = expectConsistentIn(() => store)

describe('a new person', () => {
  test('is known by every address, in any case', async () => {
    await known('new', ['New.One@x.example', 'two@x.example'])
    expect((await readPerson(store, 'new'))?.addresses).toEqual(['new.one@x.example', 'two@x.example'])
    expect((await ownerOf(store, 'NEW.ONE@x.example'))?.id).toBe('new')
    await expectConsistent('new')
  })

  test('is refused where somebody active has the address, and the refusal names both', async () => {
    await known('owner', ['taken@x.example'], { name: 'Owner One' })
    await expect(known('other', ['free@x.example', 'taken@x.example'])).rejects.toMatchObject({
      code: 'conflict',
      field: 'addresses',
      message: expect.stringMatching(/taken@x\.example.*Owner One/),
    })
    expect(await readPerson(store, 'other')).toBeUndefined()
    expect(await ownerOf(store, 'free@x.example')).toBeUndefined()
  })

  test('is refused without an address, with more than twenty, or with one that is none', async () => {
    const many = Array.from({ length: 21 }, (_, i) => `m${i}@x.example`)
    await expect(known('none', [])).rejects.toMatchObject({ field: 'addresses' })
    await expect(known('many', many)).rejects.toMatchObject({
      field: 'addresses',
      message: expect.stringContaining('20'),
    })
    await expect(known('odd', ['nonsense'])).rejects.toMatchObject({ field: 'addresses', code: 'invalid' })
    expect((await known('twenty', many.slice(1))).addresses).toHaveLength(20)
  })

  test('is refused under the id of somebody else', async () => {
    await known('same')
    await expect(known('same', ['same2@x.example'])).rejects.toMatchObject({ code: 'conflict', field: 'id' })
  })

  test('registered twice at once is registered once', async () => {
    const both = await Promise.allSettled([known('race-a', ['race@x.example']), known('race-b', ['race@x.example'])])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const owner = await ownerOf(store, 'race@x.example')
    await expectConsistent(owner!.id)
  })

  test('who wrote to us is a guest, and stands in a list of their own', async () => {
    const visitor = guest({ name: 'Visitor', address: 'Visitor@y.example' }, 'en', 'Asia/Seoul')
    await store.commit(registration(visitor, by))
    await expectConsistent(visitor.id)
    const people = await listKept(store, Person, 'person', { limit: 100 })
    const guests = await listKept(store, Person, 'person', { limit: 100, role: 'guest' })
    expect(people.items.map(({ id }) => id)).not.toContain(visitor.id)
    expect(guests.items.map(({ id }) => id)).toEqual([visitor.id])
  })

  test('with a name of any length is known', async () => {
    const long = guest({ name: '가'.repeat(500), address: 'long@y.example' }, 'ko', 'Asia/Seoul')
    expect(await store.commit(registration(long, by))).toEqual({ committed: true })
  })
})

describe('a known person', () => {
  test('is changed everywhere at once, and every change is kept', async () => {
    await known('changed', ['c1@x.example', 'c2@x.example'])
    const after = await changePerson(store, {
      id: 'changed',
      change: { name: '김민지', isVip: true, department: '재무팀' },
      ...by,
    })
    expect(after).toMatchObject({ version: 2, name: '김민지', isVip: true, department: '재무팀' })
    expect(after).toEqual(await readPerson(store, 'changed'))
    await expectConsistent('changed')
    const without = await changePerson(store, { id: 'changed', change: { department: null }, ...by })
    expect(without.department).toBeUndefined()
    const history = await keptHistory(store, 'person', 'changed', { limit: 10 })
    expect(history?.items.map(({ value }) => value.department)).toEqual([undefined, '재무팀', undefined])
  })

  test('that nothing changes stays at the version it has', async () => {
    await known('calm')
    expect(await changePerson(store, { id: 'calm', change: { name: 'calm' }, ...by })).toMatchObject({ version: 1 })
    expect(await addAddress(store, { id: 'calm', address: 'CALM@x.example', ...by })).toMatchObject({ version: 1 })
    expect(await activate(store, { id: 'calm', ...by })).toMatchObject({ version: 1 })
  })

  test('is refused to whoever has seen another version', async () => {
    await known('stale')
    await changePerson(store, { id: 'stale', change: { name: 'b' }, ifVersion: 1, ...by })
    await expect(
      changePerson(store, { id: 'stale', change: { name: 'c' }, ifVersion: 1, ...by }),
    ).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('version 2'),
    })
  })

  test('that two people change at once is what both say', async () => {
    await known('both')
    await Promise.all([
      changePerson(store, { id: 'both', change: { department: 'IT' }, ...by }),
      changePerson(store, { id: 'both', change: { location: 'Busan' }, ...by }),
    ])
    expect(await readPerson(store, 'both')).toMatchObject({ version: 3, department: 'IT', location: 'Busan' })
  })

  test('is not led by nobody, by somebody inactive, or by themselves', async () => {
    await known('boss')
    await known('worker', undefined, { manager: 'boss' })
    await known('gone')
    await deactivate(store, { id: 'gone', ...by })
    const led = (id: string, manager: string) => changePerson(store, { id, change: { manager }, ...by })
    await expect(led('worker', 'nobody')).rejects.toMatchObject({ field: 'manager', message: /no person nobody/ })
    await expect(led('worker', 'gone')).rejects.toMatchObject({ field: 'manager', message: /inactive/ })
    await expect(led('worker', 'worker')).rejects.toMatchObject({ field: 'manager' })
    await expect(led('boss', 'worker')).rejects.toMatchObject({ field: 'manager', message: /themselves/ })
    expect(await readPerson(store, 'boss')).toMatchObject({ version: 1 })
  })

  test('who administers the desk does not lock themselves out', async () => {
    await known('p-admin', undefined, { role: 'administrator' })
    await expect(changePerson(store, { id: 'p-admin', change: { role: 'agent' }, ...by })).rejects.toMatchObject({
      field: 'role',
    })
    await expect(deactivate(store, { id: 'p-admin', ...by })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('says what they want to be told', async () => {
    await known('wishes')
    const preferences = { events: { assigned: 'off' as const }, teams: { network: { assigned: 'mail' as const } } }
    expect(await setPreferences(store, { id: 'wishes', preferences, ...by })).toMatchObject({ preferences, version: 2 })
  })

  test('nobody knows is refused by the id', async () => {
    const nobody = { id: 'nobody', ...by }
    await expect(changePerson(store, { change: {}, ...nobody })).rejects.toMatchObject({ code: 'not_found' })
    await expect(deactivate(store, nobody)).rejects.toMatchObject({ code: 'not_found', message: /nobody/ })
  })
})
