import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Resource } from '../../../infra/local/world.ts'
import { arn, resource, type Stand, standFor } from './stand.ts'

const api = (properties: object = {}) =>
  resource('AWS::ApiGatewayV2::Api', 'Api', 'api1', '', { Name: 'desk', ProtocolType: 'HTTP', ...properties })
const stage = (properties: object = {}) =>
  resource('AWS::ApiGatewayV2::Stage', 'Stage', '$default', '', {
    ApiId: 'api1',
    StageName: '$default',
    AutoDeploy: true,
    ...properties,
  })
const integration = (name: string, properties: object = {}) =>
  resource('AWS::ApiGatewayV2::Integration', `${name}Integration`, `i-${name}`, '', {
    ApiId: 'api1',
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: arn('lambda', `function:${name}`),
    PayloadFormatVersion: '2.0',
    ...properties,
  })
const route = (RouteKey: string, name: string, properties: object = {}) =>
  resource('AWS::ApiGatewayV2::Route', `Route ${RouteKey}`, RouteKey, '', {
    ApiId: 'api1',
    RouteKey,
    Target: `integrations/i-${name}`,
    AuthorizationType: 'NONE',
    ...properties,
  })
const invokers = ['apigateway.amazonaws.com']
const functions = {
  echo: { source: 'export const handler = async (event) => event', invokers },
  answer: {
    source: `export const handler = async ({ body, isBase64Encoded }) =>
      JSON.parse(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString())`,
    invokers,
  },
  throws: { source: 'export const handler = async () => { throw new Error("secret") }', invokers },
  forbidden: { source: 'export const handler = async () => "never"' },
}
const resources: Resource[] = [
  api({ CorsConfiguration: { AllowOrigins: ['https://desk.example'], AllowMethods: ['GET', 'POST'], MaxAge: 60 } }),
  stage({ StageVariables: { colour: 'blue' } }),
  ...Object.keys(functions).map((name) => integration(name)),
  route('$default', 'echo'),
  route('POST /answer', 'answer'),
  route('GET /throws', 'throws'),
  route('GET /forbidden', 'forbidden'),
  route('GET /incidents/{number}', 'echo'),
  route('GET /incidents/new', 'echo'),
  route('ANY /incidents/{number}', 'echo'),
  route('ANY /api/{proxy+}', 'echo'),
  route('ANY /api/v1/{proxy+}', 'echo'),
  route('GET /api/v1/health', 'echo'),
]

describe('the HTTP API', () => {
  let stand: Stand
  beforeAll(async () => {
    stand = await standFor({ functions, resources })
  })
  afterAll(() => stand.stop())
  const fetchEvent = async (path: string, init?: RequestInit) =>
    (await (await fetch(`${stand.compute.url}${path}`, init)).json()) as Record<string, unknown>

  test('hands a request to its function in payload format 2.0', async () => {
    const event = await fetchEvent('/a%20b/%ED%95%98?x=1&x=2&name=%EA%B0%80+b', {
      headers: { 'X-Thing': 'One', Cookie: 'a=1; b=2', 'User-Agent': 'test' },
    })
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a b/하',
      rawQueryString: 'x=1&x=2&name=%EA%B0%80+b',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2', name: '가 b' },
      headers: { 'x-thing': 'One', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api1',
        stage: '$default',
        routeKey: '$default',
        http: { method: 'GET', path: '/a b/하', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        requestId: expect.any(String),
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      stageVariables: { colour: 'blue' },
      isBase64Encoded: false,
    })
    expect(event).not.toHaveProperty('body')
    expect(event).not.toHaveProperty('pathParameters')
    expect(event.headers).not.toHaveProperty('cookie')
  })

  test('joins a header that is sent twice by commas', async () => {
    const body = await new Promise<string>((resolve, reject) => {
      const outgoing = request(`${stand.compute.url}/twice`, { headers: { 'x-thing': ['one', 'two'] } }, (incoming) => {
        incoming.toArray().then((chunks) => resolve(Buffer.concat(chunks).toString()), reject)
      })
      outgoing.on('error', reject)
      outgoing.end()
    })
    expect(JSON.parse(body).headers['x-thing']).toBe('one,two')
  })

  test.each<[string, string | Uint8Array<ArrayBuffer>, string, boolean]>([
    ['JSON', '{"a":"가"}', 'application/json', false],
    ['problem JSON', '{}', 'application/problem+json; charset=utf-8', false],
    ['text', 'hello', 'text/plain', false],
    ['a form', 'a=1&b=2', 'application/x-www-form-urlencoded', true],
    ['bytes', new Uint8Array([0, 255, 128]), 'application/octet-stream', true],
  ])('hands over a body as text or, when it may be bytes, as base64: %s', async (_, body, type, base64) => {
    const event = await fetchEvent('/upload', { method: 'POST', body, headers: { 'content-type': type } })
    expect(event.isBase64Encoded).toBe(base64)
    const sent = Buffer.from(await new Response(body).arrayBuffer())
    expect(Buffer.from(event.body as string, base64 ? 'base64' : 'utf8')).toEqual(sent)
  })

  test.each<[string, string, string, object | undefined]>([
    ['GET', '/incidents/new', 'GET /incidents/new', undefined],
    ['GET', '/incidents/INC-1', 'GET /incidents/{number}', { number: 'INC-1' }],
    ['PUT', '/incidents/INC-1', 'ANY /incidents/{number}', { number: 'INC-1' }],
    ['GET', '/incidents/INC-1/more', '$default', undefined],
    ['GET', '/incidents/', '$default', undefined],
    ['GET', '/api/v1/health', 'GET /api/v1/health', undefined],
    ['POST', '/api/v1/health', 'ANY /api/v1/{proxy+}', { proxy: 'health' }],
    ['GET', '/api/v1/a/b', 'ANY /api/v1/{proxy+}', { proxy: 'a/b' }],
    ['GET', '/api/v2/a', 'ANY /api/{proxy+}', { proxy: 'v2/a' }],
    ['GET', '/api', '$default', undefined],
  ])('takes the most specific route: %s %s goes to %s', async (method, path, routeKey, pathParameters) => {
    const event = await fetchEvent(path, { method })
    expect(event.routeKey).toBe(routeKey)
    expect(event.pathParameters).toEqual(pathParameters)
  })

  const answered = (value: unknown) =>
    fetch(`${stand.compute.url}/answer`, { method: 'POST', body: JSON.stringify(value) })

  test('answers status, headers, cookies and bytes as the function says', async () => {
    const answer = await answered({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'X-Count': 3 },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: Buffer.from([1, 2, 255]).toString('base64'),
      isBase64Encoded: true,
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('x-count')).toBe('3')
    expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2'])
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([1, 2, 255]))
  })

  test('answers a value without a status as JSON', async () => {
    const answer = await answered({ hello: '세계' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await answer.json()).toEqual({ hello: '세계' })
  })

  test.each([{ statusCode: 'teapot' }, { statusCode: 200, body: { no: 'text' } }, { statusCode: 200, headers: 'x' }])(
    'answers 500 for what is no response: %o',
    async (value) => {
      const answer = await answered(value)
      expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }])
    },
  )

  test('answers 500 without a word of the reason when the function fails or may not be invoked', async () => {
    for (const path of ['/throws', '/forbidden']) {
      const answer = await fetch(`${stand.compute.url}${path}`)
      expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}'])
    }
  })

  test('answers 413 for a body that no function could take', async () => {
    for (const bytes of [6_400_000, 11_000_000]) {
      const answer = await fetch(`${stand.compute.url}/upload`, { method: 'POST', body: 'x'.repeat(bytes) })
      expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Entity Too Large' }])
    }
  })

  test('answers HEAD without a body', async () => {
    const answer = await fetch(`${stand.compute.url}/anything`, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  test('answers a preflight itself, for the origins it allows', async () => {
    const preflight = (origin: string) =>
      fetch(`${stand.compute.url}/api/v1/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    const allowed = await preflight('https://desk.example')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://desk.example')
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,POST')
    expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('marks an answer to an allowed origin', async () => {
    const answer = await fetch(`${stand.compute.url}/x`, { headers: { origin: 'https://desk.example' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://desk.example')
  })
})

describe('an HTTP API without a default route', () => {
  test('answers 404 for what no route matches', async () => {
    const stand = await standFor({
      functions,
      resources: [api(), stage(), integration('echo'), route('GET /a', 'echo')],
    })
    const answer = await fetch(`${stand.compute.url}/b`)
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }])
    await stand.stop()
  })
})

describe('a function that answers too late', () => {
  test('is answered for with 503', async () => {
    const slow = { source: 'export const handler = () => new Promise(() => setInterval(() => {}, 1e6))', invokers }
    const stand = await standFor({
      functions: { slow: { ...slow, properties: { Timeout: 60 } } },
      resources: [api(), stage(), integration('slow', { TimeoutInMillis: 50 }), route('$default', 'slow')],
    })
    const answer = await fetch(stand.compute.url)
    expect([answer.status, await answer.json()]).toEqual([503, { message: 'Service Unavailable' }])
    await stand.stop()
  })
})

describe('pages of the host itself', () => {
  test('come before the API, below their own path only', async () => {
    const stand = await standFor({
      functions,
      resources: [api(), stage(), integration('echo'), route('$default', 'echo')],
      context: {
        localRoutes: (request, response) => {
          if (request.url !== '/_local/mail') return false
          response.end('mailbox')
          return true
        },
      },
    })
    const get = async (path: string) => (await fetch(`${stand.compute.url}${path}`)).text()
    expect(await get('/_local/mail')).toBe('mailbox')
    expect(JSON.parse(await get('/_local/other')).rawPath).toBe('/_local/other')
    await stand.stop()
  })
})

describe('a port that is taken', () => {
  test('is told by its code', async () => {
    const first = await standFor({})
    const port = Number(new URL(first.compute.url).port)
    await expect(standFor({ context: { port } })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.stop()
  })
})

describe('an HTTP API that says more than is played', () => {
  test.each<[string, Resource[], RegExp]>([
    ['an authorizer', [api(), stage(), resource('AWS::ApiGatewayV2::Authorizer', 'Jwt', '', '')], /authorizers/],
    [
      'a route for the signed in',
      [api(), stage(), integration('echo'), route('GET /', 'echo', { AuthorizationType: 'JWT' })],
      /authorizers/,
    ],
    ['a second API', [api(), api(), stage()], /second/],
    ['another stage', [api(), stage({ StageName: 'prod' })], /\$default/],
    ['WebSockets', [api({ ProtocolType: 'WEBSOCKET' }), stage()], /HTTP APIs only/],
  ])('stops the start with a sentence: %s', async (_, wrong, sentence) => {
    await expect(standFor({ functions, resources: wrong })).rejects.toThrow(sentence)
  })
})
