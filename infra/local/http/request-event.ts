import type { IncomingMessage } from 'node:http'
import type { RouteMatch } from './route.ts'

/** What of the API goes into every event. */
export interface ApiIdentity {
  readonly accountId: string
  readonly apiId: string
  readonly stage: string
  readonly stageVariables: Readonly<Record<string, string>> | undefined
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Path of a request as HTTP APIs see it: percent-decoded (a `%2F` becomes a slash, too); undefined when it is malformed. */
export function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/')
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/**
 * The event of payload format 2.0 (API Gateway Developer Guide, "AWS Lambda proxy integrations for HTTP APIs"): headers
 * lower-cased and joined by commas, cookies apart, query values decoded and joined by commas, the path decoded.
 */
export function requestEvent(
  request: IncomingMessage,
  body: Buffer,
  path: string,
  { route, pathParameters }: RouteMatch,
  { accountId, apiId, stage, stageVariables }: ApiIdentity,
  requestId: string,
  now: number,
) {
  const { cookie, ...headers } = headersOf(request)
  const rawQueryString = request.url?.split('?').slice(1).join('?') ?? ''
  const text = isText(request)
  const host = headers.host ?? ''
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      'x-forwarded-for': request.socket.remoteAddress ?? '127.0.0.1',
      'x-forwarded-port': String(request.socket.localPort ?? ''),
      'x-forwarded-proto': 'http',
    },
    ...(rawQueryString !== '' && { queryStringParameters: queryOf(rawQueryString) }),
    requestContext: {
      accountId,
      apiId,
      domainName: host,
      domainPrefix: host.split('.')[0],
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage,
      time: commonLogTime(new Date(now)),
      timeEpoch: now,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !text,
    ...(stageVariables && { stageVariables }),
  }
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name.toLowerCase(),
      values.join(name === 'cookie' ? '; ' : ','),
    ]),
  )
}

function queryOf(rawQueryString: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    values[name] = name in values ? `${values[name]},${value}` : value
  }
  return values
}

// Everything else travels as base64, form posts among it, and so does what is compressed.
function isText({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding'] ?? 'identity'
  const type = headers['content-type'] ?? ''
  return encoding === 'identity' && /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\b)/i.test(type)
}

/** `12/Mar/2020:19:03:58 +0000`, the time format of access logs. */
function commonLogTime(at: Date): string {
  const iso = at.toISOString()
  return `${iso.slice(8, 10)}/${MONTHS[at.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`
}
