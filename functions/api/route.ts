import { covers } from '../../lib/people/access.ts'
import type { Caller } from '../../lib/people/caller.ts'
import { Person } from '../../lib/people/person.ts'
import { scopeFor } from '../../lib/people/scope.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request, Response } from '../edge/http.ts'
import { authenticate } from './authenticate.ts'
import type { Access, ApiDesk, Operation } from './operation.ts'
import { parse, parseJson } from './parse.ts'
import { rateLimit } from './rate-limit.ts'

/** Answers requests by a table of operations: who asks, which operation, what they sent, and then the operation itself. */
export const answering = (operations: readonly Operation[], desk: ApiDesk) => {
  const routes = operations.map((operation) => ({
    operation,
    pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
  }))
  const limit = rateLimit()
  return async (request: Request): Promise<Response> => {
    const here = routes.filter(({ pattern }) => pattern.test(request.path))
    const route = here.find(({ operation }) => operation.method === request.method)
    const at = desk.now()
    const bearer = route?.operation.isOpen ? undefined : await authenticate(request, desk.store, at)
    const limits = bearer && limit(bearer.token, bearer.requestsPerMinute, at)
    const caller: Caller = bearer?.caller ?? nobody
    if (here.length > 0 && !route) return notAllowed(here.map(({ operation }) => operation.method))
    if (!route) throw new Refusal('not_found', `There is nothing at ${request.path}. See /api/v1/openapi.json.`)
    const { operation, pattern } = route
    if (operation.access) ensureCovered(caller, operation.access)
    const params = Object.entries(pattern.exec(request.path)?.groups ?? {}).map(([name, value]) => [
      name,
      decode(value),
    ])
    const call = {
      caller,
      params: Object.fromEntries(params),
      query: operation.query ? parse(operation.query, request.query) : {},
      body: operation.body ? parse(operation.body, parseJson(request.body)) : {},
      request,
    }
    const answer = await operation.run(call, desk)
    return { ...answer, headers: { ...limits, ...answer.headers } }
  }
}

/** Who asks without a token: nobody, who may do nothing. */
export const nobody = Person.parse({
  id: 'nobody',
  name: 'Nobody',
  addresses: [],
  role: 'guest',
  language: 'en',
  timeZone: 'UTC',
  isActive: false,
})

/** A token that was not made for this learns so at once, whatever it asks for. */
const ensureCovered = (caller: Caller, { kind, action }: Access) => {
  if (covers(caller, kind, action)) return
  const scope = scopeFor(kind, action)
  const remedy = scope ? `Use one with the scope ${scope}.` : 'No token may do it; sign in.'
  throw new Refusal('forbidden', `This token was not made for that. ${remedy}`, 'Authorization', scope && { scope })
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
