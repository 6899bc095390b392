import { replyMarker } from '../mail/marker.ts'
import type { Language } from '../ticket/message.ts'
import type { Thread } from './circle.ts'
import { type Block, htmlOf, textOf } from './html.ts'
import { isForCallers, isNote, isOfApproval, type Purpose } from './purpose.ts'
import { fill, places, type Template, type Values, wordsIn } from './template.ts'
import { mailTexts } from './text/texts.ts'

/** A mail before it is put into MIME. Message-ID is missing because SES gives it. */
export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string
  readonly to: string
  readonly cc: readonly string[]
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
  readonly purpose: Purpose
  readonly language: Language
  /** The ticket that the mail is about, as its reader knows it; none in a digest. */
  readonly thread?: Pick<Thread, 'number' | 'title' | 'replyKey'>
  readonly to: string
  readonly cc?: readonly string[]
  readonly template: Template
  readonly values: Values
  /** What stands between what somebody wrote and the end. */
  readonly more?: readonly Block[]
  /** The newest mail of the thread, which this one answers, with its own references. */
  readonly parent?: { readonly messageId: string; readonly references: readonly string[] } | undefined
}

/** Who sends it. */
export interface Sender {
  readonly mailFrom: string
  readonly instance: string
  /** Where people reach the pages, without a slash at the end. */
  readonly publicUrl: string
}

/**
 * The ticket's own reply address: our mailbox, the number and the ticket's random key. An answer to the address that ends
 * in `-note` stays among the desk.
 */
export const replyAddress = (
  mailFrom: string,
  { number, replyKey }: Pick<Thread, 'number' | 'replyKey'>,
  isNote = false,
): string => mailFrom.replace('@', `+${number.toLowerCase()}-${replyKey}${isNote ? '-note' : ''}@`)

/** RFC 5322 section 3.6.4 asks for the whole chain; header lines that grow for ever break servers, so the first and the newest stay. */
const mostReferences = 20

const chain = (parent: Subject['parent']): string[] => {
  if (!parent) return []
  const all = [...parent.references.filter((id) => id !== parent.messageId), parent.messageId]
  return all.length <= mostReferences ? all : [all[0]!, ...all.slice(1 - mostReferences)]
}

/** A subject is one line; more than this no list of mails shows. */
const longestSubject = 250

const subjectOf = ({ thread, template, values, parent }: Subject): string =>
  // Gmail keeps a thread together only while the subject stays the same, so a mail's own subject is left alone.
  parent && thread
    ? `Re: ${thread.title}`
    : fill(template.subject, values).replace(/\s+/g, ' ').slice(0, longestSubject)

/**
 * What a mail of one ticket to one person of the desk answers, so that all of them stand together in their mailbox: an id
 * that no mail has. Notes stand apart, so that nobody answers the ticket's people there by mistake.
 */
const deskRoot = ({ purpose, thread }: Subject, { instance }: Sender): string[] =>
  thread
    ? [
        `${thread.number.toLowerCase()}.${isOfApproval(purpose) ? 'approval' : isNote(purpose) ? 'desk' : 'talk'}@${instance}`,
      ]
    : []

/** What a reader sees of a mail. */
export type Words = Pick<OutgoingMail, 'subject' | 'text' | 'html'>

/** What the mail says, in its reader's language: the same in plain text and in HTML. Pure. */
export const wordsOf = (subject: Subject): Words => {
  const blocks = blocksOf(subject)
  const isAnswerable = subject.thread !== undefined
  return {
    subject: subjectOf(subject),
    text: [...(isAnswerable ? [replyMarker] : []), textOf(blocks), `-- \n${footer(subject)}`].join('\n\n'),
    html: htmlOf(subject.language, [
      ...(isAnswerable ? [{ is: 'small' as const, text: replyMarker }] : []),
      ...blocks,
      { is: 'small', text: footer(subject) },
    ]),
  }
}

/** The mail, in the thread of whoever reads it. Pure. */
export const compose = (subject: Subject, sender: Sender): OutgoingMail => {
  const { purpose, language, thread, to, cc = [], parent } = subject
  const isInThread = isForCallers(purpose)
  return {
    ...wordsOf(subject),
    from: { name: mailTexts[language].deskName, address: sender.mailFrom },
    replyTo: thread ? replyAddress(sender.mailFrom, thread, isNote(purpose)) : sender.mailFrom,
    to,
    cc,
    inReplyTo: isInThread ? parent?.messageId : undefined,
    references: isInThread ? chain(parent) : deskRoot(subject, sender),
    headers: {
      'Auto-Submitted': purpose === 'acknowledgement' ? 'auto-replied' : 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // A person's words are no bulk mail, and must not be sorted away as such.
      ...(purpose !== 'comment' && { Precedence: 'bulk' }),
      'X-Haneul-Loop': sender.instance,
      ...(thread && { 'X-Haneul-Ticket': thread.number }),
      'Content-Language': language,
    },
  }
}

const footer = ({ thread, language }: Subject): string =>
  thread ? `${thread.number}: ${thread.title}` : mailTexts[language].deskName

const blocksOf = ({ purpose, language, template, values, more = [] }: Subject): readonly Block[] => {
  const { facts, rate, ...texts } = mailTexts[language]
  const link = isOfApproval(purpose) || purpose === 'delegation' ? texts.approval.link[purpose] : texts.link
  const { intro, closing } = template
  const name = wordsIn[purpose]
  const isIn = (placeholder: string) => [intro, closing].some((text) => places(text, placeholder))
  const isPlaced = name !== undefined && isIn(name)
  const known = (['requester', 'priority', 'state', 'due'] as const).flatMap((fact) =>
    values[fact] ? [[facts[fact], values[fact]] as const] : [],
  )
  return [
    { is: 'text', text: fill(intro, values) },
    ...(name !== undefined && values[name] && !isPlaced ? [{ is: 'words' as const, text: values[name] }] : []),
    ...more,
    ...(isForCallers(purpose) || isOfApproval(purpose) || known.length === 0
      ? []
      : [{ is: 'facts' as const, facts: known }]),
    { is: 'text', text: fill(closing, values) },
    ...(values.rate && !isIn('rate') ? [{ is: 'link' as const, text: rate, href: values.rate }] : []),
    ...(values.link ? [{ is: 'link' as const, text: fill(link, values), href: values.link }] : []),
  ]
}
