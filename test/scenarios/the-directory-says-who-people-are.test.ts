import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { enterprise, newUser, patch, provision } from '../support/scim.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const person = async (id: string) => (await ask(desk, `/people/${id}`, { as: 'admin' })).body
const create = async (id: string, mail: string, more: object = {}): Promise<string> => {
  const made = await provision(desk, 'POST', '/Users', newUser(id, mail, more))
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.id
}
const found = async (filter: string) =>
  (await provision(desk, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)).body

describe('a connection test', () => {
  test('asks for somebody whom there is not, and for what the desk understands', async () => {
    expect(await found('userName eq "nobody-at-all"')).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    })
    expect((await provision(desk, 'GET', '/Users?startIndex=1&count=1')).body).toMatchObject({ itemsPerPage: 1 })
    const { body, headers } = await provision(desk, 'GET', '/Schemas')
    expect(headers.get('content-type')).toBe('application/scim+json')
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual([
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      enterprise,
      'urn:ietf:params:scim:schemas:extension:haneul:2.0:User',
    ])
    expect((await provision(desk, 'GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true } })
    expect((await provision(desk, 'GET', '/ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users' })
  })

  test('is answered to a program whose token was made for people, which makes nobody more than an employee', async () => {
    const fields = { language: 'en', timeZone: 'UTC' }
    const program = { ...fields, name: 'Entra ID', role: 'integration', addresses: ['entra@haneul.example'] }
    const { id } = (await ask(desk, '/people', { as: 'admin', body: program })).body
    const bearing = async (...scopes: string[]) => {
      const made = await ask(desk, `/people/${id}/tokens`, { as: 'admin', body: { name: 'SCIM', scopes } })
      return { authorization: `Bearer ${made.body.token}` }
    }
    const headers = await bearing('people:write')
    const body = newUser('id-program', 'brought.in@haneul.example')
    expect((await desk.api('/scim/v2/Users', { headers, body })).status).toBe(201)
    for (const other of ['people:read', 'tickets:write'])
      expect((await desk.api('/scim/v2/Users', { headers: await bearing(other) })).status).toBe(403)
    const more = { ...fields, name: 'More', role: 'administrator', addresses: ['more@haneul.example'] }
    expect(await ask(desk, '/people', { headers, body: more })).toMatchObject({ status: 403 })
    expect((await ask(desk, '/people', { headers, body: { ...more, role: 'employee' } })).status).toBe(201)
  })

  test('is refused to an agent and to nobody, in the words of SCIM', async () => {
    expect(await provision(desk, 'GET', '/Users', undefined, 'agent')).toMatchObject({
      status: 403,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '403' },
    })
    const none = await desk.api('/scim/v2/Users', { headers: { authorization: 'Bearer hnl_nothing' } })
    expect([none.status, none.headers.get('content-type')]).toEqual([401, 'application/scim+json'])
  })

  test('that asks for what would have to read everybody is told what can be asked', async () => {
    expect(await provision(desk, 'GET', '/Users?filter=displayName%20co%20%22a%22')).toMatchObject({
      status: 400,
      body: { scimType: 'invalidFilter', detail: expect.stringContaining('userName') },
    })
  })
})

describe('somebody whom the directory brings', () => {
  test('is known with everything it says, under the name that it shows', async () => {
    const boss = await create('id-boss', 'boss@haneul.example')
    const id = await create('id-1', 'seojun.yoon@haneul.example', {
      displayName: '윤서준',
      preferredLanguage: 'ko-KR',
      timezone: 'Asia/Seoul',
      addresses: [{ type: 'work', formatted: '서울 본사' }],
      [enterprise]: { department: '재무팀', manager: boss, employeeNumber: '17' },
    })
    expect(await person(id)).toMatchObject({
      directoryId: 'id-1',
      name: '윤서준',
      addresses: ['seojun.yoon@haneul.example'],
      role: 'employee',
      language: 'ko',
      timeZone: 'Asia/Seoul',
      department: '재무팀',
      location: '서울 본사',
      manager: boss,
      isActive: true,
    })
    for (const filter of [
      'externalId eq "id-1"',
      'userName eq "SEOJUN.YOON@haneul.example"',
      'emails[type eq "work"].value eq "seojun.yoon@haneul.example"',
      'userName eq "seojun.yoon@haneul.example" and active eq true',
    ])
      expect(await found(filter), filter).toMatchObject({
        totalResults: 1,
        Resources: [{ id, [enterprise]: { employeeNumber: '17' } }],
      })
    expect(await provision(desk, 'POST', '/Users', newUser('id-1', 'other@haneul.example'))).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness', detail: expect.stringContaining('윤서준') },
    })
  })

  test('stays the same through another name, department, manager and address', async () => {
    const id = await create('id-2', 'before@haneul.example', {
      [enterprise]: { department: 'IT', manager: { value: 'p-grace.kim' } },
    })
    const renamed = await patch(
      desk,
      `/Users/${id}`,
      { op: 'Replace', path: 'displayName', value: 'Ada After' },
      { op: 'Replace', path: 'userName', value: 'after@haneul.example' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'after@haneul.example' },
      { op: 'Add', path: 'emails[type eq "other"].value', value: 'ada@haneul.example' },
      { op: 'Replace', path: `${enterprise}:department`, value: 'HR' },
      { op: 'Replace', path: `${enterprise}:manager`, value: 'p-yuna.choi' },
    )
    expect(renamed).toMatchObject({
      status: 200,
      body: { id, externalId: 'id-2', displayName: 'Ada After', active: true },
    })
    expect(await person(id)).toMatchObject({
      directoryId: 'id-2',
      name: 'Ada After',
      addresses: ['after@haneul.example', 'ada@haneul.example'],
      department: 'HR',
      manager: 'p-yuna.choi',
    })
    expect(await found('userName eq "before@haneul.example"')).toMatchObject({ totalResults: 0 })
    await patch(desk, `/Users/${id}`, {
      op: 'replace',
      value: {
        'name.familyName': 'X',
        displayName: 'Ada X',
        [enterprise]: { department: 'Legal' },
        [`${enterprise}:manager`]: '',
      },
    })
    const now = await person(id)
    expect(now).toMatchObject({ name: 'Ada X', department: 'Legal' })
    expect(now.manager).toBeUndefined()
  })

  test('keeps what the desk knows better until the directory says something new', async () => {
    const id = await create('id-3', 'zone@haneul.example')
    await ask(desk, `/people/${id}`, {
      as: 'admin',
      method: 'PATCH',
      body: { timeZone: 'Europe/London', language: 'ko' },
    })
    await patch(desk, `/Users/${id}`, { op: 'Replace', path: 'title', value: 'Dr.' })
    expect(await person(id)).toMatchObject({ timeZone: 'Europe/London', language: 'ko' })
    await patch(desk, `/Users/${id}`, { op: 'Add', path: 'timezone', value: 'America/New_York' })
    expect(await person(id)).toMatchObject({ timeZone: 'America/New_York', language: 'ko' })
  })

  test('is the guest who wrote before, with what they wrote', async () => {
    await desk.send({ from: 'Newcomer <newcomer@haneul.example>', subject: 'My first day', text: 'Hello' })
    const ticket = await until('the ticket', async () =>
      (await desk.tickets()).find(({ title }) => title === 'My first day'),
    )
    const id = await create('id-4', 'newcomer@haneul.example', { displayName: 'New Comer' })
    expect(id).toBe(ticket.requester.id)
    expect(await person(id)).toMatchObject({ role: 'employee', name: 'New Comer', directoryId: 'id-4' })
  })

  test('does not get the address of somebody who is there, and gets that of somebody who left', async () => {
    expect(await provision(desk, 'POST', '/Users', newUser('id-5', 'minji.kim@haneul.example'))).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness', detail: expect.stringContaining('김민지') },
    })
    const left = await create('id-6', 'sales@haneul.example')
    await patch(desk, `/Users/${left}`, { op: 'Replace', path: 'active', value: 'False' })
    const heir = await create('id-7', 'sales@haneul.example')
    expect(heir).not.toBe(left)
    expect(await found('userName eq "sales@haneul.example"')).toMatchObject({
      totalResults: 1,
      Resources: [{ id: heir }],
    })
    expect(await person(left)).toMatchObject({ isActive: false, addresses: [] })
  })

  test('is one person, however many requests bring them at once', async () => {
    const made = await Promise.all(
      ['id-8', 'id-8', 'id-9'].map((id) => provision(desk, 'POST', '/Users', newUser(id, 'race@haneul.example'))),
    )
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(await found('userName eq "race@haneul.example"')).toMatchObject({ totalResults: 1 })
  })
})

describe('somebody disabled', () => {
  test('is locked out by the next request, and the same person with all their wishes when they come back', async () => {
    const id = 'p-minji.kim'
    await ask(desk, '/people/me/preferences', {
      as: 'employee',
      method: 'PUT',
      body: { events: { resolved: 'digest' } },
    })
    const number = await openFor(desk, 'Mine for ever')
    await patch(desk, `/Users/${id}`, { op: 'Add', path: 'externalId', value: 'id-minji' })
    expect(await patch(desk, `/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })).toMatchObject({
      status: 200,
      body: { id, active: false },
    })
    expect((await desk.api('/api/v1/people/me', { as: 'employee' })).status).toBe(401)
    expect((await provision(desk, 'GET', `/Users/${id}`)).body).toMatchObject({ active: false })
    await patch(desk, `/Users/${id}`, { op: 'Replace', path: 'active', value: 'True' })
    expect((await ask(desk, '/people/me', { as: 'employee' })).body).toMatchObject({
      id,
      isActive: true,
      addresses: ['minji.kim@haneul.example'],
      preferences: { events: { resolved: 'digest' } },
    })
    expect((await desk.ticket(number)).requester.id).toBe(id)
  })

  test('is no other person, whatever the directory makes of an old user name', async () => {
    const id = await create('id-10', 'old@haneul.example')
    await patch(desk, `/Users/${id}`, { op: 'Replace', path: 'active', value: false })
    const other = await patch(
      desk,
      `/Users/${id}`,
      { op: 'Replace', path: 'externalId', value: 'id-11' },
      { op: 'Replace', path: 'active', value: true },
    )
    expect(other).toMatchObject({ status: 409 })
    expect(await person(id)).toMatchObject({ isActive: false, directoryId: 'id-10' })
  })

  test('and deleted is gone for the directory; their history stays, and they may come back', async () => {
    const id = await create('id-12', 'gone@haneul.example')
    expect((await provision(desk, 'DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await provision(desk, 'GET', `/Users/${id}`)).status).toBe(404)
    expect(await found('externalId eq "id-12"')).toMatchObject({ totalResults: 0 })
    expect(await person(id)).toMatchObject({ isActive: false, addresses: ['gone@haneul.example'] })
    expect(await create('id-12', 'gone@haneul.example')).toBe(id)
    expect(await person(id)).toMatchObject({ isActive: true })
  })
})

test('an unreadable request is refused and changes nothing', async () => {
  const id = await create('id-13', 'stays@haneul.example')
  const before = await person(id)
  for (const operation of [
    { op: 'Add', path: 'shoeSize', value: '43' },
    { op: 'Replace', path: 'active', value: 'perhaps' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'no address' },
    { op: 'Explode', path: 'active', value: true },
  ])
    expect(await patch(desk, `/Users/${id}`, operation), JSON.stringify(operation)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/.{10}/) },
    })
  expect(await person(id)).toEqual(before)
})
