import { longestTitle } from '../incident/decision/open.ts'
import type { Letter } from '../mail/letter.ts'
import type { Envelope } from './envelope.ts'
import { notesOn } from './message-of.ts'
import type { Fate, LetterRecord } from './record.ts'

/** What became of a mail, and on which ticket. */
export interface End {
  readonly outcome: Fate
  readonly reason?: string
  readonly number?: string
}

/** The log entry of a mail that was read. */
export const recordOf = (envelope: Envelope, letter: Letter, end: End): LetterRecord => ({
  kind: 'letter',
  id: envelope.id,
  ...end,
  from: letter.from?.address,
  subject: letter.subject.slice(0, longestTitle),
  receivedAt: envelope.receivedAt,
  envelope,
  notes: notesOn(letter),
})

/** The log entry of a mail that we could not take in; it stays until a replay succeeds. */
export const failedRecord = (envelope: Envelope, reason: string): LetterRecord => ({
  kind: 'letter',
  id: envelope.id,
  outcome: 'failed',
  reason,
  receivedAt: envelope.receivedAt,
  envelope,
})
