import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { type RoleKeys, signer, type Unsigned } from './signature-v4.ts'

/** Where a function runs, as Lambda tells it. */
export interface Surroundings {
  readonly region: string
  readonly keys: RoleKeys
}

/** What Lambda's environment says of the role and region; throws where it says nothing. */
export const surroundings = (env: Readonly<Record<string, string | undefined>>): Surroundings => {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env
  if (!AWS_REGION || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('The environment names no region and no keys of a role.')
  return {
    region: AWS_REGION,
    keys: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN },
  }
}

/** One attempt may take this long; a service that is well answers within 50 ms. */
const patienceMilliseconds = 2000
const attempts = 3

const agents = { secure: new Agent({ keepAlive: true }), plain: new PlainAgent({ keepAlive: true }) }

/** An answer that is no success. */
export class CallFailed extends Error {
  readonly status: number

  constructor(service: string, status: number, body: string) {
    super(`${service} answered ${status}: ${body.slice(0, 500)}`)
    this.name = 'CallFailed'
    this.status = status
  }
}

const textOf = (response: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    response.on('error', reject)
  })

const once = ({ url, method, body }: Unsigned, headers: Record<string, string>) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const options = { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
    const answered = (response: IncomingMessage) =>
      textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject)
    const call =
      url.protocol === 'https:'
        ? request(url, { ...options, agent: agents.secure }, answered)
        : plainRequest(url, { ...options, agent: agents.plain }, answered)
    call.setTimeout(patienceMilliseconds, () => call.destroy(new Error('No answer in time.')))
    call.on('error', reject)
    call.end(body)
  })

/** Only what may pass by itself is tried again: no connection, no answer, throttling, an outage. */
const mayPass = (status: number, body: string) => status >= 500 || status === 429 || /Throttl|SlowDown/.test(body)

/**
 * Calls one service of AWS by a single signed request, for the few calls that every alert makes: of what an alert costs, the
 * SDK's way to send a message took 0.6 ms of processor time, and this takes a quarter of that. Rejects with `CallFailed`, or
 * what the connection says, after three attempts.
 */
export const leanCall = (service: string, { region, keys }: Surroundings) => {
  const sign = signer(service, region, keys)
  return async (unsigned: Unsigned): Promise<string> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const { status, body } = await once(unsigned, sign(unsigned, new Date()))
        if (status >= 200 && status < 300) return body
        if (attempt === attempts || !mayPass(status, body)) throw new CallFailed(service, status, body)
      } catch (error) {
        if (attempt === attempts || error instanceof CallFailed) throw error
      }
      // 50 ms, 100 ms and a bit, so that many who failed together do not come back together.
      await new Promise((done) => setTimeout(done, 50 * 2 ** (attempt - 1) * (1 + Math.random())))
    }
  }
}
