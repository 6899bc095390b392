import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../../lib/alert/delivery.ts'
import { packed } from '../../../../lib/alert/pack.ts'
import type { AlertDesk } from '../../../../lib/desk/alert/alert-desk.ts'
import { sourcesIn, surroundingsIn } from '../../../../lib/desk/alert/alert-desk.ts'
import { consume } from '../../../../lib/desk/alert/consume.ts'
import { fires, recovers, unused } from '../../../support/alert-desk.ts'
import { startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
let desk: AlertDesk
beforeAll(async () => {
  api = await startApi()
  const now = () => api.now
  desk = {
    ...api.desk,
    ...api.desk.alertIntake,
    sourceOf: sourcesIn(api.store, now),
    surroundings: surroundingsIn(api.store, now),
  }
  const made = await api.ask('/api/v1/alert-sources', { as: 'sora.han', body: { id: 'grafana', name: 'Grafana' } })
  expect(made.status).toBe(201)
})
afterAll(() => api.stop())

const delivery = (body: unknown): Delivery => ({
  id: unused('evt'),
  source: 'grafana',
  at: api.now,
  method: 'POST',
  path: '',
  headers: { 'content-type': 'application/json' },
  query: {},
  body: packed(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))),
  sheet: unused('sheet'),
  line: 0,
})
const take = (...all: readonly Delivery[]) => {
  api.pass(1)
  return consume(
    all.map((one) => ({ id: one.id, body: JSON.stringify(one) })),
    desk,
  )
}
const log = async (query = '') => (await api.ask(`/api/v1/alert-sources/grafana/deliveries${query}`)).body.items

describe('what a source sent', () => {
  test('is listed newest first, with what was decided and why, in both languages', async () => {
    await take(delivery(fires('web')))
    await take(delivery(recovers('web')))
    const [last, first] = await log()
    expect(first).toMatchObject({
      kind: 'alert',
      status: 'firing',
      decision: { word: 'opened', incident: expect.stringMatching(/^INC-/) },
    })
    expect(last).toMatchObject({ status: 'resolved', decision: { word: 'resolved' } })
    expect(last.reason.en).toContain('over')
    expect(last.reason.ko).toMatch(/[가-힣]/)
  })

  test('goes on page by page', async () => {
    await take(delivery(fires('db')))
    const first = (await api.ask('/api/v1/alert-sources/grafana/deliveries?limit=1')).body
    const next = (await api.ask(`/api/v1/alert-sources/grafana/deliveries?limit=1&cursor=${first.cursor}`)).body
    expect(first.items.map((row: { delivery: string }) => row.delivery)).not.toEqual(
      next.items.map((row: { delivery: string }) => row.delivery),
    )
  })

  test('and nobody could read is found by itself, with its body', async () => {
    await take(delivery('{"half'))
    const [row, ...others] = await log('?unread=true')
    expect(others).toEqual([])
    expect(row.decision.error).toBeTruthy()
    const { body } = await api.ask(`/api/v1/alert-sources/grafana/deliveries/${row.id}`)
    expect(body.request).toMatchObject({ method: 'POST', body: '{"half' })
  })

  test('is sent through again as a new delivery', async () => {
    const [row] = await log('?unread=true')
    const answer = await api.ask(`/api/v1/alert-sources/grafana/deliveries/${row.id}/replay`, { method: 'POST' })
    expect(answer.status).toBe(202)
    const again = api.sent.at(-1)!
    expect(again).toMatchObject({ id: answer.body.eventId, source: 'grafana' })
    expect(again.id).not.toBe(row.delivery)
    expect((await take(again)).decided).toEqual({ unreadable: 1 })
  })
})

describe('a body that somebody tries', () => {
  const trying = async (body: unknown) =>
    (await api.ask('/api/v1/alert-sources/grafana/try', { body: { body: JSON.stringify(body) } })).body

  test('is told what it would be read as and come to, and changes nothing', async () => {
    const before = (await log()).length
    expect((await trying(fires('new'))).readings).toMatchObject([
      { status: 'firing', decision: 'opened', isKnown: false, level: 'critical' },
    ])
    await take(delivery(fires('known')))
    expect((await trying(fires('known'))).readings).toMatchObject([{ decision: 'counted', isKnown: true }])
    expect((await trying(recovers('known'))).readings).toMatchObject([{ decision: 'resolved' }])
    expect((await log()).length).toBe(before + 1)
  })

  test('that nobody can read is told why', async () => {
    expect((await trying('')).error).toBeTruthy()
  })
})

describe('the rules about alerts', () => {
  test('are read by agents and changed by administrators', async () => {
    const { body } = await api.ask('/api/v1/alert-rules')
    expect(body.version).toBe(0)
    const { version: _, ...rules } = body
    const changed = { ...rules, language: 'ko' }
    expect((await api.ask('/api/v1/alert-rules', { method: 'PUT', body: changed })).status).toBe(403)
    const answer = await api.ask('/api/v1/alert-rules', { as: 'sora.han', method: 'PUT', body: changed })
    expect(answer.body).toMatchObject({ language: 'ko', version: 1 })
  })
})

describe('services and maintenance windows', () => {
  test('are kept, listed and taken away', async () => {
    const service = { name: 'Web shop', criticality: 1, identifiers: ['shop-1'] }
    const put = (path: string, body: object, as: string) => api.ask(path, { method: 'PUT', body, as })
    expect((await put('/api/v1/services/shop', service, 'sora.han')).status).toBe(200)
    expect((await put('/api/v1/services/shop', { ...service, team: 'nobody' }, 'sora.han')).status).toBe(400)
    expect((await api.ask('/api/v1/services')).body.items).toMatchObject([{ id: 'shop', name: 'Web shop' }])
    const window = {
      name: 'Patch',
      service: 'shop',
      beginsAt: '2026-11-24T00:00:00Z',
      endsAt: '2026-11-25T00:00:00Z',
      reason: 'CHG-1',
    }
    expect((await put('/api/v1/maintenance-windows/patch', window, 'jihoon.park')).status).toBe(200)
    expect((await api.ask('/api/v1/maintenance-windows/patch', { method: 'DELETE' })).status).toBe(204)
    expect((await api.ask('/api/v1/maintenance-windows')).body.items).toEqual([])
    expect((await api.ask('/api/v1/maintenance-windows/patch')).status).toBe(404)
  })
})
