import * as z from 'zod'
import { s3Files } from '../../lib/aws/files.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { readLetterRecord, refuseInfected } from '../../lib/desk/raw-letter.ts'
import { glanceAt } from '../../lib/desk/sessions.ts'
import { entryFor } from '../../lib/desk/shown.ts'
import type { Letter } from '../../lib/mail/letter.ts'
import { readLetter } from '../../lib/mail/read-letter.ts'
import { safeHtml, textAsHtml } from '../../lib/mail/safe-html.ts'
import { type Accessed, may } from '../../lib/people/access.ts'
import type { Person } from '../../lib/people/person.ts'
import { shownIn } from '../../lib/people/session-cookie.ts'
import { readSettings } from '../../lib/settings.ts'
import { key } from '../../lib/store/schema.ts'
import { type Actor, isByDesk } from '../../lib/ticket/actor.ts'
import type { Message } from '../../lib/ticket/message.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { http, type Request, type Response } from '../edge/http.ts'
import { now } from '../edge/time.ts'
import { authenticate } from './authenticate.ts'
import { parse } from './parse.ts'
import { rateLimit } from './rate-limit.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_BUCKET', 'PUBLIC_URL')
const store = dynamoStore(settings.TABLE_NAME)
const mails = s3Files(settings.MAIL_BUCKET)
const limit = rateLimit()

const path = /^\/api\/v1\/incidents\/([^/]+)\/messages\/(\d{1,6})\/html\/?$/

/** More than this is attachments; what they would show is cut off with them. */
const mostBytes = 16 * 1024 * 1024

const Query = z.strictObject({ anyway: z.enum(['true', 'false']).default('false') })

const missing = () => new Refusal('not_found', 'There is no such message that came by mail, or it is not yours to see.')

/** The letter of the message, if the person may see all of it. */
const letterOf = async (person: Person, number: string, sequence: number): Promise<string> => {
  const [head, entry] = await Promise.all([store.get(key.ticket(number)), store.get(key.event(number, sequence))])
  if (!head || !entry || !may(person, 'read', head as Accessed)) throw missing()
  const message = (entryFor(person, entry)?.data as { message?: Message } | undefined)?.message
  // What an agent's mail quotes may be the desk's own words; only the desk reads it whole.
  const isTheirs = !isByDesk(entry.by as Actor) || may(person, 'read-internal', { kind: 'incident' })
  if (!message?.mail || !isTheirs) throw missing()
  return message.mail.letter
}

const picturesIn = ({ attachments }: Letter) =>
  new Map(
    attachments.flatMap((attachment) => (attachment.contentId ? [[attachment.contentId, attachment] as const] : [])),
  )

/** Who asks: by a token, or, where a page shows the message in a frame, by the session of the browser. */
const reader = async (request: Request): Promise<Person> => {
  const shown = request.headers.authorization === undefined && shownIn(settings.PUBLIC_URL, request.cookies)
  const seen = shown && (await glanceAt(store, shown, now()))
  if (seen) return seen
  const at = now()
  const { caller, token, requestsPerMinute } = await authenticate(request, store, at, false)
  limit(token, requestsPerMinute, at)
  return caller
}

const answer = async (request: Request): Promise<Response> => {
  const person = await reader(request)
  const found = path.exec(request.path)
  const number = parseNumber(found?.[1] ?? '')
  if (!found || number === undefined) throw missing()
  const { anyway } = parse(Query, request.query)
  const record = await readLetterRecord(store, await letterOf(person, number, Number(found[2])))
  refuseInfected(record, person, anyway === 'true')
  const raw = await mails.read(record.envelope.rawKey, mostBytes)
  if (!raw) throw new Refusal('not_found', 'The original of this message is no longer kept.')
  const letter = await readLetter(raw.bytes)
  const body = letter.html === null ? textAsHtml(letter.text) : safeHtml(letter.html, picturesIn(letter))
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // In an origin of its own, without scripts, forms and pop-ups, and without a way to fetch anything.
      'content-security-policy': "sandbox; default-src 'none'; img-src data: cid:; style-src 'unsafe-inline'",
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-resource-policy': 'same-origin',
    },
    body: `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${number}</title></head><body>${body}</body></html>`,
  }
}

/** The HTML of one message that came by mail, made harmless. A function of its own: nothing else is in reach of a hostile mail. */
export const handler = http(answer)
