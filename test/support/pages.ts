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
}

/** Pages over the whole API and a table of their own. */
export interface TestPages extends TestApi {
  /** Asks for a page; as an administrator unless told. */
  look(path: string, as?: string): Promise<Shown>
  /** Sends a form. */
  send(path: string, form: URLSearchParams, as?: string): Promise<Shown>
}

/** Starts these pages with the company known. */
export const startPages = async (routes: readonly PageRoute[]): Promise<TestPages> => {
  const api = await startApi()
  const { store } = api
  let visitor: Person | undefined
  const door: Door = {
    enter: async () => visitor && { person: visitor, cookies: [] },
    admits: () => true,
    ensureOwnForm: () => undefined,
  }
  const show = showing(routes, door, api.desk)
  const ask = async (given: string, as: string, form?: URLSearchParams): Promise<Shown> => {
    const { pathname, searchParams } = new URL(given, 'https://desk.example')
    visitor = await readPerson(store, `p-${as}`)
    const { status, headers, body } = await show({
      method: form ? 'POST' : 'GET',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
      body: Buffer.from(form ? form.toString() : ''),
    })
    return { status, html: String(body ?? ''), to: headers?.location }
  }
  return Object.assign(api, {
    look: (path: string, as = 'sora.han') => ask(path, as),
    send: (path: string, form: URLSearchParams, as = 'sora.han') => ask(path, as, form),
  })
}
