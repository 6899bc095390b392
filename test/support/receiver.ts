import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './json.ts'

/** One request that arrived. */
export interface Received {
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as it came. */
  readonly text: string
  readonly body: Json
}

/** How a receiver answers a request: with a status, or as it likes; without either it hangs. */
export type Behaviour = (received: Received, answer: ServerResponse) => number | undefined

/** A system of others that is told of events, on this machine. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** `type` and place of everything that arrived, in order. */
  readonly told: readonly string[]
  behave(behaviour: Behaviour): void
  stop(): Promise<void>
}

/** Starts a receiver that says 204 to everything, on a port of its own unless told. */
export const startReceiver = async (port = 0): Promise<Receiver> => {
  const received: Received[] = []
  let behaviour: Behaviour = () => 204
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString('utf8')
    const { headers, url = '' } = request
    const one = { path: url, headers: headers as Received['headers'], text, body: JSON.parse(text) as Json }
    received.push(one)
    const status = behaviour(one, response)
    if (status !== undefined) response.writeHead(status).end()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/haneul?token=1`,
    received,
    get told() {
      return received.map(({ body }) => `${body.data.number}#${body.data.sequence} ${body.type}`)
    },
    behave: (next) => {
      behaviour = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
