import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type LambdaService, RequestTooLarge } from '../lambda/functions.ts'
import { mayInvoke } from '../lambda/permission.ts'
import type { Part, World } from '../world.ts'
import { type HttpApi, httpApiOf } from './api.ts'
import { corsHeaders, isPreflight } from './cors.ts'
import { decodedPath, requestEvent } from './request-event.ts'
import { answerFrom, type HttpAnswer, plainAnswer } from './response.ts'
import type { Route } from './route.ts'

/** API Gateway's limit on a request (Developer Guide, "Quotas for HTTP APIs"). */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024

/** What serving the HTTP API needs. */
export interface HttpParts {
  readonly world: World
  readonly lambda: LambdaService
  /** 0 takes any free port. */
  readonly port: number
  /** Pages of the host itself, asked first for paths below `/_local/`; answers whether it took the request. */
  readonly localRoutes: (request: IncomingMessage, response: ServerResponse) => boolean
}

/**
 * Serves the HTTP API of the template on loopback. Rejects with `code: 'EADDRINUSE'` when the port is taken, and with a
 * sentence when the template says something that is not played.
 */
export async function startHttp(parts: HttpParts): Promise<Part & { readonly url: string }> {
  const api = httpApiOf(parts.world)
  const maySend = senders(parts.world, api)
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/_local/') && parts.localRoutes(request, response)) return
    answer(parts, api, maySend, request)
      .catch((error) => {
        // A client that hangs up is no failure of ours.
        if (error.code !== 'ECONNRESET') console.error(error)
        return plainAnswer(500, 'Internal Server Error')
      })
      .then((result) => write(request, response, result))
  })
  server.listen(parts.port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(
  { lambda }: HttpParts,
  api: HttpApi | undefined,
  maySend: MaySend,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  const body = await bodyOf(request)
  if (body === undefined) return plainAnswer(413, 'Request Entity Too Large')
  const path = decodedPath(request.url ?? '/')
  if (path === undefined) return plainAnswer(400, 'Bad Request')
  if (api?.cors !== undefined && isPreflight(request)) {
    return { status: 204, headers: corsHeaders(api.cors, request), cookies: [], body: Buffer.alloc(0) }
  }
  const match = api?.router(request.method ?? 'GET', path)
  if (api === undefined || match === undefined) return plainAnswer(404, 'Not Found')
  const { functionArn, routeKey } = match.route
  const added = api.cors === undefined ? {} : corsHeaders(api.cors, request)
  const event = requestEvent(request, body, path, match, api.identity, randomUUID(), Date.now())
  if (!maySend(match.route)) {
    console.error(
      `apigateway.amazonaws.com has no permission for ${functionArn} on behalf of ${api.sourceArn(routeKey)}.`,
    )
    return plainAnswer(500, 'Internal Server Error')
  }
  const result = await integration(lambda, match.route, JSON.stringify(event))
  return { ...result, headers: { ...result.headers, ...added } }
}

type MaySend = (route: Route) => boolean

/** Whether the API may invoke a route's function: asked of the template once for each route. */
function senders(world: World, api: HttpApi | undefined): MaySend {
  const known = new Map<string, boolean>()
  return ({ functionArn, routeKey }) => {
    let answer = known.get(routeKey)
    if (answer === undefined) {
      answer = mayInvoke(world, functionArn, 'apigateway.amazonaws.com', api?.sourceArn(routeKey) ?? '')
      known.set(routeKey, answer)
    }
    return answer
  }
}

async function integration(
  lambda: LambdaService,
  { functionArn, timeoutMs }: Route,
  event: string,
): Promise<HttpAnswer> {
  const { promise: patience, resolve: giveUp } = Promise.withResolvers<void>()
  const timer = setTimeout(giveUp, timeoutMs)
  timer.unref()
  try {
    const outcome = await Promise.race([lambda.answerText(functionArn, event), patience])
    if (outcome === undefined) return plainAnswer(503, 'Service Unavailable')
    return (outcome.ok ? answerFrom(outcome.payload) : undefined) ?? plainAnswer(500, 'Internal Server Error')
  } catch (error) {
    if (error instanceof RequestTooLarge) return plainAnswer(413, 'Request Entity Too Large')
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** The whole body; nothing when it is larger than the API takes. */
function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= BODY_LIMIT_BYTES) chunks.push(chunk)
    })
    request.on('end', () => resolve(bytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks)))
    request.on('error', reject)
    // A client that hung up says so in no other way once its request has begun.
    request.on('close', () => reject(Object.assign(new Error('The client hung up.'), { code: 'ECONNRESET' })))
  })
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, cookies, body }: HttpAnswer,
): void {
  response.writeHead(status, {
    ...headers,
    'content-length': body.length,
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    apigwrequestid: randomUUID(),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
