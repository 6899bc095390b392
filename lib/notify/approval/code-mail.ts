import { codeMinutes, makeCode } from '../../desk/approval/code.ts'
import type { Store } from '../../store/store.ts'
import { compose, type OutgoingMail, type Sender } from '../compose.ts'
import type { PlannedMail } from '../planned-mail.ts'
import { templateFor } from '../templates.ts'

interface Place extends Sender {
  readonly store: Store
  readonly now: () => string
  readonly newKey: () => string
}

/** The mail with the code that lets its reader decide; only here is the code itself. */
export const codeMail = async (
  { language, to, reader, number, words = {}, ballot }: PlannedMail,
  { store, now, newKey, ...sender }: Place,
): Promise<OutgoingMail> => {
  if (!ballot) throw new Error(`The mail with a code for ${number} does not say for which decision`)
  const code = await makeCode(store, { ...ballot, number }, newKey(), now())
  return compose(
    {
      purpose: 'approval-code',
      language,
      to,
      template: await templateFor(store, 'approval-code', language),
      values: {
        number,
        title: words.title ?? '',
        recipient: reader?.name ?? to,
        code: `${code.slice(0, 3)} ${code.slice(3)}`,
        minutes: String(codeMinutes),
      },
    },
    sender,
  )
}
