import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SentMails } from '../sent-mails.ts'
import { deliver, MailRefused, writtenMail } from './deliver.ts'
import { emptyDraft, listPage, mailPage, missingPage, writePage } from './page.ts'
import { languageOf } from './texts.ts'

/** Serves pages of the host itself; answers whether it took the request. */
export type LocalRoutes = (request: IncomingMessage, response: ServerResponse) => boolean

/** What the mailbox works with. */
export interface MailboxParts {
  readonly sent: SentMails
  readonly smtpPort: () => number
  /** Where a new mail goes unless the person says otherwise. */
  readonly deskAddress: string
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** SES takes 40 MB; a form adds a little of its own. */
const FORM_LIMIT_BYTES = 41 * 1024 * 1024

/** Names by which a browser on this machine calls it; any other is a name that somebody pointed here (DNS rebinding). */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

/**
 * The mailbox of this machine: `/_local/mail` lists every mail that was sent (JSON when asked for), `/_local/mail/{id}`
 * shows one, and a POST hands a mail to the mail server. What mails contain is never executed.
 */
export function mailboxRoutes(parts: MailboxParts): LocalRoutes {
  return (request, response) => {
    const path = /^\/_local\/mail(?:\/([^?]*))?(?:\?.*)?$/.exec(request.url ?? '')
    if (path === null) return false
    answer(parts, request, path[1] ?? '').then(
      ({ status, headers, body }) => {
        response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
        response.end(body)
      },
      (error) => {
        console.error(error)
        response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error')
      },
    )
    return true
  }
}

async function answer(
  { sent, smtpPort, deskAddress }: MailboxParts,
  request: IncomingMessage,
  rest: string,
): Promise<Answer> {
  const { method = 'GET', headers, url = '' } = request
  if (!LOOPBACK.test(headers.host ?? '')) return plain(421, 'This page answers to localhost only.')
  const frame = { language: languageOf(headers['accept-language']), nonce: randomBytes(16).toString('base64') }
  const show = (body: string, status = 200) => page(body, frame.nonce, status)
  if (method === 'POST' && rest === '') return write(request, smtpPort(), frame)
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Method Not Allowed')
  if (rest === '') {
    const mails = await sent.list()
    if (headers.accept?.includes('application/json')) {
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(mails) }
    }
    return show(listPage(frame, mails, url.endsWith('?delivered') ? 'delivered' : undefined))
  }
  if (rest === 'new') return show(writePage(frame, { ...emptyDraft, to: deskAddress }))
  const [id = '', view] = rest.split('/').map(decodeURIComponent)
  const mail = await sent.find(id)
  if (mail === undefined) return show(missingPage(frame), 404)
  if (view === 'raw')
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: sent.raw(id)! }
  if (view === 'html') return foreign(mail.html)
  return view === undefined ? show(mailPage(frame, mail)) : show(missingPage(frame), 404)
}

async function write(
  request: IncomingMessage,
  smtpPort: number,
  frame: Parameters<typeof listPage>[0],
): Promise<Answer> {
  const { host, origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers
  if (origin !== `http://${host}` || (site !== undefined && site !== 'same-origin')) {
    return plain(403, 'Only the mailbox itself may send this form.')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= FORM_LIMIT_BYTES) chunks.push(chunk)
  }
  if (bytes > FORM_LIMIT_BYTES) return plain(413, 'A mail has 40 MB at most.')
  const mail = await writtenMail(Buffer.concat(chunks), type)
  try {
    await deliver(mail, smtpPort)
    return { status: 303, headers: { location: '/_local/mail?delivered' }, body: '' }
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    return page(writePage(frame, mail, error.message), frame.nonce, 422)
  }
}

const plain = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'text/plain' }, body })

const page = (body: string, nonce: string, status: number): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'same-origin',
  },
  body,
})

/** Somebody's HTML: without scripts, forms, requests to anywhere, or our origin. */
const foreign = (body: string): Answer => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  },
  body,
})
