import { type Fate, LetterRecord } from '../intake/record.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

const waiting: ReadonlySet<Fate> = new Set(['failed', 'quarantined', 'filtered'])

/**
 * Asks for a mail that became nothing to be taken in again; the stream carries the wish to the intake. One that was
 * quarantined or filtered is let in by this, whatever the spam scan or the rules said (a virus and our own mail stay out).
 */
export const replayLetter = async (store: Store, id: string): Promise<LetterRecord> => {
  const at = key.letter(id)
  const found = await store.get(at)
  if (!found) throw new Refusal('not_found', `There is no mail ${id} in the log.`)
  const letter = LetterRecord.parse(found)
  if (!waiting.has(letter.outcome))
    throw new Refusal('conflict', `This mail was ${letter.outcome}; only mail that became nothing can be tried again.`)
  const released = letter.outcome !== 'failed' || letter.envelope.released === true
  const asked: LetterRecord = { ...letter, outcome: 'replaying', envelope: { ...letter.envelope, released } }
  await store.commit([{ put: asked, at }])
  return asked
}

/** Outcomes with which a mail has taken effect, or is about to: asking again changes nothing. */
const done: ReadonlySet<Fate> = new Set(['opened', 'commented', 'duplicate', 'replaying'])

/** As `replayLetter`, for who asks again without looking: a mail that has taken effect stays as it is. */
export const replayOnce = async (store: Store, id: string): Promise<LetterRecord> => {
  const found = await store.get(key.letter(id))
  const letter = found && LetterRecord.parse(found)
  return letter && done.has(letter.outcome) ? letter : replayLetter(store, id)
}
