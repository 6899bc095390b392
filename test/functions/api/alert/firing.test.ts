import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertDeskOver, fires, recovers } from '../../../support/alert-desk.ts'
import { startApi, type TestApi } from '../../../support/api.ts'

describe('a desk with alerts of two sources', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi()
    const as = 'sora.han'
    for (const id of ['north', 'south']) await api.ask('/api/v1/alert-sources', { as, body: { id, name: id } })
    const service = { name: 'Shop', criticality: 1, identifiers: ['web-9'] }
    await api.ask('/api/v1/services/shop', { as, method: 'PUT', body: service })
    const desk = alertDeskOver(api.store)
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await desk.take(desk.delivery('north', fires(name)))
    await desk.take(desk.delivery('south', fires('shop', { host: 'web-9' })))
    await desk.take(desk.delivery('south', fires('over')))
    await desk.take(desk.delivery('south', recovers('over')))
  })
  afterAll(() => api.stop())

  const titles = async (query: string) =>
    (await api.ask(`/api/v1/alerts${query}`)).body.items.map(({ title }: { title: string }) => title).sort()

  test('lists what fires, and nothing that is over', async () => {
    const { body } = await api.ask('/api/v1/alerts?limit=100')
    expect(body.items).toHaveLength(7)
    expect(body.cursor).toBeNull()
    expect(await titles('?limit=100')).not.toContain('over is down')
  })

  test('lists it by source, and by service', async () => {
    expect(await titles('?source=south&limit=100')).toEqual(['shop is down'])
    expect(await titles('?service=shop&limit=100')).toEqual(['shop is down'])
    expect(await titles('?source=north&service=shop&limit=100')).toEqual([])
  })

  test('lists it page by page, each alert once', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 20; pages++) {
      const { body } = await api.ask(`/api/v1/alerts?limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      if (body.cursor === null) break
      cursor = body.cursor
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  test('refuses a cursor that it never gave', async () => {
    expect(await api.ask('/api/v1/alerts?cursor=bm9uZQ')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'cursor' }] },
    })
  })
})

describe('a body that is tried with other settings', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi()
    await api.ask('/api/v1/alert-sources', { as: 'sora.han', body: { id: 'north', name: 'North' } })
  })
  afterAll(() => api.stop())

  const trial = (settings: object) =>
    api.ask('/api/v1/alert-sources/north/try', { body: { body: '{"n": "disk", "p": "p1"}', settings } })

  test('is read by them, and by the source’s own for the rest', async () => {
    const { body } = await trial({
      format: 'mapping',
      mapping: '{"key": n, "severity": p}',
      levels: { p1: 'critical' },
    })
    expect(body.readings).toEqual([expect.objectContaining({ key: 'disk', level: 'critical', decision: 'opened' })])
  })

  test('is refused with settings that could read nothing, at the field', async () => {
    expect(await trial({ identity: ['n', 'p['] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'identity.1' }] },
    })
    expect(await trial({ format: 'mapping' })).toMatchObject({ status: 400, body: { errors: [{ field: 'mapping' }] } })
  })
})
