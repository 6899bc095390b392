import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: { [field: string]: unknown } & {
    readonly id: string
    readonly version: number
    readonly addresses: readonly string[]
    readonly items: readonly { readonly id: string; readonly name: string; readonly version: number }[]
    readonly cursor: string | null
  }
}

const ask = async (path: string, options: Parameters<TestDesk['api']>[1] = {}): Promise<Answer> => {
  const answer = await desk.api(`/api/v1${path}`, { as: 'admin', ...options })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] }
}

const newPerson = (name: string, ...addresses: string[]) => ({
  name,
  addresses,
  role: 'employee',
  language: 'ko',
  timeZone: 'Asia/Seoul',
})
const register = (body: object, headers: Record<string, string> = {}) => ask('/people', { body, headers })
const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  ask(`/people/${id}`, { method: 'PATCH', body, headers })

const fault = (field: string) => ({ errors: [{ field }] })

describe('an address', () => {
  test('of somebody active is refused to everybody else, and the refusal names the address and its owner', async () => {
    const refused = await register(newPerson('Double', 'new@haneul.example', 'Minji.Kim@haneul.example'))
    expect(refused).toMatchObject({ status: 409, body: fault('addresses') })
    expect(refused.body.detail).toMatch(/minji\.kim@haneul\.example.*김민지/)
    expect((await ask('/people?address=new@haneul.example')).body.items).toEqual([])
    const { status, body } = await patch('p-dohyun.lee', { addresses: ['minji.kim@haneul.example'] })
    expect([status, body.detail]).toEqual([409, expect.stringContaining('김민지')])
  })

  test('is taken over from somebody who left; their mail is the heir’s from then on', async () => {
    const left = await register(newPerson('Left', 'sales@haneul.example', 'left@haneul.example'))
    expect(left.status).toBe(201)
    expect((await ask(`/people/${left.body.id}/deactivate`, { body: {} })).body).toMatchObject({ isActive: false })
    const heir = await register(newPerson('Heir', 'heir@haneul.example'))
    const moved = await patch(heir.body.id, { addresses: ['heir@haneul.example', 'sales@haneul.example'] })
    expect(moved).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await ask('/people?address=SALES@haneul.example')).body.items).toMatchObject([{ id: heir.body.id }])
    expect((await ask(`/people/${left.body.id}`)).body.addresses).toEqual(['left@haneul.example'])

    await desk.send({ from: 'sales@haneul.example', subject: 'Whose mail is this?', text: 'Mine.' })
    const ticket = await until('the ticket', async () =>
      (await desk.tickets()).find(({ title }) => title === 'Whose mail is this?'),
    )
    expect(ticket.requester).toMatchObject({ id: heir.body.id, name: 'Heir' })
  })

  test('that was given up makes whoever writes from it a guest', async () => {
    const two = await register(newPerson('Two', 'two@haneul.example', 'spare@haneul.example'))
    await patch(two.body.id, { addresses: ['two@haneul.example'] })
    await desk.send({ from: 'Visitor <spare@haneul.example>', subject: 'From a free address', text: 'Hello.' })
    const ticket = await until('the ticket', async () =>
      (await desk.tickets()).find(({ title }) => title === 'From a free address'),
    )
    expect(ticket.requester.id).toMatch(/^guest-/)
    const guests = await ask('/people?guests=true&name=visi')
    expect(guests.body.items.map(({ id }) => id)).toEqual([ticket.requester.id])
  })
})

describe('somebody deactivated', () => {
  test('is locked out by the next request, and the same person when active again', async () => {
    const employee = () => desk.api('/api/v1/people/me', { as: 'employee' })
    expect((await employee()).status).toBe(200)
    await ask('/people/p-minji.kim/deactivate', { body: {} })
    expect((await employee()).status).toBe(401)
    await ask('/people/p-minji.kim/activate', { body: {} })
    expect(await (await employee()).json()).toMatchObject({ id: 'p-minji.kim', name: '김민지', isActive: true })
  })

  test('is never the one who asks for it', async () => {
    expect(await ask('/people/p-sora.han/deactivate', { body: {} })).toMatchObject({ status: 409 })
  })
})

describe('people', () => {
  test('are listed by name, page by page, and found by how a name begins', async () => {
    const names: string[] = []
    let cursor: string | null = null
    do {
      const page: Answer = await ask(`/people?limit=3${cursor ? `&cursor=${cursor}` : ''}`, { as: 'agent' })
      names.push(...page.body.items.map(({ name }) => name))
      cursor = page.body.cursor
    } while (cursor)
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    expect(names).toEqual(expect.arrayContaining(['김민지', 'Emma Clark', '한소라']))
    expect((await ask('/people?name=emma')).body.items.map(({ id }) => id)).toEqual(['p-emma.clark'])
  })

  test('are made once under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'person-1' }
    const body = newPerson('Once', 'once@haneul.example')
    const both = await Promise.all([register(body, headers), register(body, headers)])
    const again = await register(body, headers)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect([...both, again].map(({ status, body: { id } }) => [status, id])).toEqual(
      Array(3).fill([201, again.body.id]),
    )
    const other = await register({ ...body, name: 'Other' }, headers)
    expect(other).toMatchObject({ status: 409, body: fault('Idempotency-Key') })
  })

  test('are changed by who has seen them as they are, and every change is kept', async () => {
    const { body, headers } = await register(newPerson('Kept', 'kept@haneul.example'))
    expect([headers.get('location'), headers.get('etag')]).toEqual([`/api/v1/people/${body.id}`, '"1"'])
    const change = (fields: object, version: string) => patch(body.id, fields, { 'if-match': version })
    expect(await change({ department: '재무팀', manager: 'p-yuna.choi' }, '"1"')).toMatchObject({ status: 200 })
    expect(await change({ department: 'IT' }, '"1"')).toMatchObject({
      status: 412,
      body: { detail: expect.stringContaining('version 2') },
    })
    expect((await change({ department: null }, '"2"')).body.department).toBeUndefined()
    const history = await ask(`/people/${body.id}/history?limit=2`)
    expect(history.body).toMatchObject({
      items: [
        { version: 3, by: { id: 'p-sora.han' } },
        { version: 2, value: { department: '재무팀' } },
      ],
      cursor: '1',
    })
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ role: 'king' }, 'role'],
    [{ addresses: [] }, 'addresses'],
    [{ addresses: ['nonsense'] }, 'addresses.0'],
    [{ manager: 'p-nobody' }, 'manager'],
    [{ manager: 'p-jihoon.park' }, 'manager'],
    [{ leaves: [{ from: '2026-12-02', to: '2026-12-01' }] }, 'leaves.0.to'],
    [{ adresses: ['a@haneul.example'] }, 'adresses'],
  ])('are not changed by %j, and the answer names the field', async (change, field) => {
    const before = (await ask('/people/p-sora.han')).body.version
    expect(await patch('p-sora.han', change)).toMatchObject({ status: 400, body: fault(field) })
    expect((await ask('/people/p-sora.han')).body.version).toBe(before)
  })
})

describe('an employee', () => {
  test('reads themselves, of colleagues the card only, and changes nobody', async () => {
    const as = 'employee'
    expect(await ask('/people/me', { as })).toMatchObject({ status: 200, body: { id: 'p-minji.kim' } })
    expect(await ask('/people/p-minji.kim', { as })).toMatchObject({ status: 200 })
    const { status, body } = await ask('/people/p-sora.han', { as })
    expect([status, body.name, body.role, body.preferences]).toEqual([200, '한소라', undefined, undefined])
    expect(await ask('/people', { as })).toMatchObject({ status: 403 })
    expect(await ask('/teams', { as })).toMatchObject({ status: 403 })
    expect(await ask('/people/me', { as, method: 'PATCH', body: { role: 'administrator' } })).toMatchObject({
      status: 403,
    })
    expect(await ask('/people', { as, body: newPerson('X', 'x@haneul.example') })).toMatchObject({ status: 403 })
  })

  test('says what they want to be told; for others only an administrator does', async () => {
    const put = (id: string, as: 'admin' | 'agent' | 'employee', body: object = { events: { resolved: 'digest' } }) =>
      ask(`/people/${id}/preferences`, { as, method: 'PUT', body })
    expect(await put('me', 'employee')).toMatchObject({
      status: 200,
      body: { preferences: { events: { resolved: 'digest' } } },
    })
    expect(await put('p-minji.kim', 'agent')).toMatchObject({ status: 403 })
    expect(await put('p-minji.kim', 'admin', { events: {} })).toMatchObject({ status: 200 })
    expect(await put('me', 'employee', { events: { resolved: 'pigeon' } })).toMatchObject({
      status: 400,
      body: fault('events.resolved'),
    })
  })
})
