import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ApiDesk } from '../../../../functions/api/operation.ts'
import type { Request } from '../../../../functions/edge/http.ts'
import { type Door, showing } from '../../../../functions/web/page/route.ts'
import type { PageRoute } from '../../../../functions/web/page/visit.ts'
import { people } from '../../../../infra/local/company.ts'
import { Refusal } from '../../../../lib/ticket/refusal.ts'

const minji = people.find(({ id }) => id === 'p-minji.kim')!
const desk = { now: () => '2026-11-24T00:30:00.000Z' } as ApiDesk

const routes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/things/{name}',
    show: async ({ params, refused, query }) => ({
      page: `${params.name} ${query.page ?? ''} ${refused?.form.get('text') ?? ''} ${refused?.refusal.message ?? ''}`,
    }),
  },
  {
    method: 'POST',
    path: '/things/{name}/rename',
    again: '/things/{name}',
    show: async ({ params, form }) => {
      if (params.name === 'secret') throw new Refusal('not_found', 'There is no secret.')
      if (params.name === 'broken') throw new Error('ours')
      if (form.get('text') === '') throw new Refusal('invalid', 'text: write something.', 'text')
      return { to: `/things/${form.get('text')}` }
    },
  },
  { method: 'GET', path: '/long', show: async () => ({ page: 'long '.repeat(1000) }) },
]

describe('pages', () => {
  let door: Door
  beforeEach(() => {
    door = {
      enter: async () => ({ person: minji, cookies: ['haneul=next'] }),
      admits: () => true,
      ensureOwnForm: () => undefined,
    }
  })
  const ask = (path: string, more: Partial<Request> = {}) =>
    showing(routes, door, desk)({ method: 'GET', path, headers: {}, query: {}, body: Buffer.from(''), ...more })
  const send = (path: string, form: string) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(form),
    })

  test('are shown to whoever is signed in, with the cookies of their session', async () => {
    const answer = await ask('/things/a%20b', { query: { page: '2' } })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('a b 2')
    expect(answer.cookies).toEqual(['haneul=next'])
  })

  test('let nothing run or be shown that is not ours, nor themselves be framed', async () => {
    const policy = (await ask('/things/a')).headers?.['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('lead strangers to the sign-in and back, and nowhere else', async () => {
    door = { ...door, enter: async () => undefined }
    const answer = await ask('/things/a', { query: { page: '2' } })
    expect(answer.headers?.location).toBe('/sign-in?to=%2Fthings%2Fa%3Fpage%3D2')
    expect((await send('/things/a/rename', 'text=b')).headers?.location).toBe('/sign-in?to=%2F')
  })

  test('are not there for whom they do not admit, whatever their path', async () => {
    door = { ...door, admits: () => false }
    const [there, not] = [await ask('/things/a'), await ask('/nothing')]
    expect([there.status, not.status]).toEqual([404, 404])
    expect(there.body).toBe(not.body)
  })

  test('go on elsewhere when a form took effect', async () => {
    expect(await send('/things/a/rename', 'text=b')).toMatchObject({ status: 303, headers: { location: '/things/b' } })
  })

  test('are shown again when a form was refused, with what was typed and why', async () => {
    const answer = await send('/things/a/rename', 'text=')
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('text: write something.')
  })

  test('say in the reader’s language that there is nothing', async () => {
    const answer = await send('/things/secret/rename', 'text=b')
    expect(answer.status).toBe(404)
    expect(answer.body).toContain('lang="ko"')
    expect(answer.body).toContain('여기에는 아무것도 없습니다')
  })

  test('refuse a form of another site', async () => {
    door = {
      ...door,
      ensureOwnForm: () => {
        throw new Refusal('forbidden', 'Forms of this desk are sent from its own pages only.')
      },
    }
    expect((await send('/things/a/rename', 'text=b')).status).toBe(403)
  })

  test('do not hide what is ours to mend', async () => {
    await expect(send('/things/broken/rename', 'text=b')).rejects.toThrow('ours')
  })

  test('travel small where the browser unpacks', async () => {
    const answer = await ask('/long', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(answer.headers?.['content-encoding']).toBe('gzip')
    expect(gunzipSync(answer.body as Uint8Array).toString()).toContain('long long')
  })

  test('tell a page that looks again that nothing changed', async () => {
    const { headers } = await ask('/things/a', { headers: { 'x-live': '1' } })
    const again = await ask('/things/a', { headers: { 'x-live': '1', 'if-none-match': headers?.etag } })
    expect([again.status, again.body]).toEqual([304, undefined])
  })

  test('answer HEAD as they answer GET', async () => {
    expect((await ask('/things/a', { method: 'HEAD' })).status).toBe(200)
  })
})
