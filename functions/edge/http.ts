import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { errorFields, log } from './log.ts'
import { type Problem, problemOf } from './problem.ts'

/** An HTTP request as handlers see it. */
export interface Request {
  readonly method: string
  readonly path: string
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Cookies by name, as they were sent; the first of two that are called the same. */
  readonly cookies?: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** IP address of whoever asks. */
  readonly address?: string
}

/** What a handler answers; an object as `body` goes out as JSON, bytes as they are. */
export interface Response {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Values of Set-Cookie. */
  readonly cookies?: readonly string[]
  readonly body?: string | Uint8Array | object
}

/**
 * What every answer carries, whatever made it (OWASP secure headers; TLS only, no sniffing). Other sites get no
 * referrer; our own do, because without one browsers send forms with `Origin: null`.
 */
const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000',
  'cache-control': 'no-store',
}

const tooMany = ({ retryAfterSeconds: seconds, limit }: Problem) => ({
  'retry-after': String(seconds),
  'ratelimit-policy': `"token";q=${limit};w=60`,
  ratelimit: `"token";r=0;t=${seconds}`,
})

/** A problem as an HTTP answer. */
export const problemResponse = (problem: Problem): Response => ({
  status: problem.status,
  headers: {
    'content-type': 'application/problem+json',
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer realm="Haneul"' }),
    // RFC 6750 section 3.1.
    ...(problem.status === 403 &&
      typeof problem.scope === 'string' && {
        'www-authenticate': `Bearer realm="Haneul", error="insufficient_scope", scope="${problem.scope}"`,
      }),
    ...(problem.status === 503 && { 'retry-after': '1' }),
    ...(problem.status === 429 && tooMany(problem)),
    // What the next If-Match must say.
    ...(problem.status === 412 && typeof problem.version === 'number' && { etag: `"${problem.version}"` }),
  },
  body: problem,
})

const cookiesOf = (event: APIGatewayProxyEventV2): Record<string, string> => {
  const pairs = (event.cookies ?? []).flatMap((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair.trim()) ?? []
    return name === undefined ? [] : [[name, value!] as const]
  })
  return Object.fromEntries(pairs.toReversed())
}

const requestOf = (event: APIGatewayProxyEventV2): Request => ({
  method: event.requestContext.http.method,
  path: event.rawPath,
  headers: event.headers,
  cookies: cookiesOf(event),
  query: Object.fromEntries(new URLSearchParams(event.rawQueryString)),
  body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  address: event.requestContext.http.sourceIp,
})

const payload = (body: Response['body'] = '') => {
  if (typeof body === 'string') return { body }
  if (body instanceof Uint8Array) return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
  return { body: JSON.stringify(body) }
}

const resultOf = ({ status, headers, cookies, body }: Response): APIGatewayProxyStructuredResultV2 => {
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array)
  return {
    statusCode: status,
    headers: { ...always, ...(isJson && { 'content-type': 'application/json' }), ...headers },
    ...(cookies && { cookies: [...cookies] }),
    ...payload(body),
  }
}

/**
 * The onion around a function that is asked over HTTP: the caller's mistakes become answers (by `refused`, a problem
 * document unless told otherwise); our own failures are logged and thrown, so that they count as errors and alarm.
 */
export const http = (
  handle: (request: Request) => Promise<Response>,
  refused: (problem: Problem, request: Request) => Response = problemResponse,
) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      onError: (request) => {
        const problem = problemOf(request.error)
        if (problem) {
          request.response = resultOf(refused(problem, requestOf(request.event)))
          return
        }
        log('error', `${request.context.functionName} failed`, {
          requestId: request.context.awsRequestId,
          route: request.event.routeKey,
          ...errorFields(request.error),
        })
      },
    })
    .handler(async (event: APIGatewayProxyEventV2) => resultOf(await handle(requestOf(event))))
