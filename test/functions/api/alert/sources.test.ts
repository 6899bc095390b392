import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyHash, routingKeyOf } from '../../../../lib/alert/key.ts'
import { key } from '../../../../lib/store/schema.ts'
import { type Asking, startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const path = '/api/v1/alert-sources'
const as = 'sora.han'
const ask = (rest: string, asking: Asking = {}) => api.ask(`${path}${rest}`, { as, ...asking })
const make = async (id: string, fields: object = {}) => {
  const made = await ask('', { body: { id, name: `Monitor ${id}`, ...fields } })
  expect([made.status, made.body.detail]).toEqual([201, undefined])
  return made.body
}
const makeKey = async (id: string, body: object = {}) => ask(`/${id}/keys`, { body })
const errorOf = async (fields: object) => {
  const { status, body } = await ask('', { body: { id: 'never-made', name: 'Never', ...fields } })
  return [status, body.errors?.[0]?.field]
}

describe('a place that alerts come from', () => {
  test('is made, read, changed and listed by administrators, each change with its author', async () => {
    const made = await make('grafana', { format: 'grafana' })
    expect(made).toMatchObject({ id: 'grafana', version: 1, isActive: true, keys: [], signingSecrets: [] })
    const changed = await ask('/grafana', { method: 'PUT', body: { name: 'Grafana' }, headers: { 'if-match': '"1"' } })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Grafana', format: 'auto', version: 2 } })
    const late = await ask('/grafana', { method: 'PUT', body: { name: 'X' }, headers: { 'if-match': '"1"' } })
    expect(late.status).toBe(412)
    expect((await ask('/grafana')).body).toEqual(changed.body)
    expect((await ask('')).body.items.map(({ id }: { id: string }) => id)).toContain('grafana')
    const history = (await ask('/grafana/history')).body.items
    expect(history.map(({ version, by }: { version: number; by: { id: string } }) => [version, by.id])).toEqual([
      [2, 'p-sora.han'],
      [1, 'p-sora.han'],
    ])
  })

  test('is seen by agents, who change nothing, and by nobody else', async () => {
    await make('seen')
    expect((await ask('/seen', { as: 'jihoon.park' })).status).toBe(200)
    expect((await ask('/seen', { as: 'jihoon.park', method: 'PUT', body: { name: 'Mine' } })).status).toBe(403)
    expect((await ask('/seen/keys', { as: 'jihoon.park', body: {} })).status).toBe(403)
    expect((await ask('/seen', { as: 'minji.kim' })).status).toBe(403)
  })

  test('that was removed is gone from the lists, keeps its history, and gives its id to nobody else', async () => {
    await make('removed')
    expect((await ask('/removed', { method: 'DELETE' })).status).toBe(204)
    expect((await ask('/removed')).status).toBe(404)
    expect((await ask('')).body.items.map(({ id }: { id: string }) => id)).not.toContain('removed')
    expect((await ask('/removed/history')).body.items).toHaveLength(2)
    expect((await ask('', { body: { id: 'removed', name: 'Again' } })).status).toBe(409)
  })

  test('is refused where it could never work, with the field at fault', async () => {
    expect(await errorOf({ id: 'Ω' })).toEqual([400, 'id'])
    expect(await errorOf({ mapping: '{ "title": ', format: 'mapping' })).toEqual([400, 'mapping'])
    expect(await errorOf({ format: 'mapping' })).toEqual([400, 'mapping'])
    expect(await errorOf({ identity: ['a.b', 'c['] })).toEqual([400, 'identity.1'])
    expect(await errorOf({ suppressWhen: 'a = ' })).toEqual([400, 'suppressWhen'])
    expect(await errorOf({ addresses: ['10.0.0.0/8', '10.0.0.0/33'] })).toEqual([400, 'addresses.1'])
    expect(await errorOf({ signing: 'sns' })).toEqual([400, 'topics'])
    expect(await errorOf({ topics: ['my-topic'] })).toEqual([400, 'topics.0'])
    expect(await errorOf({ team: 'nobody' })).toEqual([400, 'team'])
    expect(await errorOf({ service: 'nothing' })).toEqual([400, 'service'])
    expect(await errorOf({ staleAfterDays: 91 })).toEqual([400, 'staleAfterDays'])
    expect((await ask('/never-made')).status).toBe(404)
  })
})

describe('a key of a source', () => {
  test('is shown once; the table knows only hashes, of all of it and of its routing key', async () => {
    await make('keyed')
    const { status, body } = await makeKey('keyed')
    expect(status).toBe(201)
    expect(body.key).toMatch(/^[a-z2-7]{52}$/)
    expect(body).toMatchObject({
      routingKey: body.key.slice(0, 32),
      hint: body.key.slice(-4),
      url: `https://desk.example/hooks/alerts/${body.key}`,
    })
    const source = (await ask('/keyed')).body
    expect(source.keys).toEqual([{ id: body.id, hint: body.hint, createdAt: api.now }])
    for (const known of [body.key, routingKeyOf(body.key)])
      expect(await api.store.get(key.hookKey(keyHash(known)))).toMatchObject({ source: 'keyed', id: body.id })
    const kept = await api.store.get(key.kept('alert-source', 'keyed'))
    expect(JSON.stringify(kept)).not.toContain(body.routingKey)
  })

  test('ends a day after the next one was made, or when the caller says', async () => {
    await make('rotating')
    const first = (await makeKey('rotating')).body
    const second = (await makeKey('rotating')).body
    const keys = async () => (await ask('/rotating')).body.keys
    const tomorrow = new Date(Date.parse(api.now) + 86_400_000).toISOString()
    expect(await keys()).toMatchObject([{ id: first.id, endsAt: tomorrow }, { id: second.id }])
    api.pass(24 * 60)
    expect(await keys()).toMatchObject([{ id: second.id }])
    const third = (await makeKey('rotating', { olderEndsInHours: 0 })).body
    expect(await keys()).toEqual([expect.objectContaining({ id: third.id })])
  })

  test('is never the third that is live: one must be ended first', async () => {
    await make('full')
    const first = (await makeKey('full')).body
    await makeKey('full')
    expect((await makeKey('full')).status).toBe(409)
    expect((await ask(`/full/keys/${first.id}`, { method: 'DELETE' })).body.keys).toHaveLength(1)
    expect((await ask(`/full/keys/${first.id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await makeKey('full')).status).toBe(201)
  })
})

describe('a signing secret of a source', () => {
  const secretOf = (id: string, secret: string) => api.desk.secrets.read(`alert-source/${id}/${secret}`)
  const set = (id: string, body: object = {}) => ask(`/${id}/signing-secrets`, { body })

  test('is shown once, and lies beside the table', async () => {
    await make('signing', { signing: 'standard-webhooks' })
    const { status, body } = await set('signing')
    expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/)])
    expect(await secretOf('signing', body.id)).toBe(body.secret)
    expect((await ask('/signing')).body.signingSecrets).toEqual([
      { id: body.id, hint: body.secret.slice(-4), createdAt: api.now },
    ])
    const kept = await api.store.get(key.kept('alert-source', 'signing'))
    expect(JSON.stringify(kept)).not.toContain(body.secret)
  })

  test('that the sender gives is taken where its scheme can use it', async () => {
    await make('given', { signing: 'github' })
    expect((await set('given', { secret: 'short' })).body.errors[0].field).toBe('secret')
    const { body } = await set('given', { secret: 'a shared secret' })
    expect(await secretOf('given', body.id)).toBe('a shared secret')
    await make('given-standard', { signing: 'standard-webhooks' })
    expect((await set('given-standard', { secret: 'a shared secret' })).status).toBe(400)
    const publicKey = `whpk_${Buffer.alloc(32, 7).toString('base64')}`
    expect((await set('given-standard', { secret: publicKey })).status).toBe(201)
  })

  test('goes beside the one before it until that has ended, which is then forgotten', async () => {
    await make('changing-over', { signing: 'github' })
    const first = (await set('changing-over')).body
    await set('changing-over', { olderEndsInHours: 1 })
    expect((await set('changing-over')).status).toBe(409)
    expect(await secretOf('changing-over', first.id)).toBe(first.secret)
    api.pass(60)
    const third = (await set('changing-over')).body
    expect(await secretOf('changing-over', first.id)).toBeUndefined()
    await ask(`/changing-over/signing-secrets/${third.id}`, { method: 'DELETE' })
    expect(await secretOf('changing-over', third.id)).toBeUndefined()
  })

  test('is refused for a source that signs with none', async () => {
    await make('unsigned')
    expect((await set('unsigned')).body.errors[0].field).toBe('signing')
  })
})
