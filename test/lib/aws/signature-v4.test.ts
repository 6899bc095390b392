import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, test } from 'vitest'
import { signer } from '../../../lib/aws/signature-v4.ts'

/** What the SDK hashes with. */
class Sha256 {
  readonly #sum
  constructor(secret?: string | Uint8Array) {
    this.#sum = secret === undefined ? createHash('sha256') : createHmac('sha256', secret)
  }
  update(data: string | Uint8Array) {
    this.#sum.update(data)
  }
  async digest() {
    return new Uint8Array(this.#sum.digest())
  }
  reset() {}
}

const at = new Date('2026-11-24T23:59:58.123Z')
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not/a+secret', sessionToken: 'of a session' }

const bySdk = async (service: string, url: URL, method: string, headers: Record<string, string>, body: string) => {
  const sdk = new SignatureV4({
    service,
    region: 'ap-northeast-2',
    credentials: keys,
    sha256: Sha256 as never,
    applyChecksum: true,
    uriEscapePath: service !== 's3',
  })
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { ...headers, host: url.host },
    body,
  }
  return (await sdk.sign(request, { signingDate: at })).headers.authorization
}

describe('a request that we sign ourselves', () => {
  test.each([
    ['sqs', 'POST', 'https://sqs.ap-northeast-2.amazonaws.com/', '{"MessageBody":"서버 장애"}'],
    ['s3', 'PUT', 'https://haneul-alerts.s3.ap-northeast-2.amazonaws.com/deliveries/evt-abc', 'bytes'],
  ] as const)('to %s is signed as the SDK signs it', async (service, method, address, body) => {
    const url = new URL(address)
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' }
    const sign = signer(service, 'ap-northeast-2', keys)
    const ours = sign({ method, url, headers, body }, at)
    const sdk = await bySdk(service, url, method, headers, body)
    expect(ours.authorization).toBe(sdk)
    // The next day has another key.
    const tomorrow = sign({ method, url, headers, body }, new Date('2026-11-25T00:00:00Z'))
    expect(tomorrow.authorization).toContain('/20261125/')
    expect(tomorrow.authorization).not.toBe(ours.authorization)
  })
})
