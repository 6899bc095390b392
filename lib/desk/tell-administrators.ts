import type { PlannedMail } from '../notify/planned-mail.ts'
import { mark, type Purpose } from '../notify/purpose.ts'
import { Person } from '../people/person.ts'
import { key, list } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'

/** So many administrators are told; somebody of them will read it. */
const mostTold = 20

/** What administrators are to hear of. */
export interface News {
  /** Begin of the names of the mails, in capitals; a reader's mark follows. */
  readonly about: string
  /** Tells this time from others. */
  readonly sequence: number
  readonly purpose: Purpose
  /** What the mail's words are read from. */
  readonly thread: string
  readonly at: string
}

/** The mails that tell administrators of something: to be written in the transaction that makes it so. */
export const mailsToAdministrators = async (
  store: Store,
  { about, sequence, purpose, thread, at }: News,
): Promise<readonly Write[]> => {
  const page = await store.list(list.peopleOfRole('administrator'), { limit: mostTold })
  const heads = await store.getMany(page.items.map(({ id }) => key.person(String(id))))
  return heads.flatMap((head): Write[] => {
    const { id, name, timeZone, language, isActive, addresses } = Person.parse(head)
    const [to] = addresses
    if (!isActive || to === undefined) return []
    const mail: PlannedMail = {
      kind: 'mail',
      number: `${about}-${mark(id)}`,
      sequence,
      purpose,
      version: 1,
      status: 'asked',
      to,
      reader: { id, name, timeZone },
      language,
      thread,
      triedAt: at,
      references: [],
      due: { lane: 'mail', at },
    }
    return [{ put: mail, at: key.mail(mail.number, mail.sequence, mail.purpose), if: 'absent' }]
  })
}
