import { readSafety } from '../desk/directory/safety.ts'
import type { Store } from '../store/store.ts'
import { compose, type OutgoingMail, type Sender } from './compose.ts'
import type { PlannedMail } from './planned-mail.ts'
import { templateFor } from './templates.ts'
import { safetyPage } from './values.ts'

/** The mail that tells an administrator that the directory was stopped. */
export const directoryMail = async (
  { language, to, reader }: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> =>
  compose(
    {
      purpose: 'directory-stopped',
      language,
      to,
      template: await templateFor(store, 'directory-stopped', language),
      values: {
        recipient: reader?.name ?? to,
        count: String((await readSafety(store)).limit),
        where: safetyPage(sender.publicUrl),
      },
    },
    sender,
  )
