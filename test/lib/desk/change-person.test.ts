import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  activate,
  addAddress,
  changePerson,
  deactivate,
  ownerOf,
  readPerson,
  register,
  removeAddress,
  setPreferences,
} from '../../../lib/desk/change-person.ts'
import { keptHistory, listKept } from '../../../lib/desk/keep.ts'
import { Person, type PersonFields } from '../../../lib/people/person.ts'
import { guest, registration } from '../../../lib/people/register.ts'
import { bearerOf, tokenText, tokenWrite } from '../../../lib/people/token.ts'
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

const at = '2026-11-24T00:00:00.000Z'
const admin: Actor = { id: 'p-admin', name: '한소라', is: 'administrator' }
const by = { by: admin, at }
const fields: PersonFields = { name: 'Minji', role: 'employee', language: 'ko', timeZone: 'Asia/Seoul' }

const known = (id: string, addresses: readonly string[] = [`${id}@x.example`], over: Partial<PersonFields> = {}) =>
  register(store, { id, fields: { ...fields, name: id, ...over }, addresses, ...by })

/** Every address of the person is theirs alone, and knows them as they are. */
const expectConsistent = async (...ids: string[]) => {
  for (const id of ids) {
    const person = await readPerson(store, id)
    for (const address of person!.addresses) expect(await ownerOf(store, address)).toEqual(person)
  }
}

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

describe('an address', () => {
  test('can be added, and be the one we write to', async () => {
    await known('more')
    await addAddress(store, { id: 'more', address: 'second@x.example', ...by })
    const person = await addAddress(store, { id: 'more', address: 'First@x.example', isFirst: true, ...by })
    expect(person.addresses).toEqual(['first@x.example', 'more@x.example', 'second@x.example'])
    await expectConsistent('more')
  })

  test('of somebody active is not added to another person', async () => {
    await known('has', ['has@x.example'], { name: 'The Owner' })
    await known('wants')
    await expect(addAddress(store, { id: 'wants', address: 'has@x.example', ...by })).rejects.toMatchObject({
      code: 'conflict',
      field: 'addresses',
      message: expect.stringMatching(/has@x\.example.*The Owner/),
    })
    await expectConsistent('has', 'wants')
  })

  test('of somebody inactive may be taken over, and their record says so', async () => {
    await known('left', ['shared@x.example', 'left@x.example'])
    await deactivate(store, { id: 'left', ...by })
    await known('heir')
    await addAddress(store, { id: 'heir', address: 'shared@x.example', ...by })
    expect((await ownerOf(store, 'shared@x.example'))?.id).toBe('heir')
    expect(await readPerson(store, 'left')).toMatchObject({
      addresses: ['left@x.example'],
      version: 3,
      isActive: false,
    })
    await expectConsistent('left', 'heir')
  })

  test('of somebody who is made active while it is taken over goes to one of them', async () => {
    await known('sleeper', ['wanted@x.example', 'sleeper@x.example'])
    await deactivate(store, { id: 'sleeper', ...by })
    await known('taker')
    await Promise.allSettled([
      activate(store, { id: 'sleeper', ...by }),
      addAddress(store, { id: 'taker', address: 'wanted@x.example', ...by }),
    ])
    const [sleeper, taker] = [await readPerson(store, 'sleeper'), await readPerson(store, 'taker')]
    const owners = [sleeper, taker].filter((person) => person!.addresses.includes('wanted@x.example'))
    expect(owners).toHaveLength(1)
    await expectConsistent('sleeper', 'taker')
  })

  test('that was given up belongs to nobody, and a guest who writes from it is known by it', async () => {
    await known('gives', ['gives@x.example', 'free2@x.example'])
    await removeAddress(store, { id: 'gives', address: 'Free2@x.example', ...by })
    expect(await ownerOf(store, 'free2@x.example')).toBeUndefined()
    const visitor = guest({ name: '', address: 'free2@x.example' }, 'en', 'Asia/Seoul')
    expect(await store.commit(registration(visitor, by))).toEqual({ committed: true })
    await expectConsistent('gives', visitor.id)
  })

  test('that is not theirs, or the only one of somebody active, is not removed', async () => {
    await known('only')
    const remove = (address: string) => removeAddress(store, { id: 'only', address, ...by })
    await expect(remove('other@x.example')).rejects.toMatchObject({ code: 'not_found', field: 'addresses' })
    await expect(remove('only@x.example')).rejects.toMatchObject({ code: 'conflict', field: 'addresses' })
  })

  test('taken from too many people at once is refused, and nothing changes', async () => {
    const addresses: string[] = []
    for (let i = 0; i < 5; i++) {
      const own = Array.from({ length: 20 }, (_, n) => `p${i}-${n}@z.example`)
      await known(`crowd${i}`, own)
      await deactivate(store, { id: `crowd${i}`, ...by })
      addresses.push(own[0]!)
    }
    await expect(known('greedy', addresses)).rejects.toMatchObject({ code: 'invalid', field: 'addresses' })
    await expectConsistent('crowd0', 'crowd4')
  })
})

describe('somebody inactive', () => {
  const token = tokenText(new Uint8Array(32).fill(7))

  test('has no access from that moment, and the same person has it again when active', async () => {
    await known('bearer')
    await store.commit([tokenWrite(token, { id: 'bearer' }, at)])
    expect(await bearerOf(store, token)).toEqual(await readPerson(store, 'bearer'))
    await deactivate(store, { id: 'bearer', ...by })
    expect(await bearerOf(store, token)).toBeUndefined()
    await activate(store, { id: 'bearer', ...by })
    expect(await bearerOf(store, token)).toMatchObject({ id: 'bearer', version: 3 })
  })

  test('bears a token by what they may now, not by what they might when it was made', async () => {
    await changePerson(store, { id: 'bearer', change: { role: 'agent' }, ...by })
    expect(await bearerOf(store, token)).toMatchObject({ role: 'agent' })
  })

  test('whose last address was taken over is not made active without one', async () => {
    await known('empty')
    await deactivate(store, { id: 'empty', ...by })
    await known('keeper', ['empty@x.example'])
    await expect(activate(store, { id: 'empty', ...by })).rejects.toMatchObject({
      code: 'conflict',
      field: 'addresses',
    })
    await addAddress(store, { id: 'empty', address: 'again@x.example', ...by })
    expect(await activate(store, { id: 'empty', ...by })).toMatchObject({ isActive: true })
    await expectConsistent('empty', 'keeper')
  })
})

describe('somebody stored before versions were kept', () => {
  const old = {
    kind: 'person',
    id: 'old',
    name: 'Old',
    addresses: ['old@x.example'],
    role: 'agent',
    language: 'en',
    timeZone: 'Asia/Seoul',
  }

  test('is read, bears their token, and is changed like anybody', async () => {
    const token = tokenText(new Uint8Array(32).fill(9))
    await store.commit([
      { put: old, at: key.person('old') },
      { put: { kind: 'address', address: 'old@x.example', person: old }, at: key.address('old@x.example') },
    ])
    await store.commit([tokenWrite(token, { id: 'old' }, at)])
    expect(await bearerOf(store, token)).toMatchObject({ id: 'old', isActive: true, version: 0 })
    await expect(known('old', ['x9@x.example'])).rejects.toMatchObject({ code: 'conflict' })
    expect(await changePerson(store, { id: 'old', change: { location: 'Seoul' }, ...by })).toMatchObject({ version: 1 })
    await expectConsistent('old')
  })
})
