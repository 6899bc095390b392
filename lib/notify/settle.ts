import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import { chainOf, type MailName, PlannedMail } from './planned-mail.ts'
import { isForCallers, isNote, isOfTicket, purposeOf } from './purpose.ts'

/** The mail of this name as it stands, or nothing. */
export const plannedMail = async (store: Store, name: MailName): Promise<PlannedMail | undefined> => {
  const found = await store.get(key.mail(name.number, name.sequence, name.purpose))
  return found && PlannedMail.parse(found)
}

/**
 * Records that SES has taken a mail, and makes its Message-ID known as part of the ticket's thread. Called with SES's
 * answer and again with its send event, in any order and number: the first one counts.
 */
export const settle = async (store: Store, mail: PlannedMail, messageId: string, at: string): Promise<void> => {
  if (mail.status === 'sent') return
  const { due: _, ...rest } = mail
  const sent: PlannedMail = { ...rest, version: mail.version + 1, status: 'sent', sentAt: at, messageId }
  const { committed } = await store.commit([
    { put: sent, at: key.mail(mail.number, mail.sequence, mail.purpose), if: { version: mail.version } },
    ...inThread(mail, messageId),
  ])
  if (committed) return
  const now = await plannedMail(store, mail)
  if (!now) throw new Error(`The mail of ${mail.number} that SES sent as ${messageId} is gone from the table`)
  return settle(store, now, messageId, at)
}

/** What makes an answer to the mail find its ticket; a trial and what stands apart belong to none. */
const inThread = (mail: PlannedMail, messageId: string): readonly Write[] => {
  const purpose = purposeOf(mail.purpose)
  if (!isOfTicket(purpose) || mail.trial) return []
  const references = chainOf(mail)
  const { number, sequence, thread } = mail
  return [
    {
      put: {
        kind: 'message',
        messageId,
        number: thread,
        sent: true,
        references,
        ...(isNote(purpose) && { isNote: true }),
        mail: { number, sequence, purpose: mail.purpose },
      },
      at: key.message(messageId),
    },
    ...(isForCallers(purpose) ? [{ put: { kind: 'thread', messageId, references }, at: key.thread(thread) }] : []),
  ]
}
