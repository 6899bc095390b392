import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { listKept } from '../../../lib/desk/keep.ts'
import { Person } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { languageOf } from '../ses/mailbox/texts.ts'
import { choicePage, expiredPage } from './page.ts'
import { makeProvider, type ProviderParts } from './provider.ts'

type Provider = Awaited<ReturnType<typeof makeProvider>>

/** Names by which a browser on this machine calls it; any other is a name that somebody pointed here (DNS rebinding). */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

/** A form that names a person is far smaller. */
const FORM_LIMIT_BYTES = 4096

/**
 * The sign-in service of this machine, below the path of its issuer: the endpoints of OpenID Connect, and one page on which
 * people choose who they are with a click. Answers whether it took the request.
 */
export function signInRoutes(parts: ProviderParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const base = new URL(parts.issuer).pathname
  let made: Promise<Provider> | undefined
  return (request, response) => {
    const url = request.url ?? ''
    if (parts.clients.length === 0 || !url.startsWith(`${base}/`)) return false
    made ??= makeProvider(parts)
    made
      .then((provider) => answer(parts, provider, base, request, response))
      .catch((error) => {
        console.error(error)
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
        response.end('Internal Server Error')
      })
    return true
  }
}

async function answer(
  { store }: ProviderParts,
  provider: Provider,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!LOOPBACK.test(request.headers.host ?? '')) return plain(response, 421, 'This page answers to localhost only.')
  const url = request.url ?? ''
  const path = url.slice(base.length)
  if (!path.startsWith('/interaction/')) {
    request.headers.cookie = withoutSession(request.headers.cookie)
    Object.assign(request, { originalUrl: url, url: path })
    await provider.callback()(request, response)
    return
  }
  const nonce = randomBytes(16).toString('base64')
  const frame = { language: languageOf(request.headers['accept-language']), nonce }
  const details = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if ((error as { name?: string }).name === 'SessionNotFound') return undefined
    throw error
  })
  if (details === undefined) return show(response, 400, nonce, expiredPage(frame))
  if (request.method !== 'POST') return show(response, 200, nonce, choicePage(frame, url, await peopleIn(store)))
  const { host, origin, 'sec-fetch-site': site } = request.headers
  if (origin !== `http://${host}` || (site !== undefined && site !== 'same-origin'))
    return plain(response, 403, 'Only the page of the sign-in may send this form.')
  const accountId = new URLSearchParams(await formOf(request)).get('person')
  if (!accountId) return plain(response, 400, 'Choose a person.')
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false })
}

/** Everybody one can be; guests and programs never sign in. A hundred are more than anybody reads. */
async function peopleIn(store: Store) {
  const { items } = await listKept(store, Person, 'person', { limit: 100 })
  return items.filter(({ isActive, role }) => isActive && role !== 'integration')
}

async function formOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= FORM_LIMIT_BYTES) chunks.push(chunk)
  }
  return bytes > FORM_LIMIT_BYTES ? '' : Buffer.concat(chunks).toString()
}

/** Every sign-in asks anew who one wants to be: on this machine, being somebody else is the point. */
const withoutSession = (cookie = '') =>
  cookie
    .split('; ')
    .filter((pair) => !pair.startsWith('_session'))
    .join('; ')

function plain(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
}

function show(response: ServerResponse, status: number, nonce: string, body: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    })
    .end(body)
}
