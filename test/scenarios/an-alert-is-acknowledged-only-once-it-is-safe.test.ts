import { createHmac, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorAnswer } from '../../infra/local/gateway/error-answer.ts'
import type { ApiCall } from '../../infra/local/world.ts'
import { Delivery } from '../../lib/alert/delivery.ts'
import { unpacked } from '../../lib/alert/pack.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let key: string
/** What was handed to the queue, and where objects were put. */
const handed: Delivery[] = []
const put: string[] = []

const api = async (path: string, body: object) => {
  const answer = await desk.api(`/api/v1/alert-sources${path}`, { as: 'admin', body })
  const said = (await answer.json()) as { key: string; secret: string; url: string }
  expect([answer.status, said]).toEqual([201, expect.any(Object)])
  return said
}
const send = (path: string, init: RequestInit = {}) => fetch(`${desk.host.url}${path}`, { method: 'POST', ...init })
const json = { 'content-type': 'application/json' }
const alert = JSON.stringify({ status: 'firing', dedup_key: 'disk', title: 'Disk full', severity: 'high' })

/** Sees calls to AWS without touching them. */
const watch = (service: string, action: string, see: (call: ApiCall) => void) =>
  desk.host.inject({
    service,
    action,
    matches: (call) => {
      see(call)
      return false
    },
    answer: errorAnswer(service, 'Never', 'Never'),
  })

beforeAll(async () => {
  desk = await startDesk()
  await api('', { id: 'monitor', name: 'Monitor' })
  key = (await api('/monitor/keys', {})).key
  watch('sqs', 'SendMessage', ({ body }) => {
    const { QueueUrl, MessageBody } = JSON.parse(body.toString('utf8'))
    if (QueueUrl.endsWith('-alerts')) handed.push(Delivery.parse(JSON.parse(MessageBody)))
  })
  watch('s3', 'PutObject', ({ url }) => put.push(url))
})
afterAll(() => desk.stop())
beforeEach(() => {
  handed.length = 0
  put.length = 0
})

describe('a monitor', () => {
  test('is told 202 with an id and the key of its alert, which the queue has by then', async () => {
    const answer = await send(`/hooks/alerts/${key}`, { body: alert, headers: json })
    expect(answer.status).toBe(202)
    const said = await answer.json()
    expect(said).toEqual({
      status: 'success',
      message: 'Event accepted',
      event_id: handed[0]?.id,
      dedup_key: expect.stringContaining('disk'),
    })
    expect(Buffer.from(unpacked(handed[0]?.body ?? '')).toString()).toBe(alert)
  })

  test('is told to come again while the queue cannot be reached, and nothing else', async () => {
    const answer = errorAnswer('sqs', 'ServiceUnavailable', 'Later', 503)
    desk.host.inject({ service: 'sqs', action: 'SendMessage', answer, times: 3 })
    const refused = await send(`/hooks/alerts/${key}`, { body: alert, headers: json })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await send(`/hooks/alerts/${key}`, { body: alert, headers: json })).status).toBe(202)
  })

  test('is not told of a queue that failed once', async () => {
    const answer = errorAnswer('sqs', 'ServiceUnavailable', 'Later', 503)
    desk.host.inject({ service: 'sqs', action: 'SendMessage', answer })
    expect((await send(`/hooks/alerts/${key}`, { body: alert, headers: json })).status).toBe(202)
  })

  test('that keeps its credentials back until it is asked for them is asked', async () => {
    const asked = await send('/hooks/alerts/monitor', { body: alert, headers: json })
    expect(asked.status).toBe(401)
    expect(asked.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
    const authorization = `Basic ${Buffer.from(`haneul:${key}`).toString('base64')}`
    expect((await send('/hooks/alerts/monitor', { body: alert, headers: { ...json, authorization } })).status).toBe(202)
  })

  test('with a wrong address learns nothing', async () => {
    const wrong = await send(`/hooks/alerts/${'a'.repeat(52)}`, { body: alert, headers: json })
    const nowhere = await send('/hooks/alerts/monitor/a/b', { body: alert, headers: { 'x-api-key': 'x' } })
    expect([wrong.status, await wrong.json()]).toEqual([404, { status: 'error', message: 'There is nothing here.' }])
    expect(nowhere.status).toBe(401)
    expect(handed).toEqual([])
  })

  test('that sends a form or bytes has every byte of them kept', async () => {
    const bytes = randomBytes(500)
    await send(`/hooks/alerts/${key}`, { body: bytes, headers: { 'content-type': 'application/octet-stream' } })
    await send(`/hooks/alerts/${key}`, { body: new URLSearchParams({ name: '서버', status: 'Down' }) })
    expect(handed.map(({ body }) => Buffer.from(unpacked(body ?? '')))).toEqual([
      bytes,
      Buffer.from('name=%EC%84%9C%EB%B2%84&status=Down'),
    ])
  })

  test('may send up to 512 KB; what is too large for the queue lies in the bucket first', async () => {
    const body = randomBytes(512 * 1024)
    expect((await send(`/hooks/alerts/${key}`, { body })).status).toBe(202)
    expect(handed[0]?.bodyAt).toBe(`deliveries/${handed[0]?.id}`)
    expect(put).toEqual([expect.stringMatching(`/deliveries/${handed[0]?.id}$`)])
    expect((await send(`/hooks/alerts/${key}`, { body: randomBytes(512 * 1024 + 1) })).status).toBe(413)
  })

  test('that signs is believed by its secret, which lies in the parameter store', async () => {
    await api('', { id: 'signing', name: 'Signing', signing: 'github' })
    const { url } = await api('/signing/keys', {})
    const { secret } = await api('/signing/signing-secrets', {})
    const path = new URL(url).pathname
    const signed = (by: string) => ({
      ...json,
      'x-hub-signature-256': `sha256=${createHmac('sha256', by).update(alert).digest('hex')}`,
    })
    expect((await send(path, { body: alert, headers: signed(secret) })).status).toBe(202)
    const forged = await send(path, { body: alert, headers: signed('guessed') })
    expect([forged.status, await forged.json()]).toEqual([
      403,
      { status: 'error', message: 'The signature does not fit the body and any of the secrets.' },
    ])
    expect((await send(path, { body: alert, headers: json })).status).toBe(403)
  })
})

describe('a client of another product', () => {
  const payload = { summary: 'Replication is behind', source: 'db-7', severity: 'error' }

  test('of PagerDuty is answered as there', async () => {
    const event = { routing_key: key.slice(0, 32), event_action: 'trigger', dedup_key: 'db-7', payload }
    const taken = await send('/v2/enqueue', { body: JSON.stringify(event), headers: json })
    expect([taken.status, await taken.json()]).toEqual([
      202,
      { status: 'success', message: 'Event processed', dedup_key: 'db-7', event_id: handed[0]?.id },
    ])
    const refusal = async (fields: object) => {
      const refused = await send('/v2/enqueue', { body: JSON.stringify({ ...event, ...fields }), headers: json })
      return [refused.status, await refused.json()]
    }
    const invalid = { status: 'invalid event', message: 'Event object is invalid' }
    expect(await refusal({ payload: { ...payload, summary: undefined } })).toEqual([
      400,
      { ...invalid, errors: ["'payload.summary' is missing or blank"] },
    ])
    expect(await refusal({ routing_key: 'f'.repeat(32) })).toEqual([
      400,
      { ...invalid, errors: ["'routing_key' is invalid"] },
    ])
  })

  test('of Opsgenie is answered as there', async () => {
    const headers = { ...json, authorization: `GenieKey ${key}` }
    const taken = await send('/v2/alerts', { body: '{"message":"Disk full","alias":"disk"}', headers })
    expect([taken.status, await taken.json()]).toEqual([
      202,
      { result: 'Request will be processed', took: expect.any(Number), requestId: expect.any(String) },
    ])
    const closed = await send('/v2/alerts/disk/close?identifierType=alias', { body: '{}', headers })
    expect(closed.status).toBe(202)
    expect((await send('/v2/alerts', { body: '{"message":"x"}', headers: json })).status).toBe(401)
  })
})
