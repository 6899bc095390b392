import { bareAddresses, readAddresses } from './address.ts'
import { readAutomatic } from './automatic.ts'
import { type Body, readBody } from './body.ts'
import { isComplaint, readBounce } from './bounce.ts'
import { latin1 } from './bytes.ts'
import { readDate } from './date.ts'
import { decodeHeader } from './encoded-word.ts'
import { type Entities, readEntities } from './entity.ts'
import { type Field, fieldOf } from './header.ts'
import { marks } from './html-mark.ts'
import { renderHtml } from './html-text.ts'
import type { Address, Header, Letter } from './letter.ts'
import { limits } from './limits.ts'
import { readIds } from './message-id.ts'
import { type Reply, splitReply } from './reply.ts'
import { UnreadableMail } from './unreadable-mail.ts'

export { UnreadableMail } from './unreadable-mail.ts'

/** Headers by which mail systems say where they delivered a mail. */
const deliveryHeaders = new Set([
  ...['delivered-to', 'x-delivered-to', 'x-forwarded-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to'],
  ...[
    'apparently-to',
    'x-apparently-to',
    'x-real-to',
    'x-gm-original-to',
    'x-ms-exchange-organization-originalenveloperecipients',
  ],
])

/**
 * Reads any bytes as a mail. Pure and in linear time; what is over a limit, broken or guessed is said in `notes`.
 * Rejects with `UnreadableMail` only when there is neither a header nor a text.
 */
export const readLetter = async (raw: Uint8Array): Promise<Letter> => {
  const notes = new Set<string>()
  if (raw.length > limits.raw) notes.add(`Only the first ${limits.raw} of ${raw.length} bytes were read.`)
  const source = withLineFeeds(latin1(raw.subarray(0, limits.raw)))
  const mail = readEntities(source, notes)
  const body = readBody(mail.leaves, notes)
  const of = (name: string) => fieldOf(mail.fields, name) ?? ''
  const charset = mail.root.parameters.charset ?? mail.leaves[0]?.parameters.charset ?? null
  const list = (...names: string[]) => addressesOf(mail.fields, names, charset, notes)
  const headers = mail.fields.map(({ name, raw }): Header => ({ name, value: oneLine(decodeHeader(raw, charset)) }))
  const text = body.text.replace(marks, '').trim()
  if (headers.length === 0 && text === '' && body.attachments.length === 0)
    throw new UnreadableMail('The mail has no header and no text.')
  const subject = oneLine(decodeHeader(of('subject'), charset))
  const returnPath = returnPathOf(mail.fields)
  const from = senderOf(list)
  const suspect = {
    headers,
    leaves: mail.leaves,
    mediaType: mail.root.mediaType,
    reportType: (mail.root.parameters['report-type'] ?? '').toLowerCase(),
    from: decodeHeader(of('from'), charset),
    subject,
    text,
    returnPath,
  }
  const bounce = readBounce(suspect)
  const complaint = isComplaint(suspect)
  const automatic = readAutomatic(headers, from?.address ?? '', subject, returnPath)
  const reply = replyIn(body)
  return {
    messageId: readIds(of('message-id'))[0] ?? null,
    inReplyTo: readIds(of('in-reply-to')).slice(0, limits.references),
    references: readIds(of('references')).slice(-limits.references),
    from,
    replyTo: list('reply-to'),
    to: list('to'),
    cc: list('cc'),
    deliveredTo: [
      ...new Set(
        mail.fields.filter(({ name }) => deliveryHeaders.has(name)).flatMap(({ raw }) => bareAddresses(raw, 50)),
      ),
    ],
    returnPath,
    subject,
    date: readDate(of('date')),
    text,
    html: body.html,
    ...reply,
    attachments: body.attachments,
    calendar: body.calendar,
    automatic: automatic.reason ?? (bounce ? 'Delivery report' : null) ?? reportReason(mail),
    autoReply: automatic.isReply,
    bounce,
    complaint,
    mailingList: automatic.isList,
    loop: fieldOf(mail.fields, 'x-haneul-loop'),
    headers,
    notes: [...notes],
  }
}

/** The reply; where the plain text shows no quote, the HTML beside it may, by marks that only HTML has. */
const replyIn = (body: Body): Reply => {
  const reply = splitReply(body.text)
  if (reply.quotedText !== null || body.html === null) return reply
  const rich = splitReply(renderHtml(body.html).slice(0, limits.text))
  return rich.quotedText === null ? reply : rich
}

/** Mail of old Macs, and files that passed through them, ends its lines with carriage returns only. */
const withLineFeeds = (source: string): string => (source.includes('\n') ? source : source.replaceAll('\r', '\n'))

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, (run) => (run.length > 40 ? ' ' : run))
    .trim()

const addressesOf = (
  fields: readonly Field[],
  names: readonly string[],
  charset: string | null,
  notes: Set<string>,
): Address[] => {
  const found = fields
    .filter(({ name }) => names.includes(name))
    .flatMap(({ raw }) => readAddresses(raw, charset, limits.addresses + 1))
  if (found.length > limits.addresses)
    notes.add(`Addresses after the first ${limits.addresses} of a header were left out.`)
  return found.slice(0, limits.addresses)
}

/** From; a mailing list that writes its own address there says in X-Original-From whose the mail is. */
const senderOf = (list: (...names: string[]) => Address[]): Address | null => {
  const from = list('from')[0] ?? null
  const original = list('x-original-from')[0]
  const replyTo = list('reply-to')[0]
  const isRewritten =
    original !== undefined && replyTo !== undefined && original.address.toLowerCase() === replyTo.address.toLowerCase()
  return isRewritten ? { name: original.name || replyTo.name, address: replyTo.address } : from
}

const returnPathOf = (fields: readonly Field[]): string | null => {
  const raw = fieldOf(fields, 'return-path') ?? fieldOf(fields, 'x-envelope-from')
  if (raw === null || raw === '') return null
  if (/^<\s*>/.test(raw)) return ''
  return bareAddresses(raw, 1)[0] ?? null
}

const reportReason = ({ root }: Entities): string | null =>
  root.mediaType === 'multipart/report'
    ? `Report: ${root.parameters['report-type'] ?? 'of unknown type'}`.slice(0, 200)
    : null
