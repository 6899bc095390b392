import { nobody } from '../../functions/api/route.ts'
import { type Door, showing } from '../../functions/web/page/route.ts'
import type { PageRoute } from '../../functions/web/page/visit.ts'
import { readPerson } from '../../lib/desk/change-person.ts'
import type { Person } from '../../lib/people/person.ts'
import { startApi, type TestApi } from './api.ts'

/** A page as a browser gets it. */
export interface Shown {
  readonly status: number
  readonly html: string
  /** Where it sends the browser instead, if it does. */
  readonly to: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
}

/** What a form says: fields, some of them several times. */
export type Fields = URLSearchParams | FormData | Readonly<Record<string, string>>

/** Pages over the whole API and a table of their own. */
export interface TestPages extends TestApi {
  /** Asks for a page; as an administrator unless told, as a stranger for `nobody`. */
  look(path: string, as?: string): Promise<Shown>
  /** Sends a form. */
  send(path: string, form: Fields, as?: string): Promise<Shown>
}

const bodyOf = async (fields: Fields) => {
  const form = fields instanceof FormData ? fields : new URLSearchParams(fields)
  const sent = new Response(form)
  return { type: sent.headers.get('content-type')!, bytes: new Uint8Array(await sent.arrayBuffer()) }
}

/** Starts these pages with the company known. */
export const startPages = async (routes: readonly PageRoute[]): Promise<TestPages> => {
  const api = await startApi()
  const { store, desk } = api
  let visitor: Person | undefined
  const door: Door = {
    enter: async () => visitor && { person: visitor, cookies: [] },
    admits: () => true,
    ensureOwnForm: () => undefined,
  }
  const show = showing(routes, door, desk)
  const ask = async (given: string, as: string, fields?: Fields): Promise<Shown> => {
    const { pathname, searchParams } = new URL(given, 'https://desk.example')
    visitor = as === nobody.id ? undefined : await readPerson(store, `p-${as}`)
    const sent = fields && (await bodyOf(fields))
    const { status, headers, body, cookies } = await show({
      method: sent ? 'POST' : 'GET',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: sent ? { 'content-type': sent.type } : {},
      body: sent?.bytes ?? new Uint8Array(),
    })
    const html = typeof body === 'object' && !(body instanceof Uint8Array) ? JSON.stringify(body) : String(body ?? '')
    return { status, html, to: headers?.location, headers: headers ?? {}, cookies: cookies ?? [] }
  }
  return Object.assign(api, {
    look: (path: string, as = 'sora.han') => ask(path, as),
    send: (path: string, form: Fields, as = 'sora.han') => ask(path, as, form),
  })
}
