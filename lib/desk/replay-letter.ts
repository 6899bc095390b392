import { LetterRecord } from '../intake/record.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

/**
 * Asks for a mail that failed or was quarantined to be taken in again; the stream carries the wish to the intake. A
 * quarantined one is let in by this, whatever the spam scan said (a virus stays out).
 */
export const replayLetter = async (store: Store, id: string): Promise<LetterRecord> => {
  const at = key.letter(id)
  const found = await store.get(at)
  if (!found) throw new Refusal('not_found', `There is no mail ${id} in the log.`)
  const letter = LetterRecord.parse(found)
  if (letter.outcome !== 'failed' && letter.outcome !== 'quarantined')
    throw new Refusal(
      'conflict',
      `This mail was ${letter.outcome}; only failed and quarantined mail can be tried again.`,
    )
  const released = letter.outcome === 'quarantined' || letter.envelope.released === true
  const asked: LetterRecord = { ...letter, outcome: 'replaying', envelope: { ...letter.envelope, released } }
  await store.commit([{ put: asked, at }])
  return asked
}
