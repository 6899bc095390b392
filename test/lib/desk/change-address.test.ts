import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearerOf } from '../../../lib/desk/bearer.ts'
import {
  activate,
  addAddress,
  changePerson,
  deactivate,
  ownerOf,
  readPerson,
  removeAddress,
} from '../../../lib/desk/change-person.ts'
import { guest, registration } from '../../../lib/people/register.ts'
import { tokenText, tokenWrite } from '../../../lib/people/token.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { at, by, expectConsistentIn, knownIn } from '../../support/directory.ts'
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
    expect((await bearerOf(store, token, at))?.caller).toEqual({ ...(await readPerson(store, 'bearer')), via: 'token' })
    await deactivate(store, { id: 'bearer', ...by })
    expect((await bearerOf(store, token, at))?.caller).toBeUndefined()
    await activate(store, { id: 'bearer', ...by })
    expect((await bearerOf(store, token, at))?.caller).toMatchObject({ id: 'bearer', version: 3 })
  })

  test('bears a token by what they may now, not by what they might when it was made', async () => {
    await changePerson(store, { id: 'bearer', change: { role: 'agent' }, ...by })
    expect((await bearerOf(store, token, at))?.caller).toMatchObject({ role: 'agent' })
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
    expect((await bearerOf(store, token, at))?.caller).toMatchObject({ id: 'old', isActive: true, version: 0 })
    await expect(known('old', ['x9@x.example'])).rejects.toMatchObject({ code: 'conflict' })
    expect(await changePerson(store, { id: 'old', change: { location: 'Seoul' }, ...by })).toMatchObject({ version: 1 })
    await expectConsistent('old')
  })
})
