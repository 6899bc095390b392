import { execute, type Office } from '../desk/execute.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Conflict } from '../ticket/refusal.ts'
import { AddressMark, marked, type Verdict, verdictOf } from './address-mark.ts'
import { type MailName, PlannedMail, recipientsOf } from './planned-mail.ts'
import { isOfTicket, MailPurpose, purposeOf } from './purpose.ts'
import { plannedMail } from './settle.ts'

/** A mail that did not reach somebody, by whatever way we learned of it. */
export interface Bounced {
  readonly address: string
  /** The address is gone for good; otherwise it may work later. */
  readonly isPermanent: boolean
  /** It was delivered, and reported as spam. */
  readonly isComplaint?: boolean
  /** It is late and may still arrive: that counts, and is no news yet. */
  readonly isDelay?: boolean
  /** The mail was refused for what is in it, which is not the address's fault. */
  readonly isAboutContent?: boolean
  /** In the words of the mail system. */
  readonly reason: string
  readonly at: string
  /** The mail, where its name is known, else its Message-ID. */
  readonly mail?: MailName
  readonly messageId?: string
}

/** In whose name the desk learns of it. */
const byMail: Actor = { id: 'mail', name: 'Haneul', is: 'system' }
/** Long replies of mail servers repeat themselves. */
const longestReason = 500

/**
 * Records that a mail did not arrive: on the mail itself, on the address (which is not written to any more when that
 * happens too often), and on the ticket, which is flagged. Once for each mail and address, however often it is told.
 */
export const recordBounce = async (office: Office, bounced: Bounced): Promise<void> => {
  const { store } = office
  const name = bounced.mail ?? (await nameOf(store, bounced.messageId))
  const mail = name && (await plannedMail(store, name))
  const recipients = mail ? recipientsOf(mail) : []
  const isTheirs = recipients.some((address) => address.toLowerCase() === bounced.address.toLowerCase())
  // A report may name the mailbox to which ours was forwarded; whom we write to is what counts.
  const address = (isTheirs || recipients.length !== 1 ? bounced.address : recipients[0]!).toLowerCase()
  const { at, isPermanent, isComplaint, isDelay, isAboutContent } = bounced
  const reason = bounced.reason.replace(/\s+/g, ' ').trim().slice(0, longestReason) || 'no reason given'
  const of = mail ? `${mail.number}#${mail.sequence}#${mail.purpose}` : (bounced.messageId ?? at)
  if (!isAboutContent) await markAddress(store, address, { of, at, isPermanent, isComplaint, reason })
  if (!mail || isDelay) return
  await markMail(store, mail, { address, at, reason })
  if (!isOfTicket(purposeOf(mail.purpose)) || mail.trial) return
  await execute(office, {
    process: incidentProcess,
    number: mail.number,
    command: { type: 'report-undelivered', address, reason, isPermanent, sequence: mail.sequence },
    context: { at, by: byMail, channel: 'system' },
    receipt: { input: `undelivered#${of}#${address}` },
  })
}

const nameOf = async (store: Store, messageId: string | undefined): Promise<MailName | undefined> => {
  const found = messageId === undefined ? undefined : await store.get(key.message(messageId))
  const name = found?.mail as MailName | undefined
  return name && { ...name, purpose: MailPurpose.parse(name.purpose) }
}

/** Somebody else's write between our read and ours is no error. */
const attempts = 5

/** Writes what `next` makes of the item as it stands; nothing where it makes nothing of it. */
const update = async <Stored extends { readonly version: number }>(
  store: Store,
  at: ReturnType<typeof key.mailbox>,
  read: (item: Record<string, unknown>) => Stored,
  next: (before: Stored | undefined) => Stored | undefined,
): Promise<void> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = await store.get(at)
    const before = found && read(found)
    const put = next(before)
    if (!put) return
    if ((await store.commit([{ put, at, if: { version: before?.version ?? 0 } }])).committed) return
  }
  throw new Conflict('Others wrote at the same time; nothing was written. Try again.')
}

const markAddress = (store: Store, address: string, mishap: Parameters<typeof marked>[2]) =>
  update(store, key.mailbox(address), AddressMark.parse, (before) => marked(before, address, mishap))

const markMail = (
  store: Store,
  { number, sequence, purpose }: MailName,
  failure: NonNullable<PlannedMail['returned']>[0],
) =>
  update(store, key.mail(number, sequence, purpose), PlannedMail.parse, (mail) =>
    !mail || mail.returned?.some(({ address }) => address === failure.address)
      ? undefined
      : { ...mail, version: mail.version + 1, returned: [...(mail.returned ?? []), failure] },
  )

/** Everything known of mail to an address that did not arrive, and what follows from it. */
export const readMailbox = async (
  store: Store,
  address: string,
  now: string,
): Promise<Verdict & { readonly address: string; readonly mark: AddressMark | undefined }> => {
  const found = await store.get(key.mailbox(address))
  const mark = found && AddressMark.parse(found)
  return { address: address.toLowerCase(), mark, ...verdictOf(mark, now) }
}

/** Whether nobody is to be written to at this address. */
export const isUndeliverable = async (store: Store, address: string, now: string): Promise<boolean> =>
  (await readMailbox(store, address, now)).isUndeliverable

/** Forgets what came back from an address: somebody has seen to it that mail arrives again. */
export const clearMailbox = (store: Store, address: string): Promise<void> =>
  update(store, key.mailbox(address), AddressMark.parse, (before) => {
    if (!before || (before.points.length === 0 && before.complainedAt === undefined)) return undefined
    const { complainedAt: _, ...rest } = before
    return { ...rest, version: before.version + 1, points: [] }
  })
