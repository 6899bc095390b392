import type { PlannedMail } from '../../notify/planned-mail.ts'
import { mark } from '../../notify/purpose.ts'
import type { Safety } from '../../people/directory/safety.ts'
import { Person } from '../../people/person.ts'
import { key, list } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'

/** So many administrators are told; somebody of them will read it. */
const mostTold = 20

/** The mails that tell administrators that the directory was stopped: planned in the transaction that stops it. */
export const stopMails = async (store: Store, { stop }: Safety, at: string): Promise<readonly Write[]> => {
  const page = await store.list(list.peopleOfRole('administrator'), { limit: mostTold })
  const heads = await store.getMany(page.items.map(({ id }) => key.person(String(id))))
  return heads.flatMap((head): Write[] => {
    const { id, name, timeZone, language, isActive, addresses } = Person.parse(head)
    const [to] = addresses
    if (!isActive || to === undefined) return []
    const mail: PlannedMail = {
      kind: 'mail',
      number: `DIRECTORY-${mark(id)}`,
      sequence: stop,
      purpose: 'directory-stopped',
      version: 1,
      status: 'asked',
      to,
      reader: { id, name, timeZone },
      language,
      thread: String(stop),
      triedAt: at,
      references: [],
      due: { lane: 'mail', at },
    }
    return [{ put: mail, at: key.mail(mail.number, mail.sequence, mail.purpose), if: 'absent' }]
  })
}
