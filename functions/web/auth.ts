import { dynamoStore } from '../../lib/aws/table.ts'
import { admit } from '../../lib/desk/admit.ts'
import { beginSession, endOneSession, endSessions } from '../../lib/desk/sessions.ts'
import { attemptSeconds, beginSignIn, takeSignIn } from '../../lib/desk/sign-in-attempt.ts'
import type { Claims } from '../../lib/people/identity.ts'
import { noSessionCookie, sessionCookie, signInCookie, signInSecretIn } from '../../lib/people/session-cookie.ts'
import { readSettings } from '../../lib/settings.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { http, type Request, type Response } from '../edge/http.ts'
import { errorFields, log } from '../edge/log.ts'
import type { Problem } from '../edge/problem.ts'
import { now, replyKey, secret } from '../edge/time.ts'
import { signedOutPage, signOutPage, troublePage } from './auth/page.tsx'
import { providerOf, SignInRefused } from './auth/provider.ts'
import { entering } from './entering.ts'
import { localPath } from './local-path.ts'
import { refuseForeignForm } from './own-form.ts'
import { languageIn } from './page/reader.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'PUBLIC_URL',
  'SIGN_IN_ISSUER',
  'SIGN_IN_CLIENT',
  'SIGN_IN_DOMAINS',
)
const store = dynamoStore(settings.TABLE_NAME)
const publicUrl = settings.PUBLIC_URL
const callback = `${publicUrl}/sign-in/callback`
const provider = providerOf(settings.SIGN_IN_ISSUER, settings.SIGN_IN_CLIENT, callback)

const redirect = (location: string, cookies: readonly string[] = []): Response => ({
  status: 303,
  headers: { location },
  cookies,
})

/** An outage of the sign-in service is told and logged; as a 503 it counts as an error. */
const orDown = async <T>(request: Request, work: () => Promise<T>): Promise<T | Response> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal || error instanceof SignInRefused) throw error
    log('error', 'the sign-in service cannot be used', errorFields(error))
    return troublePage(languageIn(request), 'down', 503)
  }
}

const signIn = async (request: Request): Promise<Response> => {
  const { host } = new URL(publicUrl)
  const search = new URLSearchParams(request.query)
  // `localhost` and 127.0.0.1 have cookies of their own: the answer comes back to only one of them.
  if (host.startsWith('127.0.0.1') && request.headers.host?.startsWith('localhost'))
    return redirect(`${publicUrl}/sign-in?${search}`)
  const browserSecret = signInSecretIn(publicUrl, request.cookies) ?? secret()
  const attempt = { state: secret(), nonce: secret(), verifier: secret(), to: localPath(request.query.to) }
  const isFresh = search.has('fresh')
  const started = await orDown(request, () => provider.start({ ...attempt, again: search.has('again'), isFresh }))
  if (!(started instanceof URL)) return started
  await beginSignIn(store, { ...attempt, browserSecret }, now())
  return redirect(started.href, [signInCookie(publicUrl, browserSecret, attemptSeconds)])
}

const answered = async (request: Request): Promise<Response> => {
  const { state } = request.query
  const browserSecret = signInSecretIn(publicUrl, request.cookies)
  const attempt = state && browserSecret && (await takeSignIn(store, { state, browserSecret }, now()))
  if (!attempt) throw new SignInRefused('no such attempt')
  const url = new URL(`${callback}?${new URLSearchParams(request.query)}`)
  const claims = await orDown(request, () => provider.finish(url, { ...attempt, state }))
  return 'status' in claims ? claims : welcome(request, claims, attempt.to)
}

/** A new session for whoever came back; the one that this browser had is over. */
const welcome = async (request: Request, claims: Claims, to: string): Promise<Response> => {
  const at = now()
  const admission = { domains: settings.SIGN_IN_DOMAINS, language: languageIn(request), at, id: `p-${replyKey()}` }
  const admitted = await admit(store, claims, admission)
  if ('refused' in admitted) {
    log('info', 'somebody was not admitted', { reason: admitted.refused })
    return troublePage(languageIn(request), admitted.refused)
  }
  const before = await entering(store, request, publicUrl)
  if (before) await endOneSession(store, before.person.id, before.session.id, at)
  const shown = { personId: admitted.person.id, sessionId: secret(12), secret: secret() }
  const browser = request.headers['user-agent'] ?? ''
  const { provenAt } = claims
  await beginSession(store, shown.personId, { id: shown.sessionId, secret: shown.secret, browser, at, provenAt })
  return redirect(localPath(to), [sessionCookie(publicUrl, shown)])
}

const finishing = async (request: Request): Promise<Response> => {
  try {
    return await answered(request)
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error
    log('warn', 'a sign-in was refused', { code: error.code })
    return troublePage(languageIn(request), error.code === 'access_denied' ? 'canceled' : 'failed')
  }
}

const signOut = async (request: Request, isEverywhere: boolean): Promise<Response> => {
  refuseForeignForm(request, publicUrl)
  const entered = await entering(store, request, publicUrl)
  if (entered && isEverywhere) await endSessions(store, entered.person.id, now())
  if (entered && !isEverywhere) await endOneSession(store, entered.person.id, entered.session.id, now())
  return redirect('/sign-out', [noSessionCookie(publicUrl)])
}

const askToSignOut = async (request: Request): Promise<Response> => {
  const entered = await entering(store, request, publicUrl)
  if (!entered) return signedOutPage(languageIn(request))
  return { ...signOutPage(languageIn(request)), cookies: entered.cookies }
}

const answer = (request: Request): Promise<Response> => {
  const { method, path } = request
  if (path === '/sign-in') return signIn(request)
  if (path === '/sign-in/callback') return finishing(request)
  if (path === '/sign-out/everywhere') return signOut(request, true)
  return method === 'POST' ? signOut(request, false) : askToSignOut(request)
}

const refused = ({ status }: Problem, request: Request): Response =>
  troublePage(languageIn(request), status === 403 ? 'foreign' : 'failed', status)

/** The ways in and out: OpenID Connect with the company's sign-in, and sessions of our own. */
export const handler = http(answer, refused)
