import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Person } from '../../../lib/people/person.ts'
import { Conflict, Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { nobody } from '../../api/route.ts'
import type { Request, Response } from '../../edge/http.ts'
import { problemOf } from '../../edge/problem.ts'
import { toSignIn } from '../entering.ts'
import { readForm } from './form.ts'
import { type Reader, readerOf } from './reader.ts'
import { RefusedPage } from './refused-page.tsx'
import type { PageRoute, Refused, View, Visit } from './visit.ts'

/** How a function that shows pages knows its visitors. */
export interface Door {
  /** The visitor who is signed in, and cookies to set on the way; nothing for a stranger. */
  enter(request: Request): Promise<
    | {
        readonly person: Person
        readonly cookies: readonly string[]
        readonly session?: { readonly id: string; readonly provenAt?: string | undefined }
      }
    | undefined
  >
  /** Whether the pages behind it are for this person; for everybody else they are not there. */
  admits(person: Person): boolean
  /** Throws a `Refusal` for a form that was not sent from our own pages. */
  ensureOwnForm(request: Request): void
}

const policy = (connect: readonly string[]) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    // Mails as they were sent, each in an origin of its own.
    "frame-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/** Smaller answers do not become smaller. */
const leastCompressed = 1400

/** The page as an answer: as small as the browser takes it, and never in a frame or with a script that is not ours. */
export const htmlResponse = (
  request: Request,
  page: unknown,
  status = 200,
  connect: readonly string[] = [],
): Response => {
  const html = `<!doctype html>${String(page)}`
  const tag =
    request.headers['x-live'] === undefined ? undefined : `"${createHash('sha1').update(html).digest('base64url')}"`
  // A page that asks whether it changed hears only that it did not.
  if (tag && request.headers['if-none-match'] === tag) return { status: 304, headers: { etag: tag } }
  const isSmall = html.length < leastCompressed || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(connect),
      'x-frame-options': 'DENY',
      vary: 'accept-encoding, cookie',
      ...(tag && { etag: tag }),
      ...(!isSmall && { 'content-encoding': 'gzip' }),
    },
    body: isSmall ? html : gzipSync(html),
  }
}

interface Matcher {
  readonly route: PageRoute
  readonly pattern: RegExp
}

const matcherOf = (route: PageRoute): Matcher => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
})

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal('not_found', `The path has a broken escape in "${part}".`)
  }
}

const paramsIn = ({ pattern }: Matcher, path: string) =>
  Object.fromEntries(Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, value]) => [name, decode(value)]))

/** The path with its parameters filled in. */
export const pathOf = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

const responseOf = (request: Request, view: View, cookies: readonly string[], connect: readonly string[]): Response => {
  const answer: Response =
    'page' in view
      ? htmlResponse(request, view.page, view.status, [...connect, ...(view.connect ?? [])])
      : 'to' in view
        ? { status: 303, headers: { location: view.to }, cookies: view.cookies }
        : view
  return cookies.length > 0 ? { ...answer, cookies: [...(answer.cookies ?? []), ...cookies] } : answer
}

/** Answers visitors by a table of pages; whoever is not signed in is sent to sign in and comes back. */
export const showing = (routes: readonly PageRoute[], door: Door, desk: ApiDesk, connect: readonly string[] = []) => {
  const matchers = routes.map(matcherOf)

  const again = async (visit: Visit, route: PageRoute, error: unknown): Promise<View> => {
    const problem = problemOf(error)
    // Others wrote at the same time again and again: what was typed is as worth keeping as after any refusal.
    const refusal = error instanceof Conflict ? new Refusal('conflict', error.message) : error
    const path = route.again && pathOf(route.again, visit.params)
    const page = path && matchers.find((each) => each.route.method === 'GET' && each.pattern.test(path))
    if (!page || !problem || !(refusal instanceof Refusal) || refusal.code === 'not_found') throw error
    const refused: Refused = { action: visit.request.path, form: visit.form, refusal }
    const view = await page.route.show({ ...visit, params: paramsIn(page, path), query: {}, refused }, desk)
    return 'page' in view ? { ...view, status: problem.status } : view
  }

  return async (request: Request): Promise<Response> => {
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const here = matchers.filter(({ pattern }) => pattern.test(request.path))
    const found = here.find(({ route }) => route.method === method)
    const entered = await door.enter(request)
    if (!entered && !found?.route.isOpen) return toSignIn(request)
    const { person, cookies } = entered ?? { person: nobody, cookies: [] }
    const reader = readerOf(request, entered?.person, desk.now())
    try {
      if (!found || !door.admits(person)) throw new Refusal('not_found', `There is nothing at ${request.path}.`)
      if (method === 'POST') door.ensureOwnForm(request)
      const sent = method === 'POST' ? await readForm(request) : { form: new URLSearchParams(), files: [] }
      const params = paramsIn(found, request.path)
      const { id: session, provenAt } = entered?.session ?? {}
      const visit: Visit = { request, person, session, provenAt, reader, params, query: request.query, ...sent }
      const view = await found.route.show(visit, desk).catch((error: unknown) => again(visit, found.route, error))
      return responseOf(request, view, cookies, connect)
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) throw error
      return responseOf(request, refusedView(reader, problem.status, problem.detail), cookies, connect)
    }
  }
}

const refusedView = (reader: Reader, status: number, detail: string): View => ({
  page: RefusedPage({ reader, status, detail }),
  status,
})
