import * as z from 'zod'

/**
 * A mail of a ticket, from the moment it is decided. `sending` says that SES may or may not have it: only the send
 * event of SES, its answer, or the passing of time settles that, so a crash neither loses nor doubles a mail.
 */
export const PlannedMail = z.object({
  kind: z.literal('mail'),
  number: z.string(),
  /** Sequence of the timeline entry that caused it. */
  sequence: z.number().int(),
  purpose: z.enum(['acknowledgement', 'comment']),
  version: z.number().int(),
  status: z.enum(['sending', 'sent', 'rejected']),
  to: z.string(),
  /** Instant of the newest attempt. */
  triedAt: z.string(),
  sentAt: z.string().optional(),
  /** Message-ID that SES gave it. */
  messageId: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()),
  /** Why SES would not take it. */
  reason: z.string().optional(),
  due: z.object({ lane: z.literal('mail'), at: z.string() }).optional(),
})
export type PlannedMail = z.infer<typeof PlannedMail>

/** Where a mail of a ticket is found: the two SES message tags that every mail of ours carries. */
export interface MailName {
  readonly number: string
  readonly sequence: number
  readonly purpose: PlannedMail['purpose']
}

/** References of an answer to this mail, itself not included: what it answers, after what that answered. */
export const chainOf = ({ inReplyTo, references }: Pick<PlannedMail, 'inReplyTo' | 'references'>): string[] =>
  inReplyTo === undefined || references.includes(inReplyTo) ? references : [...references, inReplyTo]
