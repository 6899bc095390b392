import * as z from 'zod'
import { Language } from '../ticket/message.ts'
import { MailPurpose } from './purpose.ts'
import { OwnTemplate } from './template.ts'

/** Somebody to whom a mail did not go, or from whom it came back. */
export const Failure = z.object({
  address: z.string(),
  at: z.string(),
  /** In the words of whoever refused it. */
  reason: z.string(),
})
export type Failure = z.infer<typeof Failure>

/**
 * A mail of a ticket, from the moment it is decided. `sending` says that SES may or may not have it: only the send
 * event of SES, its answer, or the passing of time settles that, so a crash neither loses nor doubles a mail. `rejected`
 * was refused by SES, `withheld` was never handed to it because nobody could have read it; `asked` waits for a first try, `planned` for its time.
 */
export const PlannedMail = z.object({
  kind: z.literal('mail'),
  number: z.string(),
  /** Sequence of the timeline entry that caused it. */
  sequence: z.number().int(),
  purpose: MailPurpose,
  version: z.number().int(),
  status: z.enum(['planned', 'asked', 'sending', 'sent', 'rejected', 'withheld']),
  to: z.string(),
  cc: z.array(z.string()).optional(),
  /** Who reads it: the requester, or a person of the desk. */
  reader: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }).optional(),
  language: Language,
  /** The ticket in whose thread it stands: an incident that was merged keeps its own. */
  thread: z.string(),
  /** Instant of the newest attempt. */
  triedAt: z.string(),
  sentAt: z.string().optional(),
  /** Message-ID that SES gave it. */
  messageId: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()),
  /** Why SES would not take it, or why it was not sent. */
  reason: z.string().optional(),
  /** People it was to go to as well, and why it did not. */
  withheld: z.array(Failure).optional(),
  /** Addresses from which it came back. */
  returned: z.array(Failure).optional(),
  due: z.object({ lane: z.literal('mail'), at: z.string() }).optional(),
  /** Somebody tries a template: what it says, instead of what is kept, about which ticket. */
  trial: z.object({ template: OwnTemplate.optional(), number: z.string().optional() }).optional(),
  /** What the mail asks its reader to decide, or asked them: a reply decides about just this. */
  ballot: z
    .object({
      stage: z.string(),
      round: z.int(),
      person: z.string(),
      /** Of what the mail shows. */
      digest: z.string().optional(),
    })
    .optional(),
  /** Further words of this mail that stand in no entry, such as why a reply decided nothing. */
  words: z.record(z.string(), z.string()).optional(),
  /** Unix seconds; a ticket's mails are kept for ever. */
  expiresAt: z.number().int().optional(),
})
export type PlannedMail = z.infer<typeof PlannedMail>

/** Where a mail of a ticket is found: the three SES message tags that every mail of ours carries. */
export interface MailName {
  readonly number: string
  readonly sequence: number
  readonly purpose: MailPurpose
}

/** Everybody a mail goes to. */
export const recipientsOf = ({ to, cc = [] }: Pick<PlannedMail, 'to' | 'cc'>): readonly string[] => [to, ...cc]

/** References of an answer to this mail, itself not included: what it answers, after what that answered. */
export const chainOf = ({ inReplyTo, references }: Pick<PlannedMail, 'inReplyTo' | 'references'>): string[] =>
  inReplyTo === undefined || references.includes(inReplyTo) ? references : [...references, inReplyTo]
