import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const save = (body: object, as = 'jihoon.park') => api.ask('/api/v1/filters', { as, body })
const names = async (as = 'jihoon.park') =>
  (await api.ask('/api/v1/filters', { as })).body.items.map(
    ({ scope, name }: { scope: string; name: string }) => `${scope} ${name}`,
  )
const late = { name: 'Late', query: { assignee: 'me', sort: 'due' } }

describe('a list of incidents under a name', () => {
  test('is there for whom it was kept: oneself, a team, or the desk', async () => {
    await save(late)
    await save(
      { ...late, scope: 'team-network', name: 'Nobody’s', query: { team: 'network', assignee: 'none' } },
      'emma.clark',
    )
    await save({ ...late, scope: 'desk', name: 'Waiting', query: { state: 'on_hold' } }, 'sora.han')
    expect(await names()).toEqual(['me Late', 'desk Waiting'])
    expect(await names('emma.clark')).toEqual(['team-network Nobody’s', 'desk Waiting'])
  })

  test('replaces the one of the same name, and is removed once', async () => {
    const first = await save({ ...late, name: 'Mine' })
    const second = await save({ name: 'Mine', query: { state: 'new' } })
    expect(second.body).toMatchObject({ id: first.body.id, query: { state: 'new' } })
    const path = `/api/v1/filters/me/${first.body.id}`
    expect((await api.ask(path, { method: 'DELETE' })).status).toBe(204)
    expect((await api.ask(path, { method: 'DELETE' })).status).toBe(404)
    expect(await names()).toEqual(['me Late', 'desk Waiting'])
  })

  test('is one that the list takes', async () => {
    expect(await save({ name: 'x', query: { state: 'lost' } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'state.0' }] },
    })
    expect((await save({ name: 'x', query: { cursor: 'abc' } })).status).toBe(400)
  })

  test('is changed for others by those alone whose it is', async () => {
    expect((await save({ ...late, scope: 'desk' })).status).toBe(403)
    expect((await save({ ...late, scope: 'team-network' })).status).toBe(403)
    expect((await save(late, 'minji.kim')).status).toBe(403)
  })
})
