import * as z from 'zod'
import { PersonRef } from './person-ref.ts'

/** A file kept with a ticket; the bytes lie in the files bucket under `key`. */
export const Attachment = z.object({
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  key: z.string(),
  /** Shown within the text, such as a picture pasted into a mail. */
  inline: z.boolean(),
  /** The upload that says what a scan found in it; absent when it may be opened by whoever reads the ticket. */
  upload: z.string().optional(),
})
export type Attachment = z.infer<typeof Attachment>

/** Where a message that came by mail came from. */
export const MailOrigin = z.object({
  /** Id of the letter: the raw mail and what we made of it. */
  letter: z.string(),
  /** Message-ID without angle brackets. */
  messageId: z.string(),
  /** The sender's address as the mail gives it. */
  from: z.string(),
  /** Why the mail counts as automatic (RFC 3834); automatic mail is never answered. */
  automatic: z.string().optional(),
  /** False when the sender is neither requester nor agent of the ticket, or the mail failed authentication. */
  verified: z.boolean(),
  /** The sender is most likely forged; nothing is answered automatically. */
  forged: z.boolean().optional(),
  /** What the sender asked for was refused, all of it: the words are kept as a note, and its notes tell why. */
  refused: z.boolean().optional(),
})
export type MailOrigin = z.infer<typeof MailOrigin>

/** What somebody wrote: the new words, and folded away what they quoted. */
export const Message = z.object({
  text: z.string(),
  quoted: z.string().optional(),
  attachments: z.array(Attachment).optional(),
  mail: MailOrigin.optional(),
  /** Sentences about what was cut or left out; the original mail has it all. */
  notes: z.array(z.string()).optional(),
})
export type Message = z.infer<typeof Message>

/** Who may read a comment: everybody on the ticket, or agents only. */
export const Visibility = z.enum(['public', 'internal'])
export type Visibility = z.infer<typeof Visibility>

/** The person a ticket is for, with what decides urgency and clocks. */
export const Requester = PersonRef.extend({
  isVip: z.boolean().optional(),
  /** IANA zone. */
  timeZone: z.string().optional(),
})
export type Requester = z.infer<typeof Requester>

/** The languages Haneul speaks. */
export const Language = z.enum(['en', 'ko'])
export type Language = z.infer<typeof Language>
