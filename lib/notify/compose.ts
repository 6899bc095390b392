import type { Incident } from '../incident/incident.ts'
import { replyMarker } from '../mail/marker.ts'
import { mailTexts } from './text.ts'
import type { Purpose } from './who.ts'

/** A mail before it is put into MIME. Message-ID is missing because SES gives it. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Message-IDs without angle brackets. */
  readonly inReplyTo: string | undefined
  readonly references: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

/** What a mail is made of. */
export interface Subject {
  readonly ticket: Incident
  readonly purpose: Purpose
  readonly to: string
  /** The words it carries and who wrote them; none in an acknowledgement. */
  readonly comment?: { readonly text: string; readonly by: string }
  /** The newest mail of the thread, which this one answers, with its own references. */
  readonly parent?: { readonly messageId: string; readonly references: readonly string[] }
}

/** Who sends it. */
export interface Sender {
  readonly mailFrom: string
  readonly instance: string
}

/** The ticket's own reply address: our mailbox, the number and the ticket's random key. */
export const replyAddress = (mailFrom: string, ticket: Pick<Incident, 'number' | 'replyKey'>): string =>
  mailFrom.replace('@', `+${ticket.number.toLowerCase()}-${ticket.replyKey}@`)

/** RFC 5322 section 3.6.4 asks for the whole chain; header lines that grow for ever break servers, so the first and the newest stay. */
const mostReferences = 20

const chain = (parent: Subject['parent']): string[] => {
  if (!parent) return []
  const all = [...parent.references.filter((id) => id !== parent.messageId), parent.messageId]
  return all.length <= mostReferences ? all : [all[0]!, ...all.slice(1 - mostReferences)]
}

/** The mail, in the requester's language, in the requester's own thread. Pure. */
export const compose = ({ ticket, purpose, to, comment, parent }: Subject, sender: Sender): OutgoingMail => {
  const texts = mailTexts[ticket.language]
  const { number, title } = ticket
  const said =
    purpose === 'acknowledgement'
      ? [texts.acknowledged.hello(ticket.requester.name), texts.acknowledged.body(number), texts.acknowledged.hint]
      : [texts.commented.intro(comment?.by ?? texts.deskName, number), comment?.text ?? '', texts.commented.hint]
  const footer = texts.footer(number, title)
  return {
    from: { name: texts.deskName, address: sender.mailFrom },
    replyTo: replyAddress(sender.mailFrom, ticket),
    to,
    // Gmail keeps a thread together only while the subject stays the same, so a mail's own subject is left alone.
    subject: parent ? `Re: ${title}` : `[${number}] ${title}`,
    text: [replyMarker, ...said, '-- ', footer].join('\n\n').replace('-- \n\n', '-- \n'),
    html: htmlOf(ticket.language, said, footer),
    inReplyTo: parent?.messageId,
    references: chain(parent),
    headers: {
      'Auto-Submitted': purpose === 'acknowledgement' ? 'auto-replied' : 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(purpose === 'acknowledgement' && { Precedence: 'bulk' }),
      'X-Haneul-Loop': sender.instance,
      'X-Haneul-Ticket': number,
      'Content-Language': ticket.language,
    },
  }
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

const paragraph = (text: string) => `<p style="margin:0 0 1em;white-space:pre-wrap">${escapeHtml(text)}</p>`

const htmlOf = (language: string, said: readonly string[], footer: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>` +
  `<body style="margin:0;padding:24px;font:16px/1.6 system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic',sans-serif">` +
  `<p style="margin:0 0 1em;color:#767676;font-size:12px">${escapeHtml(replyMarker)}</p>` +
  said.map(paragraph).join('') +
  `<p style="margin:2em 0 0;color:#767676;font-size:13px">${escapeHtml(footer)}</p></body></html>`
