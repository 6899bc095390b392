import type { Store } from '../../store/store.ts'
import { compose, type OutgoingMail, type Sender } from '../compose.ts'
import type { PlannedMail } from '../planned-mail.ts'
import { templateFor } from '../templates.ts'

/** The mail that tells somebody for whom they decide. */
export const delegationMail = async (
  { language, to, reader, words = {} }: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> =>
  compose(
    {
      purpose: 'delegation',
      language,
      to,
      template: await templateFor(store, 'delegation', language),
      values: { ...words, recipient: reader?.name ?? to, link: `${sender.publicUrl}/approvals` },
    },
    sender,
  )
