import { bouncePhrases, bounceSubject, daemonSender, goneForGood, mayRecover } from './bounce-shape.ts'
import { decodeText } from './charset.ts'
import { type RecipientStatus, readDeliveryStatus } from './delivery-status.ts'
import type { Entity } from './entity.ts'
import { fieldOf, messageStart, readHeader } from './header.ts'
import type { Bounce, Header } from './letter.ts'
import { readIds } from './message-id.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** What a mail is, as far as telling a bounce needs it. */
export interface Suspect {
  readonly headers: readonly Header[]
  readonly leaves: readonly Entity[]
  /** `type/subtype` of the whole mail and its report-type, lower case. */
  readonly mediaType: string
  readonly reportType: string
  /** From as written, name and address. */
  readonly from: string
  readonly subject: string
  readonly text: string
  readonly returnPath: string | null
}

/** Mail systems say what is wrong at the beginning. */
const readLength = 30_000
const reasonLength = 2_000

/**
 * What a delivery failure says, from RFC 3464 reports and from the words of systems that never read it; null for any
 * other mail. Reports of success are no bounce, nor is a mail to which somebody attached a bounce.
 */
export const readBounce = (mail: Suspect): Bounce | null => {
  const text = mail.text.slice(0, readLength)
  const reports = mail.leaves.filter(
    (leaf) => leaf.embedded === 0 && /^message\/(?:global-|x-)?delivery-status$/.test(leaf.mediaType),
  )
  const statuses = reports.flatMap((leaf) => readDeliveryStatus(contentOf(leaf)))
  const isReport =
    reports.length > 0 || (mail.mediaType === 'multipart/report' && mail.reportType === 'delivery-status')
  if (isReport && mail.mediaType.startsWith('multipart/')) {
    const isSuccess =
      statuses.length > 0 && statuses.every(({ action }) => /^(?:delivered|relayed|expanded)$/.test(action))
    if (isSuccess) return null
    if (mail.reportType === 'delivery-status' || isMachine(mail)) return describe(mail, statuses, text)
  }
  const failed = headerOf(mail, 'x-failed-recipients')
  if (failed === undefined && !looksLikeOne(mail, text)) return null
  return describe(mail, readDeliveryStatus(text), text)
}

const headerOf = (mail: Suspect, name: string): string | undefined =>
  mail.headers.find((header) => header.name === name)?.value

const isMachine = (mail: Suspect): boolean =>
  daemonSender.test(mail.from) ||
  mail.returnPath === '' ||
  bounceSubject.test(mail.subject) ||
  headerOf(mail, 'auto-submitted') !== undefined

/** Weighs what a system without RFC 3464 leaves: at least a sender or subject of its kind, and its words. */
const looksLikeOne = (mail: Suspect, text: string): boolean => {
  if (headerOf(mail, 'x-ms-exchange-message-is-ndr') !== undefined) return true
  if (mail.reportType === 'disposition-notification' || mail.reportType === 'feedback-report') return false
  const isDaemon = daemonSender.test(mail.from)
  const isNull = mail.returnPath === ''
  const isSubject = bounceSubject.test(mail.subject)
  const words = text.toLowerCase().replace(/\s+/g, ' ')
  const phrases = bouncePhrases.filter((phrase) => words.includes(phrase)).length
  const hasCode = /(?:^|[^\d.])[45][0-5]\d[ -]|[^\d.][45]\.\d{1,2}\.\d{1,2}(?!\d)/.test(words)
  const hasReturned =
    mail.leaves.some((leaf) => /^(?:message|text)\/rfc822/.test(leaf.mediaType)) ||
    /^(?:received|return-path|message-id):/im.test(text)
  const isAnswered = headerOf(mail, 'in-reply-to') !== undefined && !isDaemon && !isNull
  const weight =
    (isDaemon ? 2 : 0) +
    (isNull ? 1 : 0) +
    (isSubject ? 2 : 0) +
    Math.min(phrases, 2) +
    (hasCode ? 1 : 0) +
    (hasReturned ? 1 : 0) -
    (isAnswered ? 3 : 0)
  // People write about bounces, too: a person's mail counts only with everything that a returned one has.
  const isMachine = isDaemon || isNull || /no-?reply/i.test(mail.from)
  if (!isMachine && !(isSubject && phrases > 1 && hasCode && hasReturned)) return false
  return weight >= 4 && (phrases > 0 || (isSubject && (isDaemon || isNull)))
}

const describe = (mail: Suspect, statuses: readonly RecipientStatus[], text: string): Bounce => {
  const failed = statuses.filter(
    ({ action }) => action !== 'delivered' && action !== 'relayed' && action !== 'expanded',
  )
  const worst = failed.find(({ action }) => action === 'failed') ?? failed[0]
  const words =
    `${worst?.diagnostic ?? ''} ${failed.length === 0 || !worst?.diagnostic ? beforeOriginal(text) : ''}`.trim()
  const status = statusOf(worst, words)
  const named = headerOf(mail, 'x-failed-recipients')
  const recipients = failed.map(({ recipient }) => recipient).filter((recipient) => recipient.includes('@'))
  const found =
    recipients.length > 0
      ? recipients
      : (addressesIn(named ?? '') ?? addressesIn(beforeOriginal(text), true) ?? othersIn(mail, beforeOriginal(text)))
  return {
    hard: hardness(worst, status, failed.length > 0 ? words : `${mail.subject}\n${words}`),
    status,
    recipients: [...new Set(found)].slice(0, 200),
    originalMessageId: originalId(mail, text),
    reasonText: words.slice(0, reasonLength),
  }
}

/** A code in the remote system's words says more than a generic one (x.0.0) of the reporting system. */
const statusOf = (worst: RecipientStatus | undefined, words: string): string | null => {
  const spoken = [...words.matchAll(/(?:^|[^\d.])([45]\.\d{1,2}\.\d{1,2})(?![\d.])/g)].map(([, code]) => code!)
  const exact = spoken.find((code) => !/\.0\.0$|\.1\.0$/.test(code))
  const said = worst?.status ?? null
  if (said !== null && !said.endsWith('.0.0')) return said
  return exact ?? said ?? spoken[0] ?? null
}

const hardness = (worst: RecipientStatus | undefined, status: string | null, words: string): boolean | null => {
  if (worst?.action === 'delayed' || status?.startsWith('4')) return false
  if (status !== null && /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/.test(status) && !/spam|blocked|policy/i.test(words))
    return true
  if (status !== null && /^5\.(?:2\.[2-4]|3\.|4\.|6\.|7\.)/.test(status)) return false
  if (goneForGood.test(words)) return true
  if (mayRecover.test(words)) return false
  return status?.startsWith('5') || /(?:^|\D)5[0-5]\d[ -]|permanent/i.test(words) ? true : null
}

const originalMark =
  /^.{0,60}(?:original message|copy of (?:the|your) (?:message|mail)|message follows|returned message|unsent message|below this line is|header(?:s)? of the|message header|原文|원본)/im

/** The report without the mail that came back behind it. */
const beforeOriginal = (text: string): string => {
  const headers = text.search(/^(?:received|return-path|message-id): /im)
  const head = headers > 0 ? text.slice(0, headers) : text
  const mark = originalMark.exec(head)
  return (mark && mark.index > 80 ? head.slice(0, mark.index) : head).trim()
}

const addressesIn = (text: string, isLine = false): string[] | undefined => {
  const pattern = isLine
    ? /^[\s>*-]{0,10}<?([^\s<>@:;,"'()]{1,64}@[^\s<>@:;,"'()]{1,255}[a-z0-9])>?[\s:;,.]*/gim
    : /[^\s<>@:;,"'()]{1,64}@[^\s<>@:;,"'()]{1,255}/g
  const found = [...text.slice(0, 10_000).matchAll(pattern)].map((match) => match[1] ?? match[0])
  return found.length > 0 ? found : undefined
}

/** Any address but the mail's own sender and recipient. */
const othersIn = (mail: Suspect, text: string): string[] => {
  const own = `${mail.from} ${headerOf(mail, 'to') ?? ''}`.toLowerCase()
  return (addressesIn(text) ?? []).filter((address) => !own.includes(address.toLowerCase())).slice(0, 5)
}

const originalId = (mail: Suspect, text: string): string | null => {
  for (const leaf of mail.leaves) {
    if (
      !/^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822-headers?)$/.test(
        leaf.mediaType,
      )
    )
      continue
    const content = contentOf(leaf)
    const { fields } = readHeader(content, messageStart(content, 0, content.length), content.length)
    const id = fieldOf(fields, 'message-id')
    if (id) return readIds(id)[0] ?? null
  }
  const inText = /^[ \t>]{0,10}message-id:\s{0,5}<([^<>\s]{1,900})>/im.exec(text)
  return inText?.[1] ?? null
}

const contentOf = (leaf: Entity): string =>
  decodeText(
    decodeTransfer(leaf.raw, fieldOf(leaf.fields, 'content-transfer-encoding') ?? ''),
    leaf.parameters.charset ?? null,
  ).text

/** Whether this is a complaint about spam (RFC 5965); reports about authentication are none. */
export const isComplaint = (mail: Pick<Suspect, 'leaves' | 'mediaType' | 'reportType'>): boolean => {
  const report = mail.leaves.find((leaf) => leaf.mediaType === 'message/feedback-report')
  if (!report) return mail.mediaType === 'multipart/report' && mail.reportType === 'feedback-report'
  const type = /^feedback-type:\s{0,5}([a-z-]+)/im.exec(contentOf(report))?.[1]?.toLowerCase()
  return type !== 'auth-failure' && type !== 'not-spam' && type !== 'dmarc'
}
