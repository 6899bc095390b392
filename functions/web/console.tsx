import { s3Files } from '../../lib/aws/files.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { childrenOf } from '../../lib/desk/family.ts'
import { isPlace } from '../../lib/desk/letter-page.ts'
import { listLetters } from '../../lib/desk/list-letters.ts'
import { listTickets } from '../../lib/desk/list-tickets.ts'
import { readLetterRecord, refuseInfected } from '../../lib/desk/raw-letter.ts'
import { readEntry, readTicket } from '../../lib/desk/read-ticket.ts'
import { replayLetter } from '../../lib/desk/replay-letter.ts'
import { entryFor, recordFor } from '../../lib/desk/shown.ts'
import { IncidentState } from '../../lib/incident/incident.ts'
import { LetterRecord } from '../../lib/intake/record.ts'
import { isAgent, type Person } from '../../lib/people/person.ts'
import { readSettings } from '../../lib/settings.ts'
import { key } from '../../lib/store/schema.ts'
import type { Message } from '../../lib/ticket/message.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { http, type Request, type Response } from '../edge/http.ts'
import type { Problem } from '../edge/problem.ts'
import { now } from '../edge/time.ts'
import { enhance } from './console/enhance.ts'
import { Empty, Layout, readerOf } from './console/layout.tsx'
import { LettersPage, type Waiting, waiting } from './console/letters.tsx'
import { style } from './console/style.ts'
import { TicketPage } from './console/ticket.tsx'
import { TicketsPage } from './console/tickets.tsx'
import { type Entered, signedIn } from './entering.ts'
import { refuseForeignForm } from './own-form.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_BUCKET', 'FILES_BUCKET', 'PUBLIC_URL')
const store = dynamoStore(settings.TABLE_NAME)
const mails = s3Files(settings.MAIL_BUCKET)
const files = s3Files(settings.FILES_BUCKET)

const page = (body: unknown, status = 200): Response => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  },
  body: `<!doctype html>${String(body)}`,
})

const asset = (type: string, body: string): Response => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' },
  body,
})

const redirect = (status: 302 | 303, location: string): Response => ({ status, headers: { location } })

const tickets = async (request: Request): Promise<Response> => {
  const state = IncidentState.safeParse(request.query.state).data
  const found = await listTickets(store, {
    kind: 'incident',
    states: state ? [state] : IncidentState.options,
    cursor: request.query.cursor,
    limit: 50,
    at: now(),
  })
  return page(<TicketsPage reader={readerOf(request.headers['accept-language'])} page={found} state={state} />)
}

const ticket = async (request: Request, person: Person, given: string): Promise<Response> => {
  const number = parseNumber(given)
  const after = /^\d{1,6}$/.test(request.query.after ?? '') ? Number(request.query.after) : 0
  const record = number === undefined ? undefined : await readTicket(store, number, after)
  if (!record) throw new Refusal('not_found', `There is no ticket ${given}.`)
  const children = record.head.children ? (await childrenOf({ store }, String(record.head.number))).numbers : []
  const reader = readerOf(request.headers['accept-language'])
  return page(<TicketPage reader={reader} record={recordFor(person, record)} children={children} />)
}

/** A link to storage lives just long enough to be followed. */
const linkSeconds = 60

const attachment = async (person: Person, number: string, sequence: number, place: number): Promise<Response> => {
  const head = await store.get(key.ticket(number))
  const entry = head && (await readEntry(store, head, sequence))
  const data = (entry && entryFor(person, entry)?.data) as { message?: Message } | undefined
  const found = data?.message?.attachments?.[place - 1]
  if (!found) throw new Refusal('not_found', `${number} has no such attachment.`)
  return redirect(302, await files.link(found.key, linkSeconds))
}

const letters = async (request: Request): Promise<Response> => {
  const outcome = waiting.find((option) => option === request.query.outcome) ?? ('failed' satisfies Waiting)
  const { after = '' } = request.query
  const found = await listLetters(store, { outcome, limit: 50, at: now(), ...(isPlace(after) && { cursor: after }) })
  const records = await store.getMany(found.items.map((item) => key.letter(String(item.id))))
  return page(
    <LettersPage
      reader={readerOf(request.headers['accept-language'])}
      outcome={outcome}
      letters={records
        .map((record) => LetterRecord.parse(record))
        .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))}
      next={found.cursor ?? undefined}
      replayed={request.query.replayed !== undefined}
    />,
  )
}

const rawLetter = async (id: string): Promise<Response> => {
  const letter = await readLetterRecord(store, id)
  refuseInfected(letter, undefined, false)
  return redirect(302, await mails.link(letter.envelope.rawKey, linkSeconds))
}

const replay = async (request: Request, id: string): Promise<Response> => {
  refuseForeignForm(request, settings.PUBLIC_URL)
  await replayLetter(store, id)
  return redirect(303, '/letters?replayed')
}

const routes: readonly [string, RegExp, (request: Request, person: Person, ...parts: string[]) => Promise<Response>][] =
  [
    ['GET', /^\/$/, tickets],
    ['GET', /^\/tickets\/([^/]+)$/, (request, person, number) => ticket(request, person, number!)],
    [
      'GET',
      /^\/tickets\/([A-Z]+-\d+)\/attachments\/(\d+)-(\d+)$/,
      (_, person, number, sequence, place) => attachment(person, number!, Number(sequence), Number(place)),
    ],
    ['GET', /^\/letters$/, letters],
    ['GET', /^\/letters\/([^/]+)\/raw$/, (_, __, id) => rawLetter(id!)],
    ['POST', /^\/letters\/([^/]+)\/replay$/, (request, _, id) => replay(request, id!)],
  ]

/** A part of a path; one with a broken escape names nothing. */
const decode = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal('not_found', `The path has a broken escape in "${part}".`)
  }
}

const pageFor = async (request: Request, { person }: Entered): Promise<Response> => {
  if (!isAgent(person)) throw new Refusal('forbidden', 'These pages are for agents.')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  for (const [wanted, pattern, run] of routes) {
    const found = wanted === method ? pattern.exec(request.path) : null
    if (found) return run(request, person, ...found.slice(1).map(decode))
  }
  throw new Refusal('not_found', `There is nothing at ${request.path}.`)
}

const pages = signedIn(store, settings.PUBLIC_URL, pageFor)

const answer = async (request: Request): Promise<Response> => {
  if (request.path === '/assets/console.css') return asset('text/css', style)
  if (request.path === '/assets/console.js') return asset('text/javascript', enhance)
  return pages(request)
}

const refused = (problem: Problem, request: Request): Response => {
  const reader = readerOf(request.headers['accept-language'])
  const { texts } = reader
  const missing = problem.status === 404
  const hints: Readonly<Record<number, string>> = texts.refusedHint
  const hint = hints[problem.status] ?? problem.detail
  return page(
    <Layout reader={reader} heading={missing ? texts.notFound : texts.refused} here="">
      <Empty text={missing ? texts.notFoundHint : hint} />
      <p>
        <a href="/">{texts.back}</a>
      </p>
    </Layout>,
    problem.status,
  )
}

/** The agents' pages. */
export const handler = http(answer, refused)
