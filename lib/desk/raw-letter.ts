import { LetterRecord } from '../intake/record.ts'
import { may } from '../people/access.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

/** The log entry of a mail, or a refusal. */
export const readLetterRecord = async (store: Store, id: string): Promise<LetterRecord> => {
  const found = await store.get(key.letter(id))
  if (!found) throw new Refusal('not_found', `There is no mail ${id} in the log.`)
  return LetterRecord.parse(found)
}

/** Whether the scan found something in the mail. */
export const isInfected = ({ envelope }: Pick<LetterRecord, 'envelope'>): boolean => envelope.verdicts.virus === 'FAIL'

/**
 * Refuses the bytes of a mail in which the virus scan found something, to everybody but an administrator who insists.
 * `person` is nobody where pages are open.
 */
export const refuseInfected = (letter: LetterRecord, person: Person | undefined, isInsisting: boolean): void => {
  if (!isInfected(letter)) return
  const remedy = 'An administrator gets it from the API with ?anyway=true.'
  if (!person || !may(person, 'read-infected', { kind: 'letter' }) || !isInsisting)
    throw new Refusal(
      'forbidden',
      `The virus scan found something in this mail, so it stays where it is. ${remedy}`,
      'anyway',
    )
}
