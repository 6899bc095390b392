import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rotateSecret } from '../../../lib/desk/webhook/change.ts'
import { readWebhook } from '../../../lib/desk/webhook/keep-webhook.ts'
import { secretName } from '../../../lib/webhook/webhook.ts'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const as = 'sora.han'
const url = 'https://assets.example.com/haneul'
const make = async (over: object = {}) =>
  (await api.ask('/api/v1/webhooks', { as, body: { name: 'Assets', url, ...over } })).body
const read = async (id: string) => (await api.ask(`/api/v1/webhooks/${id}`, { as })).body
const order = (id: string, command: string, body: object = {}) =>
  api.ask(`/api/v1/webhooks/${id}/${command}`, { as, body })

describe('an administrator who makes a webhook', () => {
  test('is shown its secret once, and then only its end', async () => {
    const made = await make()
    expect(made).toMatchObject({
      name: 'Assets',
      events: ['incident.*'],
      isActive: true,
      isInternal: false,
      version: 1,
    })
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const shown = await read(made.id)
    expect(shown.secrets).toEqual([{ hint: made.secret.slice(-4), madeAt: api.now }])
    expect(JSON.stringify(shown)).not.toContain(made.secret)
    const history = await api.ask(`/api/v1/webhooks/${made.id}/history`, { as })
    expect(JSON.stringify(history.body)).not.toContain(made.secret)
  })

  test.each([
    [{ url: 'http://assets.example.com' }, 'url'],
    [{ url: 'https://169.254.169.254/latest' }, 'url'],
    [{ url: 'https://me:secret@assets.example.com' }, 'url'],
    [{ url: 'assets' }, 'url'],
    [{ events: [] }, 'events'],
    [{ events: ['incident.opend'] }, 'events'],
    [{ events: ['*'] }, 'events.0'],
    [{ teams: ['nobody'] }, 'teams'],
    [{ name: '' }, 'name'],
  ])('is refused %j, and told which field', async (over, field) => {
    const refused = await api.ask('/api/v1/webhooks', { as, body: { name: 'Assets', url, ...over } })
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, field])
  })
})

describe('a secret that is replaced', () => {
  test('signs beside the new one for a while; a third takes the place of the oldest, and what ended is forgotten', async () => {
    const { id, secret: first } = await make()
    const second = (await order(id, 'rotate-secret')).body.secret
    expect(second).not.toBe(first)
    const hints = async () => (await read(id)).secrets.map(({ hint }: { hint: string }) => hint)
    expect(await hints()).toEqual([second, first].map((secret) => secret.slice(-4)))
    const { secret: third } = (await order(id, 'rotate-secret', { endsInHours: 1 })).body
    expect(await hints()).toEqual([third, second].map((secret) => secret.slice(-4)))
    api.pass(61)
    expect(await hints()).toEqual([third.slice(-4)])
    const { secret: last } = (await order(id, 'rotate-secret', { endsInHours: 0 })).body
    expect(await hints()).toEqual([last.slice(-4)])
  })
})

describe('a rotation by somebody who has seen an older version', () => {
  test('is refused, and leaves no secret behind that nobody names', async () => {
    const { id } = await make()
    const names: string[] = []
    const { secrets } = api.desk
    const write = async (name: string, value: string) => {
      names.push(name)
      await secrets.write(name, value)
    }
    const place = { store: api.store, secrets: { ...secrets, write } }
    const webhook = (await readWebhook(api.store, id))!
    const by = { id: 'p-sora.han', name: '한소라', is: 'administrator' } as const
    const rotation = { chance: { id: 'new', bytes: new Uint8Array(32) }, endsInHours: 1 }
    await expect(rotateSecret(place, webhook, rotation, { by, at: api.now, ifVersion: 7 })).rejects.toThrow(/version 1/)
    expect(names).toEqual([secretName(id, 'new')])
    expect(await secrets.read(names[0]!)).toBeUndefined()
  })
})

describe('a webhook', () => {
  test('is changed whole, by whoever has seen its version', async () => {
    const { id } = await make()
    const put = (version: number) =>
      api.ask(`/api/v1/webhooks/${id}`, {
        as,
        method: 'PUT',
        headers: { 'if-match': `"${version}"` },
        body: { name: 'Assets', url, teams: ['network'], events: ['incident.resolved'] },
      })
    expect((await put(1)).body).toMatchObject({ version: 2, teams: ['network'], events: ['incident.resolved'] })
    expect((await put(1)).status).toBe(412)
  })

  test('that is removed stands in no list and cannot be read', async () => {
    const { id } = await make()
    expect((await api.ask(`/api/v1/webhooks/${id}`, { as, method: 'DELETE' })).status).toBe(204)
    expect((await api.ask(`/api/v1/webhooks/${id}`, { as })).status).toBe(404)
    const all = (await api.ask('/api/v1/webhooks', { as })).body.items
    expect(all.map((webhook: { id: string }) => webhook.id)).not.toContain(id)
    expect(all.length).toBeGreaterThan(0)
  })

  test('is asked for a test and for replays; both stand in the audit of who asked', async () => {
    const { id } = await make()
    const number = await api.open()
    const tested = await order(id, 'test')
    expect([tested.status, tested.body.messageId]).toEqual([202, `${id}_test_${Date.parse(api.now)}`])
    api.pass(1)
    expect((await order(id, 'replay', { number, from: 1 })).status).toBe(202)
    expect((await order(id, 'replay', {})).status).toBe(400)
    expect((await order(id, 'replay', { number: 'INC-999' })).body.errors[0].field).toBe('number')
    const audit = (await api.ask('/api/v1/audit?person=p-sora.han', { as })).body.items
    const asked = audit.filter(({ did }: { did: string }) => did.startsWith('webhook.'))
    expect(asked.map(({ did, record }: { did: string; record: object }) => [did, record])).toEqual([
      ['webhook.replay_asked', { kind: 'webhook', id }],
      ['webhook.tested', { kind: 'webhook', id }],
    ])
  })

  test('that is switched off cannot replay', async () => {
    const { id } = await make({ isActive: false })
    expect((await order(id, 'replay', { since: '2026-11-24T09:00:00+09:00' })).status).toBe(409)
    await order(id, 'enable')
    expect((await order(id, 'replay', { since: '2026-11-24T09:00:00+09:00' })).status).toBe(202)
  })
})
