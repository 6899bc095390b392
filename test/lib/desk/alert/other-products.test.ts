import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { automatic, read } from '../../../../lib/alert/read.ts'
import { type AlertDoor, openAlertDoor } from '../../../support/alert-door.ts'

let door: AlertDoor
let key: string
let routing_key: string
beforeAll(async () => {
  door = await openAlertDoor()
  key = await door.source('monitor')
  routing_key = key.slice(0, 32)
})
afterAll(() => door.stop())
beforeEach(() => {
  door.queue.length = 0
})

const payload = { summary: 'Replication is behind', source: 'db-7', severity: 'error' }
const send = (path: string, body: object | string) =>
  door.send(path, { body: typeof body === 'string' ? body : JSON.stringify(body) })
const taken = () => door.queue.at(-1)!
const readings = async () => {
  const { method, path, headers, query, format } = taken()
  const found = await read(
    { method, path, headers, query, body: Buffer.from(door.bodyOf(taken())) },
    { ...automatic, format: format ?? 'auto' },
  )
  if ('error' in found) throw new Error(found.error)
  return found.readings
}

describe('PagerDuty’s Events API', () => {
  const event = (fields: object) => send('/v2/enqueue', { routing_key, event_action: 'trigger', payload, ...fields })

  test('takes a trigger, and answers with its own key', async () => {
    expect(await event({ dedup_key: 'db-7/replication' })).toMatchObject({ is: 'accepted', key: 'db-7/replication' })
    expect(taken()).toMatchObject({ source: 'monitor', format: 'pagerduty-events-v2', path: '' })
    expect(door.bodyOf(taken())).toContain('"routing_key":"monitor"')
  })

  test('names an alert that came without a key, also where the field is there and empty, and the reader finds that name', async () => {
    for (const dedup_key of [undefined, null, '']) {
      const outcome = await event({ dedup_key })
      if (outcome.is !== 'accepted') throw new Error(outcome.is)
      expect(outcome.key).toMatch(/^id-/)
      expect((await readings())[0]?.key).toContain(outcome.key)
      const resolved = await event({ event_action: 'resolve', dedup_key: outcome.key, payload: undefined })
      expect(resolved).toMatchObject({ is: 'accepted', key: outcome.key })
    }
  })

  test('gives an alert the same identity from both keys of a source', async () => {
    await event({ dedup_key: 'same' })
    const [first] = await readings()
    await event({ dedup_key: 'same', routing_key: key })
    expect((await readings())[0]?.key).toBe(first?.key)
  })

  test.each([
    [{ event_action: 'explode' }, 'event_action'],
    [{ event_action: undefined }, 'event_action'],
    [{ dedup_key: 'x'.repeat(256) }, 'dedup_key'],
    [{ dedup_key: 7 }, 'dedup_key'],
    [{ event_action: 'resolve' }, 'dedup_key'],
    [{ event_action: 'acknowledge' }, 'dedup_key'],
    [{ payload: undefined }, 'payload'],
    [{ payload: { ...payload, summary: '' } }, 'payload.summary'],
    [{ payload: { ...payload, summary: 'x'.repeat(1025) } }, 'payload.summary'],
    [{ payload: { ...payload, source: undefined } }, 'payload.source'],
    [{ payload: { ...payload, severity: 'disaster' } }, 'payload.severity'],
  ])('refuses %j by the name of its field', async (fields, field) => {
    const outcome = await event(fields)
    if (outcome.is !== 'invalid') throw new Error(outcome.is)
    expect(outcome.errors.join()).toContain(`'${field}'`)
    expect(door.queue).toEqual([])
  })

  test('refuses what is no object, and knows no key that nobody has', async () => {
    const headers = { 'x-routing-key': key }
    expect(await door.send('/v2/enqueue', { body: '[1]', headers })).toMatchObject({ is: 'invalid' })
    expect(await event({ routing_key: 'f'.repeat(32) })).toEqual({ is: 'unknown', brought: 'other' })
    expect(await event({ routing_key: undefined })).toEqual({ is: 'unknown', brought: 'nothing' })
  })

  test('takes deploys, which are no alerts', async () => {
    const change = { routing_key, payload: { summary: 'Deployed 4f2c1', timestamp: '2026-11-24T09:00:00Z' } }
    expect(await send('/v2/change/enqueue', change)).toMatchObject({ is: 'accepted', key: null })
    expect((await readings())[0]).toMatchObject({ kind: 'non-alert', title: 'Deployed 4f2c1' })
    expect(await send('/v2/change/enqueue', { routing_key, payload: {} })).toMatchObject({ is: 'invalid' })
  })

  test('in its first version takes a service key, and names an incident that has none', async () => {
    const old = (fields: object) =>
      send('/generic/2010-04-15/create_event.json', { service_key: routing_key, event_type: 'trigger', ...fields })
    expect(await old({ incident_key: 'web', description: 'Down' })).toMatchObject({ is: 'accepted', key: 'web' })
    const unnamed = await old({ description: 'Down' })
    if (unnamed.is !== 'accepted') throw new Error(unnamed.is)
    expect((await readings())[0]?.key).toContain(unnamed.key)
    expect(await old({})).toMatchObject({ is: 'invalid', errors: [expect.stringContaining("'description'")] })
  })

  test('works behind the address of a source, too', async () => {
    const outcome = await send(`/hooks/alerts/${key}/v2/enqueue`, { event_action: 'trigger', dedup_key: 'a', payload })
    expect(outcome).toMatchObject({ is: 'accepted', key: 'a' })
    expect(taken().format).toBe('pagerduty-events-v2')
  })
})

describe('Opsgenie’s alert API', () => {
  const ask = (path: string, body: object | undefined, method = 'POST') =>
    door.send(path, {
      method,
      headers: { authorization: `GenieKey ${key}` },
      ...(body && { body: JSON.stringify(body) }),
    })

  test('takes a new alert, and what is said of it later', async () => {
    expect(await ask('/v2/alerts', { message: 'Disk full', alias: 'disk', priority: 'P2' })).toMatchObject({
      is: 'accepted',
    })
    const [opened] = await readings()
    expect(opened).toMatchObject({ status: 'firing', title: 'Disk full' })
    await ask('/v2/alerts/disk/close?identifierType=alias', {})
    expect((await readings())[0]).toMatchObject({ status: 'resolved', key: opened?.key })
    await ask('/v2/alerts/disk/acknowledge?identifierType=alias', undefined)
    expect((await readings())[0]).toMatchObject({ status: 'acknowledged', key: opened?.key })
    await ask('/v2/alerts/disk/notes?identifierType=alias', { note: 'Looking' })
    expect((await readings())[0]).toMatchObject({ status: 'ignored' })
  })

  test('takes a deleted alert for one that is over', async () => {
    await ask('/v2/alerts', { message: 'Disk full', alias: 'disk' })
    const [opened] = await readings()
    await ask('/v2/alerts/disk?identifierType=alias', undefined, 'DELETE')
    expect((await readings())[0]).toMatchObject({ status: 'resolved', key: opened?.key })
  })

  test('refuses an alert without a message, and answers who asks what became of a request', async () => {
    expect(await ask('/v2/alerts', { alias: 'x' })).toMatchObject({
      is: 'invalid',
      errors: [expect.stringContaining("'message'")],
    })
    expect(await ask('/v2/alerts/requests/r-1', undefined, 'GET')).toEqual({ is: 'looked' })
    expect(await ask('/v2/alerts', undefined, 'GET')).toEqual({ is: 'wrong-method' })
    expect(await door.send('/v2/alerts', { body: '{"message":"x"}' })).toEqual({ is: 'unknown', brought: 'nothing' })
  })
})

describe('Prometheus', () => {
  test('posts to a source as if it were an Alertmanager', async () => {
    const alerts = [{ labels: { alertname: 'HighLoad', instance: 'web-1:9100' }, startsAt: '2026-11-24T09:00:00Z' }]
    for (const version of ['v1', 'v2'])
      expect(
        await door.send(`/hooks/alerts/${key}/api/${version}/alerts`, { body: JSON.stringify(alerts) }),
      ).toMatchObject({ is: 'accepted', key: expect.any(String) })
    expect((await readings())[0]).toMatchObject({ status: 'firing' })
  })
})
