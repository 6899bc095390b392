import { nobody } from '../../functions/api/route.ts'
import { refuseForeignForm } from '../../functions/web/own-form.ts'
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

/** How somebody, or something, comes. */
export interface Visiting {
  readonly as?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: Readonly<Record<string, string>>
  readonly form?: Fields
  /** When they proved last who they are. */
  readonly provenAt?: string
}

/** Pages over the whole API and a table of their own. */
export interface TestPages extends TestApi {
  /** Asks for a page; as an administrator unless told, as a stranger for `nobody`. */
  look(path: string, as?: string): Promise<Shown>
  /** Whatever a program may ask; GET, as a stranger and without headers unless told. */
  visit(path: string, how?: Visiting): Promise<Shown>
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
  const visit = async (
    given: string,
    { as = nobody.id, method, headers: told = {}, cookies: shown = {}, form, provenAt }: Visiting = {},
  ): Promise<Shown> => {
    const { pathname, searchParams } = new URL(given, 'https://desk.example')
    const visitor: Person | undefined = as === nobody.id ? undefined : await readPerson(store, `p-${as}`)
    const session = { id: 'session', ...(provenAt !== undefined && { provenAt }) }
    const door: Door = {
      enter: async () => visitor && { person: { ...visitor, via: 'session' } as Person, cookies: [], session },
      admits: () => true,
      ensureOwnForm: (request) => {
        if (Object.keys(told).length > 0) refuseForeignForm(request, 'https://desk.example')
      },
    }
    const sent = form && (await bodyOf(form))
    const { status, headers, body, cookies } = await showing(
      routes,
      door,
      desk,
    )({
      method: method ?? (sent ? 'POST' : 'GET'),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { ...(sent && { 'content-type': sent.type }), ...told },
      cookies: shown,
      body: sent?.bytes ?? new Uint8Array(),
    })
    const html = typeof body === 'object' && !(body instanceof Uint8Array) ? JSON.stringify(body) : String(body ?? '')
    return { status, html, to: headers?.location, headers: headers ?? {}, cookies: cookies ?? [] }
  }
  return Object.assign(api, {
    visit,
    look: (path: string, as = 'sora.han') => visit(path, { as }),
    send: (path: string, form: Fields, as = 'sora.han') => visit(path, { as, form }),
  })
}
