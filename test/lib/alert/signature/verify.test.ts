import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Checking } from '../../../../lib/alert/signature/signed.ts'
import { verifying } from '../../../../lib/alert/signature/verify.ts'

const now = '2026-11-24T09:00:00.000Z'
const seconds = String(Date.parse(now) / 1000)
const body = Buffer.from('{"title":"디스크 91 %","host":"db-1"}')
const secret = 'a secret that both sides know'
const hmac = (key: string | Uint8Array, text: string | Uint8Array, encoding: 'hex' | 'base64', algorithm = 'sha256') =>
  createHmac(algorithm, key).update(text).digest(encoding)
const together = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))

const standardKey = Buffer.alloc(32, 5)
const standardSecret = `whsec_${standardKey.toString('base64')}`
const standard = (id: string, at: string) => hmac(standardKey, together(`${id}.${at}.`, body), 'base64')

/** One good request of each scheme, by the rule of its sender. */
const good: Record<keyof typeof verifying, { headers: Record<string, string>; secret: string }> = {
  github: { headers: { 'x-hub-signature-256': `sha256=${hmac(secret, body, 'hex')}` }, secret },
  sentry: { headers: { 'sentry-hook-signature': hmac(secret, body, 'hex') }, secret },
  pagerduty: {
    headers: { 'x-pagerduty-signature': `v1=${hmac('another', body, 'hex')},v1=${hmac(secret, body, 'hex')}` },
    secret,
  },
  grafana: { headers: { 'x-grafana-alerting-signature': hmac(secret, body, 'hex') }, secret },
  'splunk-observability': { headers: { 'x-sfx-signature': hmac(secret, body, 'base64') }, secret },
  'standard-webhooks': {
    headers: {
      'webhook-id': 'msg-1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} v1,${standard('msg-1', seconds)}`,
    },
    secret: standardSecret,
  },
}
const schemes = Object.keys(good) as (keyof typeof verifying)[]

const check = (
  scheme: keyof typeof verifying,
  {
    headers,
    bytes = body as Uint8Array,
    ...checking
  }: Partial<Checking> & { headers?: Record<string, string>; bytes?: Uint8Array } = {},
) =>
  verifying[scheme](
    { headers: headers ?? good[scheme].headers, body: bytes },
    { secrets: [good[scheme].secret], now, ...checking },
  )

describe.each(schemes)('a body signed as %s', (scheme) => {
  test('is believed with any of the live secrets', () => {
    expect(check(scheme)).toBeUndefined()
    expect(
      check(scheme, { secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`, good[scheme].secret] }),
    ).toBeUndefined()
  })

  test('is not believed with another secret, another body, or no signature', () => {
    expect(check(scheme, { secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`] })).toMatch(/does not fit/)
    expect(check(scheme, { bytes: together(body, ' ') })).toMatch(/does not fit/)
    expect(check(scheme, { headers: {} })).toMatch(/missing/)
    const broken = Object.fromEntries(
      Object.keys(good[scheme].headers).map((name) => [name, name.includes('timestamp') ? seconds : 'x']),
    )
    expect(check(scheme, { headers: broken })).toMatch(/does not fit/)
  })
})

describe('a signature over the time', () => {
  const standardAt = (at: number) => ({
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${standard('msg-1', String(at))}`,
  })
  const grafanaAt = (at: number) => ({
    'x-our-signature': hmac(secret, together(`${at}:`, body), 'hex'),
    'x-our-time': String(at),
  })
  const names = { signatureHeader: 'X-Our-Signature', timestampHeader: 'X-Our-Time' }

  test.each([-300, 300])('is believed %i seconds away', (away) => {
    expect(check('standard-webhooks', { headers: standardAt(Number(seconds) + away) })).toBeUndefined()
    expect(check('grafana', { headers: grafanaAt(Number(seconds) + away), ...names })).toBeUndefined()
  })

  test.each([-301, 301])('is not believed %i seconds away', (away) => {
    expect(check('standard-webhooks', { headers: standardAt(Number(seconds) + away) })).toMatch(/5 minutes/)
    expect(check('grafana', { headers: grafanaAt(Number(seconds) + away), ...names })).toMatch(/5 minutes/)
  })

  test('is not believed without the time, or with another one than was signed', () => {
    const { 'x-our-time': _, ...timeless } = grafanaAt(Number(seconds))
    expect(check('grafana', { headers: timeless, ...names })).toMatch(/X-Our-Time must be/)
    const other = { ...grafanaAt(Number(seconds)), 'x-our-time': String(Number(seconds) + 1) }
    expect(check('grafana', { headers: other, ...names })).toMatch(/does not fit/)
    expect(check('standard-webhooks', { headers: { ...standardAt(Number(seconds)), 'webhook-id': 'msg-2' } })).toMatch(
      /does not fit/,
    )
  })
})

describe('a signature with a key pair', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const known = `whpk_${publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}`
  const headers = {
    'webhook-id': 'msg-1',
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,x v1a,${sign(null, together(`msg-1.${seconds}.`, body), privateKey).toString('base64')}`,
  }

  test('is believed by the public key, and by no other', () => {
    expect(check('standard-webhooks', { headers, secrets: [known] })).toBeUndefined()
    expect(check('standard-webhooks', { headers, secrets: [known], bytes: together(body, ' ') })).toMatch(
      /does not fit/,
    )
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(12)
    expect(check('standard-webhooks', { headers, secrets: [`whpk_${other.toString('base64')}`] })).toMatch(
      /does not fit/,
    )
  })

  test('is never believed as an HMAC by who knows the public key', () => {
    const key = Buffer.from(known.slice(5), 'base64')
    const forged = hmac(key, together(`msg-1.${seconds}.`, body), 'base64')
    const asHmac = { ...headers, 'webhook-signature': `v1,${forged} v1a,${forged}` }
    expect(check('standard-webhooks', { headers: asHmac, secrets: [known] })).toMatch(/does not fit/)
  })
})

test('an older client of Splunk Observability signs with SHA-1, and is believed', () => {
  const headers = { 'x-sfx-signature': hmac(secret, body, 'base64', 'sha1') }
  expect(check('splunk-observability', { headers })).toBeUndefined()
})

test('the examples that GitHub and Standard Webhooks publish are believed', () => {
  expect(
    verifying.github(
      {
        headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
        body: Buffer.from('Hello, World!'),
      },
      { secrets: ["It's a Secret to Everybody"], now },
    ),
  ).toBeUndefined()
  expect(
    verifying['standard-webhooks'](
      {
        headers: {
          'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
          'webhook-timestamp': '1614265330',
          'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
        },
        body: Buffer.from('{"test": 2432232314}'),
      },
      { secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], now: '2021-02-25T15:02:10Z' },
    ),
  ).toBeUndefined()
})
