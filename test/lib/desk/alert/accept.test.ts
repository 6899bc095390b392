import { createHmac, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Delivery } from '../../../../lib/alert/delivery.ts'
import { type AlertDoor, openAlertDoor } from '../../../support/alert-door.ts'

let door: AlertDoor
let key: string
beforeAll(async () => {
  door = await openAlertDoor(300)
  key = await door.source('shop')
})
afterAll(() => door.stop())
beforeEach(() => {
  door.queue.length = 0
})

const alert = JSON.stringify({ status: 'firing', dedup_key: 'disk', title: 'Disk full', severity: 'high' })
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
const taken = () => door.queue.at(-1)

describe('an alert', () => {
  test('is in the queue before its sender is told so, with everything that it said and nothing that it is opened by', async () => {
    const body = `{ "a": 12345678901234567890, "title": "디스크", "dedup_key": "disk", "status": "firing", "by": "${key}" }`
    const outcome = await door.send(`/hooks/alerts/${key}/sub/path?team=web&token=${key}&note=${key}`, {
      body,
      headers: {
        'content-type': 'text/plain',
        authorization: 'Bearer their-own',
        cookie: 'a=b',
        'x-hook-origin': 'x',
      },
    })
    expect(outcome).toEqual({ is: 'accepted', eventId: taken()?.id, key: expect.stringContaining('disk') })
    expect(Delivery.parse(taken())).toEqual(taken())
    expect(taken()).toMatchObject({
      source: 'shop',
      at: door.now,
      method: 'POST',
      path: '/sub/path',
      headers: { 'content-type': 'text/plain', 'x-hook-origin': 'x' },
      query: { team: 'web' },
    })
    expect(door.bodyOf(taken())).toBe(body.replaceAll(key, 'shop'))
    expect(JSON.stringify([taken(), door.bodyOf(taken())])).not.toContain(key.slice(0, 32))
  })

  test('that nobody can read is taken as well', async () => {
    expect(await door.send(`/hooks/alerts/${key}`, { body: 'the server room is on fire' })).toMatchObject({
      is: 'accepted',
      key: null,
    })
    const bytes = randomBytes(300)
    await door.send(`/hooks/alerts/${key}`, { body: bytes })
    expect(door.bodyOf(taken())).toBe(bytes.toString('utf8'))
  })

  test('by GET carries its parameters', async () => {
    await door.send(`/hooks/alerts/${key}?monitorID=1&alertType=1`)
    expect(taken()).toMatchObject({ method: 'GET', query: { monitorID: '1', alertType: '1' } })
  })

  test('of more than 512 KB is refused, also when it is so large only unpacked', async () => {
    const most = 512 * 1024
    expect(await door.send(`/hooks/alerts/${key}`, { body: 'x'.repeat(most + 1) })).toEqual({ is: 'too-large' })
    const packed = gzipSync('x'.repeat(most + 1))
    const headers = { 'content-encoding': 'gzip' }
    expect(await door.send(`/hooks/alerts/${key}`, { body: packed, headers })).toEqual({ is: 'too-large' })
    expect(door.queue).toEqual([])
    expect(await door.send(`/hooks/alerts/${key}`, { body: 'x'.repeat(most) })).toMatchObject({ is: 'accepted' })
  })

  test('that is too large for a message lies in the bucket, and the message says where', async () => {
    const body = JSON.stringify({ title: 'Large', noise: randomBytes(160_000).toString('base64') })
    await door.send(`/hooks/alerts/${key}`, { body })
    expect(taken()).toMatchObject({ bodyAt: `deliveries/${taken()?.id}` })
    expect(taken()?.body).toBeUndefined()
    expect(JSON.stringify(taken()).length).toBeLessThan(2000)
    expect(door.bodyOf(taken())).toBe(body)
  })

  test('of any size that stays in a message fits one: 256 KB', async () => {
    for (const bytes of [100, 4096, 4097, 100_000, 135_000, 140_000]) {
      await door.send(`/hooks/alerts/${key}`, { body: randomBytes(bytes) })
      expect([bytes, Buffer.byteLength(JSON.stringify(taken())) < 256 * 1024]).toEqual([bytes, true])
    }
  })

  test('has the sender’s id of its delivery, by whichever header', async () => {
    for (const [name, id] of [
      ['webhook-id', 'msg-1'],
      ['x-github-delivery', 'd-1'],
      ['x-amz-sns-message-id', 'm-1'],
      ['x-webhook-id', 'w-1'],
      ['ce-id', 'c-1'],
    ] as const) {
      await door.send(`/hooks/alerts/${key}`, { body: alert, headers: { [name]: id } })
      expect(taken()?.deliveryId).toBe(id)
    }
    await door.send(`/hooks/alerts/${key}`, { body: alert, headers: { 'request-id': 'of-a-proxy' } })
    expect(taken()?.deliveryId).toBeUndefined()
    const headers = { 'request-id': 'r-1', 'sentry-hook-resource': 'issue' }
    await door.send(`/hooks/alerts/${key}`, { body: alert, headers })
    expect(taken()?.deliveryId).toBe('r-1')
  })

  test('has its own line on a sheet, and a sheet has 64 of them or ten seconds', async () => {
    for (let i = 0; i < 70; i++) await door.send(`/hooks/alerts/${key}`, { body: alert })
    const places = door.queue.map(({ sheet, line }) => `${sheet} ${line}`)
    expect(new Set(places).size).toBe(70)
    expect(new Set(door.queue.map(({ sheet }) => sheet)).size).toBe(2)
    const before = taken()?.sheet
    door.now = new Date(Date.parse(door.now) + 10_000).toISOString()
    await door.send(`/hooks/alerts/${key}`, { body: alert })
    expect(taken()?.sheet).not.toBe(before)
  })
})

describe('a source’s key', () => {
  test.each([
    ['the path', () => ({ path: `/hooks/alerts/${key}` })],
    ['its beginning in the path', () => ({ path: `/hooks/alerts/${key.slice(0, 32)}` })],
    ['?token=', () => ({ path: `/hooks/alerts/shop?token=${key}` })],
    ['?auth_token=', () => ({ path: `/hooks/alerts/shop?auth_token=${key}` })],
    ['?api_key=', () => ({ path: `/hooks/alerts/shop?api_key=${key}` })],
    ['the password of the address', () => ({ headers: { authorization: basic(`haneul:${key}`) } })],
    ['the user of the address', () => ({ headers: { authorization: basic(`${key}:`) } })],
    ['Bearer', () => ({ headers: { authorization: `Bearer ${key}` } })],
    ['Token', () => ({ headers: { authorization: `Token token=${key}` } })],
    ['GenieKey', () => ({ headers: { authorization: `GenieKey ${key}` } })],
    ['ApiKey', () => ({ headers: { authorization: `ApiKey ${key}` } })],
    ['X-API-Key', () => ({ headers: { 'x-api-key': key } })],
    ['routing_key', () => ({ body: JSON.stringify({ routing_key: key.slice(0, 32), title: 'x' }) })],
    ['service_key', () => ({ body: JSON.stringify({ service_key: key, title: 'x' }) })],
    ['Token of a form', () => ({ body: `Token=${key}&Status=Down&Name=web` })],
  ])('opens it as %s, and is kept nowhere', async (_, brings) => {
    const { path = '/hooks/alerts/shop', ...arrival } = { body: alert, ...brings() } as { path?: string; body: string }
    expect(await door.send(path, arrival)).toMatchObject({ is: 'accepted' })
    expect(JSON.stringify([taken(), door.bodyOf(taken())])).not.toContain(key.slice(0, 32))
  })

  test('that nobody has opens nothing, and the path tells least', async () => {
    const other = 'a'.repeat(52)
    expect(await door.send(`/hooks/alerts/${other}`, { body: alert })).toEqual({ is: 'unknown', brought: 'path' })
    expect(await door.send('/hooks/alerts/shop', { body: alert })).toEqual({ is: 'unknown', brought: 'nothing' })
    expect(await door.send('/hooks/alerts/shop', { body: alert, headers: { 'x-api-key': other } })).toEqual({
      is: 'unknown',
      brought: 'other',
    })
    expect(await door.send('/hooks/elsewhere', { body: alert })).toEqual({ is: 'nowhere' })
    expect(door.queue).toEqual([])
  })

  test('opens no other source, whatever the path says', async () => {
    const others = await door.source('other')
    const headers = { 'x-api-key': others }
    expect(await door.send('/hooks/alerts/shop', { body: alert, headers })).toEqual({ is: 'unknown', brought: 'other' })
    expect(await door.send('/hooks/alerts/other', { body: alert, headers })).toMatchObject({ is: 'accepted' })
  })

  test('of a source that is not active opens nothing', async () => {
    const quiet = await door.source('quiet', { isActive: false })
    expect(await door.send(`/hooks/alerts/${quiet}`, { body: alert })).toEqual({ is: 'unknown', brought: 'path' })
  })
})

describe('a source that takes alerts from some addresses', () => {
  test('takes them from nowhere else', async () => {
    const guarded = await door.source('guarded', { addresses: ['203.0.113.0/29', '2001:db8::/32', '198.51.100.9'] })
    const from = (address: string) => door.send(`/hooks/alerts/${guarded}`, { body: alert, address })
    for (const address of ['203.0.113.7', '2001:db8:1::1', '198.51.100.9', '::ffff:203.0.113.1'])
      expect([address, (await from(address)).is]).toEqual([address, 'accepted'])
    for (const address of ['203.0.113.8', '2001:db9::1', '198.51.100.8', '', 'unknown'])
      expect([address, (await from(address)).is]).toEqual([address, 'forbidden'])
  })
})

describe('a source that signs', () => {
  test('is believed by what its body was when it came', async () => {
    const signed = await door.source('signed', { signing: 'github' })
    const send = (secret: string, body: Uint8Array, headers = {}) =>
      door.send(`/hooks/alerts/${signed}`, {
        body,
        headers: {
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
          ...headers,
        },
      })
    expect(await send('any', Buffer.from(alert))).toMatchObject({ reason: 'The source has no signing secret.' })
    const first = await door.secret('signed')
    door.now = new Date(Date.parse(door.now) + 20_000).toISOString()
    expect(await send(first, Buffer.from(alert))).toMatchObject({ is: 'accepted' })
    const second = await door.secret('signed', 'the next secret')
    door.now = new Date(Date.parse(door.now) + 20_000).toISOString()
    for (const secret of [first, second]) expect((await send(secret, Buffer.from(alert))).is).toBe('accepted')
    expect(await send('guessed', Buffer.from(alert))).toMatchObject({ is: 'forbidden' })
    const packed = gzipSync(alert)
    expect((await send(second, packed, { 'content-encoding': 'gzip' })).is).toBe('accepted')
    expect(door.bodyOf(taken())).toBe(alert)
    expect(await door.send(`/hooks/alerts/${signed}`, { body: alert })).toMatchObject({ is: 'forbidden' })
  })
})

describe('a heartbeat', () => {
  test('is a delivery with its name, by GET and POST', async () => {
    await door.send(`/hooks/heartbeats/${key}`)
    expect(taken()).toMatchObject({ format: 'heartbeat', method: 'GET', path: '' })
    await door.send(`/hooks/heartbeats/${key}/nightly-backup`, { body: '' })
    expect(taken()).toMatchObject({ format: 'heartbeat', method: 'POST', path: '/nightly-backup' })
  })
})

describe('a source that sends without end', () => {
  test('is told to try later, in the way in which it does try later, and others are not concerned', async () => {
    const loop = await door.source('loop')
    const other = await door.source('calm')
    const send = (userAgent: string) =>
      door.send(`/hooks/alerts/${loop}`, { body: alert, headers: { 'user-agent': userAgent } })
    for (let i = 0; i < 300; i++) await send('curl')
    expect(await send('curl')).toEqual({ is: 'too-many', wantsUnavailable: false })
    for (const agent of ['Alertmanager/0.27.0', 'Grafana', 'Datadog'])
      expect(await send(agent)).toEqual({ is: 'too-many', wantsUnavailable: true })
    expect(await door.send(`/hooks/alerts/${other}`, { body: alert })).toMatchObject({ is: 'accepted' })
    door.now = new Date(Date.parse(door.now) + 60_000).toISOString()
    expect(await send('curl')).toMatchObject({ is: 'accepted' })
  })
})
