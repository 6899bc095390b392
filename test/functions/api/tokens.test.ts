import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSession, sessionsOf } from '../../../lib/desk/sessions.ts'
import { Person } from '../../../lib/people/person.ts'
import { type Asking, startApi, type TestApi } from '../../support/api.ts'

const robot = Person.parse({
  id: 'p-robot',
  name: 'HR import',
  addresses: ['robot@haneul.example'],
  role: 'integration',
  language: 'en',
  timeZone: 'Asia/Seoul',
})

let api: TestApi
beforeAll(async () => {
  api = await startApi([robot])
})
afterAll(() => api.stop())

const make = async (body: object, as = 'jihoon.park', whose = 'me') =>
  api.ask(`/api/v1/people/${whose}/tokens`, { as, body: { name: 'Monitor', scopes: ['tickets:read'], ...body } })
const bearing = (token: string, path: string, asking: Asking = {}) =>
  api.ask(path, { ...asking, headers: { authorization: `Bearer ${token}` } })

describe('a token that somebody made', () => {
  test('is shown once, and nothing of it is stored but its hash', async () => {
    const made = await make({ name: 'Nightly report' })
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Nightly report', isLive: true, scopes: ['tickets:read'] },
    })
    expect(made.body.token).toMatch(/^hnl_[\w-]{43}$/)
    const listed = await api.ask('/api/v1/people/me/tokens')
    expect(JSON.stringify(listed.body)).toContain('Nightly report')
    expect(JSON.stringify(listed.body)).not.toContain(made.body.token)
    expect(listed.body.items[0].end).toBe(made.body.token.slice(-4))
  })

  test('does what its scopes cover, and is told which scope it lacks', async () => {
    const { token } = (await make({})).body
    expect((await bearing(token, '/api/v1/incidents')).status).toBe(200)
    const refused = await bearing(token, '/api/v1/incidents', { body: { title: 'No' } })
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('tickets:write') } })
    expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope", scope="tickets:write"')
    expect((await bearing(token, '/api/v1/people')).body.detail).toContain('people:read')
    const writer = (await make({ scopes: ['tickets:write'] })).body.token
    expect((await bearing(writer, '/api/v1/incidents', { body: { title: 'Yes' } })).status).toBe(201)
    expect((await bearing(writer, '/api/v1/incidents')).status).toBe(200)
  })

  test('for reading reads who changed the rules, where its person may', async () => {
    const { token } = (await make({ scopes: ['desk:read'] }, 'sora.han')).body
    for (const rules of ['policy/settings', 'policy/digest', 'slas', 'calendars/korea', 'mail-templates/comment/en'])
      expect([rules, (await bearing(token, `/api/v1/${rules}/history`)).status]).toEqual([rules, 200])
  })

  test('never does more than its person may', async () => {
    const { token } = (await make({ scopes: ['desk:write', 'people:write'] }, 'minji.kim')).body
    expect((await bearing(token, '/api/v1/people', { body: { name: 'x' } })).status).toBeGreaterThanOrEqual(400)
    expect((await bearing(token, '/api/v1/audit?person=p-sora.han')).status).toBe(403)
  })

  test('makes no other token, reads and revokes none, and signs nobody out', async () => {
    const { token, id } = (await make({ scopes: ['people:write', 'desk:write'] }, 'sora.han')).body
    const body = { name: 'Escape', scopes: ['desk:write'] }
    for (const [path, asking] of [
      ['/api/v1/people/me/tokens', { body }],
      ['/api/v1/people/me/tokens', {}],
      [`/api/v1/tokens/${id}/revoke`, { method: 'POST' }],
      ['/api/v1/people/me/sessions/end', { body: {} }],
    ] as const)
      expect([path, (await bearing(token, path, asking)).status]).toEqual([path, 403])
  })

  test('expires on its day, and says so', async () => {
    const { token } = (await make({ days: 1 })).body
    api.pass(24 * 60 - 1)
    expect((await bearing(token, '/api/v1/incidents')).status).toBe(200)
    api.pass(1)
    expect(await bearing(token, '/api/v1/incidents')).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('expired on 2026-11-25') },
    })
  })

  test('opens nothing once it is revoked; who made, used and revoked it when stays on record', async () => {
    const { token, id } = (await make({ name: 'Leaked' })).body
    await bearing(token, '/api/v1/incidents')
    expect((await api.ask(`/api/v1/tokens/${id}/revoke`, { method: 'POST', as: 'minji.kim' })).status).toBe(404)
    expect(await api.ask(`/api/v1/tokens/${id}/revoke`, { method: 'POST', as: 'sora.han' })).toMatchObject({
      status: 200,
      body: { isLive: false, version: 2 },
    })
    expect((await bearing(token, '/api/v1/incidents')).body.detail).toContain('"Leaked" was revoked')
    const [found] = (await api.ask('/api/v1/people/me/tokens')).body.items
    expect(found).toMatchObject({ id, madeBy: { id: 'p-jihoon.park' }, revokedAt: api.now, firstUsedAt: api.now })
    const audit = await api.ask(`/api/v1/audit?record=api-token/${id}`, { as: 'sora.han' })
    const changes = audit.body.items.filter(({ did }: { did: string }) => did === 'changed')
    expect(changes.map(({ by }: { by: { id: string } }) => by.id)).toEqual(['p-sora.han', 'p-jihoon.park'])
  })

  test('is known to have been used, to the hour', async () => {
    const { token, id } = (await make({})).body
    const use = async () =>
      (await api.ask('/api/v1/people/me/tokens')).body.items.find((one: { id: string }) => one.id === id)
    expect((await use()).lastUsedAt).toBeUndefined()
    await bearing(token, '/api/v1/incidents')
    const first = api.now
    api.pass(120)
    await bearing(token, '/api/v1/incidents')
    expect(await use()).toMatchObject({ firstUsedAt: first, lastUsedAt: `${api.now.slice(0, 13)}:00:00.000Z` })
  })

  test('acts in its person’s name, and the desk sees by which token', async () => {
    const { token, end } = (await make({ scopes: ['tickets:write'] })).body
    const { number } = (await bearing(token, '/api/v1/incidents', { body: { title: 'By a script' } })).body
    expect((await api.read(number)).timeline[0].by).toMatchObject({ id: 'p-jihoon.park', via: `token ${end}` })
  })

  test.each([
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ days: 366 }, 'days'],
    [{ days: 0 }, 'days'],
    [{ name: ' ' }, 'name'],
    [{ scope: 'tickets:read' }, 'scope'],
  ])('is not made with %j, and the field is named', async (body, field) => {
    expect(await make(body)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })
})

describe('a token that asks too often', () => {
  test('is told when to go on, and others are not held up', async () => {
    const { token } = (await make({ requestsPerMinute: 3 }, 'sora.han', robot.id)).body
    const ask = () => bearing(token, '/api/v1/incidents')
    const first = await ask()
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"token";q=3;w=60' })
    expect(first.headers.ratelimit).toMatch(/^"token";r=2;t=\d+$/)
    await ask()
    expect((await ask()).headers.ratelimit).toMatch(/;r=0;/)
    const refused = await ask()
    expect(refused).toMatchObject({ status: 429, body: { type: 'urn:haneul:problem:too-many' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers.ratelimit).toMatch(/;r=0;/)
    expect((await api.ask('/api/v1/incidents')).status).toBe(200)
    api.pass(2)
    expect((await ask()).status).toBe(200)
  })

  test('gets another limit from administrators only', async () => {
    expect((await make({ requestsPerMinute: 5000 })).status).toBe(403)
  })
})

describe('tokens of others', () => {
  test('are made for integrations by administrators, and for nobody else', async () => {
    expect((await make({}, 'sora.han', robot.id)).status).toBe(201)
    expect((await make({}, 'sora.han', 'p-jihoon.park')).status).toBe(403)
    expect((await make({}, 'jihoon.park', robot.id)).status).toBe(404)
    expect((await make({}, 'sora.han', 'p-nobody')).status).toBe(404)
  })

  test('are seen by administrators, and by nobody else', async () => {
    await make({ name: 'Of Jihoon' })
    const everybody = await api.ask('/api/v1/tokens?limit=100', { as: 'sora.han' })
    expect(everybody.body.items.map(({ name }: { name: string }) => name)).toContain('Of Jihoon')
    expect((await api.ask('/api/v1/people/p-jihoon.park/tokens', { as: 'sora.han' })).status).toBe(200)
    expect((await api.ask('/api/v1/people/p-jihoon.park/tokens', { as: 'emma.clark' })).status).toBe(404)
    expect((await api.ask('/api/v1/tokens')).status).toBe(403)
  })

  test('die with their person’s access, and so does what was signed in', async () => {
    const { token } = (await make({}, 'dohyun.lee')).body
    await api.ask('/api/v1/people/p-dohyun.lee/deactivate', { method: 'POST', as: 'sora.han' })
    expect((await bearing(token, '/api/v1/incidents')).status).toBe(401)
  })
})

describe('where somebody is signed in', () => {
  test('is listed with browser and time, and ended one by one or everywhere, by them or an administrator', async () => {
    const begin = (id: string) =>
      beginSession(api.store, 'p-emma.clark', { id, secret: id, browser: `Firefox ${id}`, at: api.now })
    for (const id of ['one', 'two', 'three', 'four']) await begin(id)
    const list = () => api.ask('/api/v1/people/me/sessions', { as: 'emma.clark' })
    expect((await list()).body.items).toHaveLength(4)
    expect((await list()).body.items[0]).toEqual({
      id: expect.any(String),
      browser: expect.stringContaining('Firefox'),
      startedAt: api.now,
      seenAt: api.now,
      endsAt: new Date(Date.parse(api.now) + 12 * 3_600_000).toISOString(),
    })
    const end = (path: string, asking: Asking) => api.ask(`/api/v1/people/p-emma.clark/sessions${path}`, asking)
    expect((await end('/one/end', { method: 'POST', as: 'jihoon.park' })).status).toBe(404)
    expect((await end('/one/end', { method: 'POST', as: 'emma.clark' })).status).toBe(200)
    expect((await end('/end', { body: { but: 'two' }, as: 'emma.clark' })).body).toEqual({ ended: 2 })
    expect((await end('/end', { body: {}, as: 'sora.han' })).body).toEqual({ ended: 1 })
    expect(await sessionsOf(api.store, 'p-emma.clark', api.now)).toEqual([])
  })
})
