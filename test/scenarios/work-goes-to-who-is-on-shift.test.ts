import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

interface Team {
  readonly id: string
  readonly version: number
  readonly [field: string]: unknown
}

const ask = async <Body = Record<string, unknown>>(path: string, options: Parameters<TestDesk['api']>[1] = {}) => {
  const answer = await desk.api(`/api/v1${path}`, { as: 'admin', ...options })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body }
}

interface Preview {
  readonly chosen: string | null
  readonly considered: readonly { readonly id: string; readonly name: string; readonly reason: string }[]
}

/** Who would get the next ticket at an instant, and why the others would not. */
const preview = async (team: string, at: string): Promise<[string | null, Record<string, string>]> => {
  const { body } = await ask<Preview>(`/teams/${team}/assignment?at=${encodeURIComponent(at)}`, { as: 'agent' })
  return [body.chosen, Object.fromEntries(body.considered.map(({ id, reason }) => [id, reason]))]
}

/** The team as it is, with changes, as a PUT wants it. */
const change = async (id: string, over: object) => {
  const { id: _, version, ...fields } = (await ask<Team>(`/teams/${id}`)).body
  return ask<Team>(`/teams/${id}`, {
    method: 'PUT',
    body: { ...fields, ...over },
    headers: { 'if-match': `"${version}"` },
  })
}

/** A Tuesday. */
const seoulMorning = '2026-11-24T10:00:00+09:00'
const londonAfternoon = '2026-11-24T15:00:00Z'
const night = '2026-11-24T20:00:00Z'

describe('the service desk of the company', () => {
  test('leaves its tickets to whoever takes them, and shows who could', async () => {
    expect(await preview('service-desk', seoulMorning)).toEqual([
      null,
      { 'p-jihoon.park': 'available', 'p-emma.clark': 'off-shift' },
    ])
  })

  test('told to assign by load, gives them to who is on shift, in Seoul and in London', async () => {
    expect(await change('service-desk', { assignment: { method: 'least-loaded', capacity: 20 } })).toMatchObject({
      status: 200,
    })
    expect(await preview('service-desk', seoulMorning)).toEqual([
      'p-jihoon.park',
      { 'p-jihoon.park': 'chosen-least-loaded', 'p-emma.clark': 'off-shift' },
    ])
    expect((await preview('service-desk', londonAfternoon))[0]).toBe('p-emma.clark')
    expect(await preview('service-desk', night)).toEqual([
      null,
      { 'p-jihoon.park': 'off-shift', 'p-emma.clark': 'off-shift' },
    ])
  })

  test('gives nothing to who is on leave or has left, and says so', async () => {
    const leaves = [{ from: '2026-11-24', to: '2026-11-25' }]
    await ask('/people/p-jihoon.park', { method: 'PATCH', body: { leaves } })
    expect((await preview('service-desk', seoulMorning))[1]).toMatchObject({ 'p-jihoon.park': 'on-leave' })
    await ask('/people/p-jihoon.park', { method: 'PATCH', body: { leaves: [] } })
    await ask('/people/p-emma.clark/deactivate', { body: {} })
    expect(await preview('service-desk', londonAfternoon)).toEqual([
      null,
      { 'p-jihoon.park': 'off-shift', 'p-emma.clark': 'inactive' },
    ])
    await ask('/people/p-emma.clark/activate', { body: {} })
  })

  test('gives what takes a skill to who has it', async () => {
    const at = encodeURIComponent(seoulMorning)
    const asked = await ask<Preview>(`/teams/service-desk/assignment?needs=network&at=${at}`)
    expect(asked.body).toMatchObject({ chosen: null, considered: [{ reason: 'lacks-skill' }, { reason: 'off-shift' }] })
  })
})

describe('a team', () => {
  const night = { fri: [{ from: '22:00', to: '06:00' }] }
  const team = (id: string, over: object = {}) => ({
    id,
    name: 'Night',
    zone: 'Asia/Seoul',
    members: [{ id: 'p-sora.han', shift: night }],
    assignment: { method: 'round-robin' },
    ...over,
  })

  test('works over midnight', async () => {
    expect(await ask('/teams', { body: team('night') })).toMatchObject({
      status: 201,
      body: { id: 'night', version: 1 },
    })
    expect((await preview('night', '2026-11-28T05:30:00+09:00'))[0]).toBe('p-sora.han')
    expect((await preview('night', '2026-11-28T06:00:00+09:00'))[0]).toBeNull()
  })

  test('is made once under one Idempotency-Key, and never twice under one id', async () => {
    const headers = { 'idempotency-key': 'team-1' }
    const first = await ask('/teams', { body: team('once'), headers })
    const second = await ask('/teams', { body: team('once'), headers })
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true'])
    expect(await ask('/teams', { body: team('once') })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'id' }] },
    })
  })

  test('is changed by who has seen it as it is, and every change is kept', async () => {
    await ask('/teams', { body: team('kept') })
    expect(await change('kept', { name: 'Later' })).toMatchObject({ status: 200, body: { version: 2 } })
    const { id: _, ...fields } = team('kept')
    const stale = await ask('/teams/kept', { method: 'PUT', body: fields, headers: { 'if-match': '"1"' } })
    expect([stale.status, stale.body.detail]).toEqual([412, expect.stringContaining('version 2')])
    const history = await ask<{ items: readonly object[] }>('/teams/kept/history')
    expect(history.body.items).toMatchObject([
      { version: 2, by: { id: 'p-sora.han' }, value: { name: 'Later' } },
      { version: 1, value: { name: 'Night' } },
    ])
    expect(await ask('/teams/kept/history', { as: 'agent' })).toMatchObject({ status: 403 })
  })

  test.each([
    [{ members: [{ id: 'p-nobody' }] }, 'members.0.id'],
    [{ members: [{ id: 'p-minji.kim' }] }, 'members.0.id'],
    [{ members: [{ id: 'p-sora.han', shift: { mon: [{ from: '9', to: '10:00' }] } }] }, 'members.0.shift.mon.0.from'],
    [{ lead: 'p-nobody' }, 'lead'],
    [{ zone: 'Nowhere' }, 'zone'],
    [{ assignment: { method: 'dice' } }, 'assignment.method'],
    [{ assignment: { method: 'manual', capacity: 0 } }, 'assignment.capacity'],
    [{ id: 'Not An Id' }, 'id'],
  ])('is not made with %j, and the answer names the field', async (over, field) => {
    expect(await ask('/teams', { body: team('refused', over) })).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    })
    expect(await ask('/teams/refused')).toMatchObject({ status: 404 })
  })

  test('is read by agents and changed by administrators', async () => {
    expect(await ask('/teams', { as: 'agent', body: team('mine') })).toMatchObject({ status: 403 })
    const listed = await ask<{ items: readonly { id: string }[] }>('/teams?limit=100', { as: 'agent' })
    expect(listed.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining(['service-desk', 'network']))
    expect(await ask('/teams/network/assignment', { as: 'employee' })).toMatchObject({ status: 403 })
    expect(await ask('/teams/nowhere/assignment')).toMatchObject({ status: 404 })
    expect(await ask('/teams/network/assignment?at=soon')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'at' }] },
    })
  })
})
