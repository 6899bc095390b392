import { s3Files } from '../../lib/aws/files.ts'
import { waitingIn } from '../../lib/aws/queues.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { examine } from '../../lib/desk/health.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { http, type Request, type Response } from '../edge/http.ts'
import { now, replyKey, wait } from '../edge/time.ts'
import { authenticate } from './authenticate.ts'
import { incidents } from './incidents.ts'
import { letters } from './letters.ts'
import { rulesAboutMail } from './mail-rules.ts'
import { messageHtml } from './message-html-operation.ts'
import { openapi } from './openapi.ts'
import type { ApiDesk, Operation } from './operation.ts'
import { parse, parseJson } from './parse.ts'
import { people } from './people.ts'
import { teams } from './teams.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'MAIL_BUCKET',
  'FILES_BUCKET',
  'PUBLIC_URL',
  'DEAD_LETTER_QUEUES',
)
const store = dynamoStore(settings.TABLE_NAME)
const desk: ApiDesk = {
  store,
  policies: policySource(store, now),
  files: s3Files(settings.FILES_BUCKET),
  mails: s3Files(settings.MAIL_BUCKET),
  now,
  replyKey,
  newId: replyKey,
}

const operations: readonly Operation[] = [...incidents, ...people, ...teams, ...letters, ...rulesAboutMail]

const routes = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
}))

const health = async (): Promise<Response> => {
  const found = await examine({
    store: desk.store,
    waitingIn: waitingIn(),
    deadLetterQueues: settings.DEAD_LETTER_QUEUES,
    now,
    wait,
  })
  return { status: found.status === 'ok' ? 200 : 503, body: found }
}

const answer = async (request: Request): Promise<Response> => {
  if (request.path === '/healthz') return health()
  if (request.path === '/api/v1/openapi.json')
    return { status: 200, body: openapi([...operations, messageHtml], settings.PUBLIC_URL) }
  const caller = await authenticate(request, desk.store)
  const here = routes.filter(({ pattern }) => pattern.test(request.path))
  const route = here.find(({ operation }) => operation.method === request.method)
  if (here.length > 0 && !route) return notAllowed(here.map(({ operation }) => operation.method))
  if (!route) throw new Refusal('not_found', `There is nothing at ${request.path}. See /api/v1/openapi.json.`)
  const { operation, pattern } = route
  return operation.run(
    {
      caller,
      params: Object.fromEntries(
        Object.entries(pattern.exec(request.path)?.groups ?? {}).map(([name, value]) => [name, decode(value)]),
      ),
      query: operation.query ? parse(operation.query, request.query) : {},
      body: operation.body ? parse(operation.body, parseJson(request.body)) : {},
      request,
    },
    desk,
  )
}

const decode = (part: string) => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal('invalid', `The path has a broken escape in "${part}".`)
  }
}

const notAllowed = (methods: readonly string[]): Response => ({
  status: 405,
  headers: { allow: methods.join(', '), 'content-type': 'application/problem+json' },
  body: {
    type: 'about:blank',
    title: 'Method not allowed',
    status: 405,
    detail: `Use ${methods.join(' or ')} here.`,
  },
})

/** The API: one table of operations, matched, parsed and carried out. */
export const handler = http(answer)
