import { createHmac, timingSafeEqual } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { messageId, secretText, signatureHeaders } from '../../../lib/webhook/sign.ts'

/** As a receiver checks it, by the words of the specification. */
const isSigned = (headers: Readonly<Record<string, string>>, body: string, secret: string): boolean => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', key).update(content).digest()
  return headers['webhook-signature']!.split(' ').some((signature) => {
    const [version, given] = signature.split(',')
    const bytes = Buffer.from(given!, 'base64')
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
}

describe('an event that goes out', () => {
  test('is signed as the reference libraries of Standard Webhooks sign it', () => {
    const at = new Date(1_614_265_330_000).toISOString()
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body: '{"test": 2432232314}' }
    expect(signatureHeaders(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('is signed with a secret of our own as anybody computes it, Korean words and all', () => {
    const secret = secretText(new Uint8Array(32).fill(7))
    expect(secret).toBe('whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=')
    const signed = { id: 'hook_INC-1_1', at: '2026-11-24T00:30:00.900Z', body: '{"title":"3층 프린터"}' }
    const headers = signatureHeaders(signed, [secret])
    expect(headers['webhook-timestamp']).toBe('1795480200')
    expect(headers['webhook-signature']).toBe('v1,UICUQmZMaiNKKDLowQApBicAAcXIa6uuPFpUrSDogSU=')
    expect(isSigned(headers, signed.body, secret)).toBe(true)
    expect(isSigned(headers, `${signed.body} `, secret)).toBe(false)
  })

  test('is signed with the old and the new secret while one takes the place of the other', () => {
    const [old, young] = [secretText(new Uint8Array(32).fill(1)), secretText(new Uint8Array(32).fill(2))]
    const signed = { id: 'hook_INC-1_1', at: '2026-11-24T00:30:00.000Z', body: '{}' }
    const headers = signatureHeaders(signed, [young, old])
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2)
    for (const secret of [old, young]) expect(isSigned(headers, '{}', secret)).toBe(true)
    expect(isSigned(headers, '{}', secretText(new Uint8Array(32).fill(3)))).toBe(false)
  })

  test('never goes out unsigned', () => {
    expect(() => signatureHeaders({ id: 'a', at: '2026-11-24T00:30:00.000Z', body: '' }, [])).toThrow(/unsigned/)
  })

  test('has an id without full stops, so that it can be read in one way only', () => {
    expect(messageId('hook', 'INC-12', 3)).toBe('hook_INC-12_3')
  })
})
