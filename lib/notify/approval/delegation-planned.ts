import type { DelegationFields } from '../../approval/delegation.ts'
import type { Person } from '../../people/person.ts'
import { key } from '../../store/schema.ts'
import type { Write } from '../../store/store.ts'
import type { PlannedMail } from '../planned-mail.ts'

/** The writes that ask for a mail to everybody who decides for somebody from now on. */
export const delegationMails = (
  from: Person,
  fresh: readonly { readonly delegation: DelegationFields; readonly to: Person }[],
  { newId, at }: { readonly newId: string; readonly at: string },
): readonly Write[] =>
  fresh.flatMap(({ delegation, to: person }, i): Write[] => {
    const [to] = person.addresses
    if (to === undefined) return []
    const asked: PlannedMail = {
      kind: 'mail',
      number: `DELEGATION-${newId}`,
      sequence: i,
      purpose: 'delegation',
      version: 1,
      status: 'asked',
      to,
      reader: { id: person.id, name: person.name, timeZone: person.timeZone },
      language: person.language,
      thread: '',
      triedAt: at,
      references: [],
      words: { by: from.name, from: delegation.from, to: delegation.to },
      due: { lane: 'mail', at },
    }
    return [{ put: asked, at: key.mail(asked.number, asked.sequence, asked.purpose), if: 'absent' }]
  })
