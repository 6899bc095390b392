import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outboundPost } from '../../../functions/edge/outbound.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.stop())

const request = { headers: { 'content-type': 'application/json' }, body: '{"data":{}}' }
const port = () => new URL(receiver.url).port

describe('a post to an address of strangers, in the cloud', () => {
  test('does not connect to a name that leads to this machine: what it resolves to is looked at when it connects', async () => {
    expect(await outboundPost('public')(`https://localhost:${port()}/`, request)).toEqual({ error: 'address-refused' })
    expect(receiver.received).toEqual([])
  })

  test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1'])(
    'does not connect to %s',
    async (host) => {
      expect(await outboundPost('public')(`https://${host}:${port()}/`, request)).toEqual({ error: 'address-refused' })
    },
  )

  test('goes out with TLS or not at all', async () => {
    expect(await outboundPost('public')('http://example.com/', request)).toEqual({ error: 'not-https' })
  })
})

describe('a post on a laptop', () => {
  test.each(['127.0.0.1', 'localhost'])('reaches %s, and tells how it was answered', async (host) => {
    receiver.behave((_, answer) => {
      answer.writeHead(503, { 'retry-after': '30' }).end('later')
      return undefined
    })
    expect(await outboundPost('loopback')(`http://${host}:${port()}/`, request)).toEqual({
      status: 503,
      body: 'later',
      retryAfter: 30,
    })
  })

  test('says in a word what went wrong, without the address', async () => {
    const gone = await startReceiver()
    await gone.stop()
    expect(await outboundPost('loopback')(gone.url, request)).toEqual({ error: 'ECONNREFUSED' })
    receiver.behave((_, answer) => void answer.destroy() as undefined)
    expect(await outboundPost('loopback')(receiver.url, request)).toEqual({ error: 'ECONNRESET' })
  })
})
