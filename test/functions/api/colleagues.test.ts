import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
let minjis: string
let olivers: string
beforeAll(async () => {
  api = await startApi()
  minjis = await api.open({ title: 'Printer' }, { as: 'minji.kim' })
  olivers = await api.open({ title: 'Phone' }, { as: 'oliver.reed' })
})
afterAll(() => api.stop())

const admin = 'sora.han'
const letSee = async (colleaguesSee: string) => {
  const { version: _, ...settings } = (await api.ask('/api/v1/policy/settings', { as: admin })).body
  const changed = { ...settings, colleaguesSee }
  await api.ask('/api/v1/policy/settings', { as: admin, method: 'PUT', body: changed })
  // What decisions read is at most this old.
  api.pass(0.5)
}
const status = async (number: string, as: string) => (await api.ask(`/api/v1/incidents/${number}`, { as })).status
const listed = async (requester: string, as: string) => {
  const { status, body } = await api.ask(`/api/v1/incidents?requester=${requester}`, { as })
  return status === 200 ? body.items.map((item: { number: string }) => item.number) : status
}

describe('a desk that has said nothing', () => {
  test('shows nobody the tickets of others', async () => {
    expect([await status(minjis, 'yuna.choi'), await status(minjis, 'dohyun.lee')]).toEqual([404, 404])
    expect([await listed('reports', 'yuna.choi'), await listed('p-minji.kim', 'yuna.choi')]).toEqual([403, 403])
    expect(await listed('me', 'minji.kim')).toEqual([minjis])
  })
})

describe('a desk that lets managers see', () => {
  beforeAll(() => letSee('reports'))

  test('shows them the tickets of the people who report to them, one by one and together', async () => {
    expect([await status(minjis, 'yuna.choi'), await status(olivers, 'yuna.choi')]).toEqual([200, 404])
    expect(await listed('reports', 'yuna.choi')).toEqual([minjis])
    expect(await listed('p-minji.kim', 'yuna.choi')).toEqual([minjis])
    expect(await listed('reports', 'grace.kim')).toEqual([olivers])
  })

  test('lets them look only, and see nothing internal', async () => {
    await api.order(minjis, 'comments', { text: 'They call every day', visibility: 'internal' })
    const { body } = await api.ask(`/api/v1/incidents/${minjis}`, { as: 'yuna.choi' })
    expect(JSON.stringify(body)).not.toContain('every day')
    expect(body.legalMoves).toEqual([])
    for (const [command, sent] of [
      ['comments', { text: 'Me too' }],
      ['cancel', { reason: 'No' }],
      ['watch', {}],
    ] as const)
      expect([command, (await api.order(minjis, command, sent, { as: 'yuna.choi' })).status]).toEqual([command, 404])
  })

  test('shows nothing to others of the department, nor whether there is such a person', async () => {
    expect(await status(minjis, 'dohyun.lee')).toBe(404)
    const [known, unknown] = await Promise.all(
      ['p-minji.kim', 'p-nobody'].map((id) => api.ask(`/api/v1/incidents?requester=${id}`, { as: 'oliver.reed' })),
    )
    expect([known!.status, known!.body]).toEqual([403, unknown!.body])
  })
})

describe('a desk that lets departments see', () => {
  beforeAll(() => letSee('department'))

  test('shows tickets to colleagues and managers, and to nobody else', async () => {
    const readers = ['dohyun.lee', 'yuna.choi', 'oliver.reed']
    expect(await Promise.all(readers.map((as) => status(minjis, as)))).toEqual([200, 200, 404])
    expect(await listed('p-minji.kim', 'dohyun.lee')).toEqual([minjis])
  })

  test('tells a stranger nothing by the difference between numbers', async () => {
    const [there, gone] = await Promise.all(
      [minjis, 'INC-99999'].map((number) => api.ask(`/api/v1/incidents/${number}`, { as: 'oliver.reed' })),
    )
    expect(JSON.stringify(there).replaceAll(minjis, 'n')).toBe(JSON.stringify(gone).replaceAll('INC-99999', 'n'))
  })
})

describe('a person', () => {
  const minji = (as: string) => api.ask('/api/v1/people/p-minji.kim', { as })

  test('is a card to colleagues, a whole person to themselves and to administrators', async () => {
    const leaves = [{ from: '2026-12-24', to: '2026-12-26', note: 'Hospital' }]
    const changed = await api.ask('/api/v1/people/p-minji.kim', { as: admin, method: 'PATCH', body: { leaves } })
    expect(changed.status).toBe(200)
    const card = (await minji('oliver.reed')).body
    expect(Object.keys(card).sort()).toEqual([
      'addresses',
      'department',
      'id',
      'isActive',
      'location',
      'name',
      'version',
    ])
    const forTheDesk = (await minji('jihoon.park')).body
    expect(forTheDesk).toMatchObject({ manager: 'p-yuna.choi', leaves: [{ from: '2026-12-24', to: '2026-12-26' }] })
    expect(forTheDesk.leaves[0].note).toBeUndefined()
    expect(forTheDesk.preferences).toBeUndefined()
    for (const as of ['minji.kim', admin])
      expect((await minji(as)).body).toMatchObject({ leaves, preferences: { events: {} } })
  })

  test('has no second address for colleagues', async () => {
    const addresses = ['minji.kim@haneul.example', 'minji@home.example']
    await api.ask('/api/v1/people/p-minji.kim', { as: admin, method: 'PATCH', body: { addresses } })
    expect((await minji('oliver.reed')).body.addresses).toEqual(['minji.kim@haneul.example'])
    expect((await minji('jihoon.park')).body.addresses).toEqual(addresses)
  })
})

describe('a team', () => {
  const network = async (change: object, as: string) => {
    const {
      id: _,
      version: __,
      kind: ___,
      updatedAt: ____,
      updatedBy: _____,
      ...team
    } = (await api.ask('/api/v1/teams/network', { as: admin })).body
    return (await api.ask('/api/v1/teams/network', { as, method: 'PUT', body: { ...team, ...change } })).status
  }

  test('is changed by its lead, who names no other lead, and by no other agent', async () => {
    expect(await network({ location: 'Leeds' }, 'emma.clark')).toBe(200)
    expect(await network({ lead: 'p-jihoon.park' }, 'emma.clark')).toBe(403)
    expect(await network({ location: 'York' }, 'jihoon.park')).toBe(403)
    expect(await network({ lead: 'p-sora.han' }, admin)).toBe(200)
  })
})
