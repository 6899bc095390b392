import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { key } from '../../../../lib/store/schema.ts'
import { type Asking, startApi, type TestApi } from '../../../support/api.ts'
import { lead, planChange } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const path = '/api/v1/calendar-feeds'
const nobody = { headers: { authorization: '' } }
const make = async (body: object, asking: Asking = {}) => (await api.ask(path, { body, ...asking })).body
const pathOf = ({ url }: { readonly url: string }) => new URL(url).pathname
const read = async (url: string, headers: Record<string, string> = {}) => {
  const { status, headers: told, body } = await api.ask(url, { headers: { ...nobody.headers, ...headers } })
  return { status, etag: told.etag!, type: told['content-type'], text: String(body).replaceAll('\r\n ', '') }
}

describe('a calendar feed', () => {
  test('shows changes and freezes to whoever has its address, and to nobody else', async () => {
    const number = await planChange(api)
    await api.ask('/api/v1/freezes/year-end', {
      method: 'PUT',
      as: 'sora.han',
      body: {
        name: 'Year end',
        strength: 'hard',
        when: { from: '2026-12-20T00:00', to: '2027-01-03T00:00', zone: 'Asia/Seoul' },
      },
    })
    const feed = await make({ name: 'Changes' })
    const { status, type, text } = await read(pathOf(feed))
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(text).toContain(`UID:${number}@desk.example`)
    expect(text).toContain('STATUS:TENTATIVE')
    expect(text).toContain('UID:freeze-year-end-20261219T1500@desk.example')
    // The agent who reads it speaks Korean.
    expect(text).toContain('SUMMARY:변경 동결: Year end')
    expect(await read(`${path}/some-key/changes.ics`)).toMatchObject({ status: 404 })
  })

  test('counts each change of an entry, and says when nothing has changed', async () => {
    const number = await planChange(api, { service: 'feeds' })
    const url = pathOf(await make({ name: 'Feeds', service: 'feeds' }))
    const first = await read(url)
    expect(first.text).toMatch(/SEQUENCE:1\r\n/)
    expect((await read(url, { 'if-none-match': first.etag })).status).toBe(304)
    await lead(api, number, ['comments', { text: 'Soon' }])
    expect((await read(url, { 'if-none-match': first.etag })).text).toMatch(/SEQUENCE:2\r\n/)
    await lead(api, number, ['cancel', { reason: 'No disks' }])
    expect((await read(url)).text).not.toContain(number)
  })

  test('of one’s own shows what one is on, as time that is taken where one carries it out', async () => {
    const own = await planChange(api, { assignee: 'p-jihoon.park', service: 'mine' })
    const other = await planChange(api, { service: 'mine' })
    const { text } = await read(pathOf(await make({ name: 'Mine', of: 'mine', service: 'mine' })))
    expect(text).toContain(own)
    expect(text).not.toContain(other)
    expect(text).toContain('TRANSP:OPAQUE')
  })

  test('is known by the hash of its key alone, opens nothing once it is revoked, and is nobody else’s to revoke', async () => {
    const feed = await make({ name: 'Changes' })
    const secret = feed.url.split('/').at(-2)
    expect(await api.store.get(key.feed(secret))).toBeUndefined()
    expect(JSON.stringify(await api.ask(path))).not.toContain(secret)
    expect((await api.ask(`${path}/${feed.id}`, { method: 'DELETE', as: 'emma.clark' })).status).toBe(404)
    expect((await read(pathOf(feed))).status).toBe(200)
    expect((await api.ask(`${path}/${feed.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await read(pathOf(feed))).status).toBe(404)
  })

  test('is for people of the desk, and ends when they leave it', async () => {
    expect((await api.ask(path, { body: { name: 'Mine' }, as: 'minji.kim' })).status).toBe(403)
    const url = pathOf(await make({ name: 'Changes' }, { as: 'emma.clark' }))
    expect((await read(url)).status).toBe(200)
    const left = await api.ask('/api/v1/people/p-emma.clark', {
      method: 'PATCH',
      body: { role: 'employee' },
      as: 'sora.han',
    })
    expect(left.status).toBe(200)
    expect((await read(url)).status).toBe(404)
  })
})
