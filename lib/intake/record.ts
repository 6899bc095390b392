import * as z from 'zod'
import { Envelope } from './envelope.ts'

/** What became of a mail. `filtered`, `quarantined` and `failed` wait for eyes; `replaying` is being tried again. */
export const Fate = z.enum(['opened', 'commented', 'duplicate', 'filtered', 'quarantined', 'failed', 'replaying'])
export type Fate = z.infer<typeof Fate>

/** Why a mail became nothing; the pages say it in the reader's language. */
export const Reason = z.enum([
  'no-sender',
  'virus',
  'spam',
  'own-mail',
  'foreign-bounce',
  'foreign-complaint',
  'foreign-auto-reply',
  'machine-mail',
  'blocked-domain',
  'kept-as-note',
  'unproven',
  'unfinished',
])
export type Reason = z.infer<typeof Reason>

/** The log entry of one mail that arrived: what it was, what became of it, and why. */
export const LetterRecord = z.object({
  kind: z.literal('letter'),
  id: z.string(),
  outcome: Fate,
  /** One of `Reason`, or the words of the error that stopped us. */
  reason: z.string().optional(),
  number: z.string().optional(),
  from: z.string().optional(),
  subject: z.string().optional(),
  receivedAt: z.string(),
  envelope: Envelope,
  /** What the reader had to cut, guess or skip. */
  notes: z.array(z.string()).optional(),
})
export type LetterRecord = z.infer<typeof LetterRecord>

/** Outcomes after which the same raw mail has nothing more to do. */
export const isSettled = (outcome: Fate): boolean => outcome !== 'failed' && outcome !== 'replaying'
