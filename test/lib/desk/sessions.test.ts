import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admit } from '../../../lib/desk/admit.ts'
import { readPerson } from '../../../lib/desk/change-person.ts'
import { beginSession, endOneSession, endSessions, recognise, sessionsOf } from '../../../lib/desk/sessions.ts'
import { Claims } from '../../../lib/people/identity.ts'
import { Person } from '../../../lib/people/person.ts'
import { key } from '../../../lib/store/schema.ts'
import { at, knownIn } from '../../support/directory.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const known = knownIn(() => table.store)
const later = (minutes: number, seconds = 0) =>
  new Date(Date.parse(at) + minutes * 60_000 + seconds * 1000).toISOString()
let made = 0
const begin = async (personId: string) => {
  made += 1
  const shown = { personId, sessionId: String(made).padStart(16, '0'), secret: `secret ${made}` }
  await beginSession(table.store, personId, { id: shown.sessionId, secret: shown.secret, browser: 'Firefox', at })
  return shown
}
const see = (shown: Parameters<typeof recognise>[1], when: string, next = 'next') =>
  recognise(table.store, shown, when, () => next)

describe('a browser that shows its secret', () => {
  test('is its person, as they are now', async () => {
    await known('seen')
    const shown = await begin('seen')
    expect(await see(shown, later(1))).toMatchObject({ person: { id: 'seen' }, session: { version: 1 } })
    expect(await see({ ...shown, secret: 'guessed' }, later(1))).toBeUndefined()
    expect(await see({ ...shown, personId: 'nobody' }, later(1))).toBeUndefined()
  })

  test('gets another one about hourly, and loses nothing when the answer is lost', async () => {
    await known('busy')
    const shown = await begin('busy')
    expect((await see(shown, later(59)))?.next).toBeUndefined()
    expect((await see(shown, later(60), 'lost'))?.next).toBe('lost')
    expect((await see(shown, later(60, 5)))?.next).toBeUndefined()
    expect((await see(shown, later(62), 'second'))?.next).toBe('second')
    expect(await see({ ...shown, secret: 'second' }, later(62, 1))).toMatchObject({ person: { id: 'busy' } })
    expect(await see(shown, later(62, 30))).toMatchObject({ person: { id: 'busy' } })
    expect(await see(shown, later(64))).toBeUndefined()
    expect(await see({ ...shown, secret: 'lost' }, later(64))).toBeUndefined()
  })

  test('with many requests at once is offered one secret and stays signed in', async () => {
    await known('parallel')
    const shown = await begin('parallel')
    const seen = await Promise.all(Array.from({ length: 8 }, (_, i) => see(shown, later(61), `next ${i}`)))
    expect(seen.every((one) => one?.person.id === 'parallel')).toBe(true)
    const [next, ...more] = seen.flatMap((one) => one?.next ?? [])
    expect(more).toEqual([])
    const again = await Promise.all(Array.from({ length: 8 }, () => see({ ...shown, secret: next! }, later(61, 2))))
    expect(again.every((one) => one?.person.id === 'parallel')).toBe(true)
  })
})

describe('a person’s sessions', () => {
  test('are listed while they last, and end one by one or all but this', async () => {
    await known('many')
    const [one, two, three] = [await begin('many'), await begin('many'), await begin('many')]
    expect(await sessionsOf(table.store, 'many', later(1))).toHaveLength(3)
    expect(await sessionsOf(table.store, 'many', later(12 * 60))).toEqual([])
    expect(await endOneSession(table.store, 'many', one.sessionId, later(1))).toBe(true)
    expect(await endOneSession(table.store, 'many', one.sessionId, later(1))).toBe(false)
    expect(await see(one, later(1))).toBeUndefined()
    expect(await endSessions(table.store, 'many', later(1), two.sessionId)).toBe(1)
    expect([await see(two, later(1)), await see(three, later(1))]).toEqual([expect.anything(), undefined])
  })

  test('end although a secret is replaced at the same time', async () => {
    await known('racing')
    const shown = await begin('racing')
    await Promise.all([see(shown, later(61)), endOneSession(table.store, 'racing', shown.sessionId, later(61))])
    for (const secret of [shown.secret, 'next']) expect(await see({ ...shown, secret }, later(61, 1))).toBeUndefined()
  })
})

describe('whom the directory knows by an id', () => {
  const claims = (more: object) => Claims.parse({ iss: 'https://sign-in.example', email_verified: true, ...more })
  const admission = { domains: [], language: 'ko', at, id: 'p-new' } as const

  /** As the directory leaves its people. */
  const listed = async (id: string, directoryId: string) => {
    const person = Person.parse({ ...(await known(id)), directoryId })
    await table.store.commit([
      { put: person, at: key.person(id) },
      { put: { kind: 'address', person }, at: key.address(`${id}@x.example`) },
      { put: { kind: 'pointer', id }, at: key.pointer('directory-id', directoryId) },
    ])
  }

  test('is that person, whatever their address says', async () => {
    await listed('moved', 'oid-1')
    const admitted = await admit(
      table.store,
      claims({ sub: 'a', 'custom:oid': 'oid-1', email: 'other@x.example' }),
      admission,
    )
    expect(admitted).toMatchObject({ person: { id: 'moved' } })
  })

  test('keeps their account when their old address is given to a namesake', async () => {
    await listed('namesake', 'oid-2')
    const heir = claims({ sub: 'b', oid: 'oid-3', email: 'namesake@x.example' })
    expect(await admit(table.store, heir, admission)).toEqual({ refused: 'unknown' })
    expect(await readPerson(table.store, 'p-new')).toBeUndefined()
  })
})
