import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const as = 'sora.han'
const bring = async (body: object) => {
  const answer = await api.ask('/api/v1/people/import', { as, body })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
const csv = (...lines: string[]) => lines.join('\n')
const everybody = async () => (await api.ask('/api/v1/people?limit=100', { as })).body.items
const outcomes = (body: { rows: { outcome: string }[] }) => body.rows.map(({ outcome }) => outcome)

const file = csv(
  'objectId,displayName,mail,department,manager,accountEnabled',
  'id-1,김민지,minji.kim@haneul.example,인사팀,yuna.choi@haneul.example,true',
  'id-2,"Doe, Jane",jane@haneul.example,Sales,id-1,true',
  'id-3,Wrong,no address,Sales,,true',
  'id-2,Twice,twice@haneul.example,,,true',
  'id-4,Never Here,never@haneul.example,,,false',
)

describe('a file of people', () => {
  test('tried says for each row what it would do, and does nothing', async () => {
    const before = await everybody()
    const tried = await bring({ csv: file, dryRun: true })
    expect(outcomes(tried)).toEqual(['changed', 'created', 'refused', 'refused', 'unchanged'])
    expect(tried.rows[0].changes).toEqual([
      { field: 'directoryId', after: 'id-1' },
      { field: 'department', before: '재무팀', after: '인사팀' },
    ])
    expect(tried.rows[2].reason).toContain('no address')
    expect(tried.rows[3].reason).toContain('row 2')
    expect(await everybody()).toEqual(before)
  })

  test('does exactly that, and the second time nothing', async () => {
    const done = await bring({ csv: file, dryRun: false })
    expect(outcomes(done)).toEqual(['changed', 'created', 'refused', 'refused', 'unchanged'])
    const { id } = done.rows[1]
    expect((await api.ask(`/api/v1/people/${id}`, { as })).body).toMatchObject({
      name: 'Doe, Jane',
      manager: 'p-minji.kim',
    })
    expect((await api.ask('/api/v1/people/p-minji.kim', { as })).body).toMatchObject({
      directoryId: 'id-1',
      department: '인사팀',
    })
    const before = await everybody()
    expect(outcomes(await bring({ csv: file, dryRun: false }))).toEqual([
      'unchanged',
      'unchanged',
      'refused',
      'refused',
      'unchanged',
    ])
    expect(await everybody()).toEqual(before)
  })

  test('knows people by their id in the directory, whatever else has changed', async () => {
    const moved = csv('objectId;displayName;mail', 'id-2;Jane Roe;roe@haneul.example')
    const done = await bring({ csv: moved, dryRun: false })
    expect(done.rows).toMatchObject([{ outcome: 'changed', name: 'Jane Roe' }])
    const [found] = (await api.ask('/api/v1/people?address=roe@haneul.example', { as })).body.items
    expect((await api.ask(`/api/v1/people/${found.id}`, { as })).body).toMatchObject({
      directoryId: 'id-2',
      manager: 'p-minji.kim',
    })
    expect((await api.ask('/api/v1/people?address=jane@haneul.example', { as })).body.items).toEqual([])
  })

  test('takes no address from somebody who is there', async () => {
    const stolen = csv('objectId,mail', 'id-9,roe@haneul.example')
    expect((await bring({ csv: stolen, dryRun: false })).rows).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('Jane Roe') },
    ])
  })

  test('is carried out page by page', async () => {
    const lines = Array.from({ length: 5 }, (_, i) => `page-${i},page${i}@haneul.example`)
    const long = csv('objectId,mail', ...lines)
    const first = await bring({ csv: long, dryRun: false, limit: 3 })
    expect([first.rows.length, first.total, first.next]).toEqual([3, 5, 4])
    const second = await bring({ csv: long, dryRun: false, from: first.next, limit: 3 })
    expect([second.rows.length, second.next]).toEqual([2, null])
  })

  test('that deactivates too many is stopped, and trying it says so', async () => {
    const lines = Array.from({ length: 7 }, (_, i) => `mass-${i},mass${i}@haneul.example`)
    await bring({ csv: csv('objectId,mail', ...lines), dryRun: false })
    const away = csv('objectId,accountEnabled', ...Array.from({ length: 7 }, (_, i) => `mass-${i},false`))
    const expected = [...Array(5).fill('changed'), 'refused', 'refused']
    expect(outcomes(await bring({ csv: away, dryRun: true }))).toEqual(expected)
    const done = await bring({ csv: away, dryRun: false })
    expect(outcomes(done)).toEqual(expected)
    expect(done.rows[6].reason).toContain('administrator')
    expect((await api.ask('/api/v1/directory/safety', { as })).body).toMatchObject({ state: 'stopped', limit: 5 })
  })

  test('is brought by administrators alone, and is a file', async () => {
    expect((await api.ask('/api/v1/people/import', { body: { csv: file, dryRun: true } })).status).toBe(403)
    for (const body of [{ dryRun: true }, { csv: '', dryRun: true }, { csv: 'a,"b', dryRun: true }, { csv: file }])
      expect((await api.ask('/api/v1/people/import', { as, body })).status, JSON.stringify(body)).toBe(400)
  })
})

test('an answer of Microsoft Graph brings and takes people, and says where to go on', async () => {
  api.pass(120)
  const value = [{ id: 'graph-1', displayName: 'Graph One', mail: 'graph1@haneul.example', accountEnabled: true }]
  const made = await bring({ graph: { value, '@odata.deltaLink': 'https://graph.example/delta' }, dryRun: false })
  expect(made).toMatchObject({
    rows: [{ outcome: 'created', name: 'Graph One' }],
    deltaLink: 'https://graph.example/delta',
  })
  await api.ask('/api/v1/directory/safety/dismiss', { as, body: { stop: 1 } })
  const removed = { value: [{ id: 'graph-1', '@removed': { reason: 'deleted' } }] }
  expect((await bring({ graph: removed, dryRun: false })).rows).toMatchObject([{ outcome: 'changed' }])
  expect((await api.ask(`/api/v1/people/${made.rows[0].id}`, { as })).body).toMatchObject({
    isActive: false,
    name: 'Graph One',
  })
})
