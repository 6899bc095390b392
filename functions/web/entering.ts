import { recognise, type SignedIn } from '../../lib/desk/sessions.ts'
import type { Caller } from '../../lib/people/caller.ts'
import { sessionCookie, shownIn } from '../../lib/people/session-cookie.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Request, Response } from '../edge/http.ts'
import { now, secret } from '../edge/time.ts'

/** Who asks for a page, and the cookies that its answer must set. */
export interface Entered extends Pick<SignedIn, 'person' | 'session'> {
  /** The person as operations know them. */
  readonly caller: Caller
  readonly cookies: readonly string[]
}

/** Who asks for a page by the session of their browser, as they are now, or nobody. One read. */
export const entering = async (store: Store, request: Request, publicUrl: string): Promise<Entered | undefined> => {
  const shown = shownIn(publicUrl, request.cookies)
  const found = shown && (await recognise(store, shown, now(), () => secret()))
  if (!found) return undefined
  const { person, session, next } = found
  const cookies = next === undefined ? [] : [sessionCookie(publicUrl, { ...shown, secret: next })]
  return { person, session, cookies, caller: { ...person, via: 'session' } }
}

/**
 * The way to the sign-in, and back to where somebody wanted to go. A script gets 401 instead: following a redirect to another
 * site is not for it.
 */
export const toSignIn = ({ method, path, query, headers }: Request): Response => {
  if (headers['sec-fetch-dest'] === 'empty') return { status: 401, headers: { 'content-type': 'text/plain' } }
  const search = new URLSearchParams(query).toString()
  const to = method === 'GET' ? `${path}${search && `?${search}`}` : '/'
  return { status: 303, headers: { location: `/sign-in?${new URLSearchParams({ to })}` } }
}
