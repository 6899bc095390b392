import { affectedPage } from '../desk/affected.ts'
import { Outage } from '../incident/announcement.ts'
import { Person } from '../people/person.ts'
import { preferenceOf } from '../people/preferences.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Language } from '../ticket/message.ts'
import { AddressMark, verdictOf } from './address-mark.ts'
import { isAnswerable } from './answerable.ts'
import { type Circle, getAll } from './circle.ts'
import { compose, type OutgoingMail, type Sender } from './compose.ts'
import type { PlannedMail } from './planned-mail.ts'
import { mark } from './purpose.ts'
import type { Sending } from './send.ts'
import { templateFor } from './templates.ts'

/** People that are read and planned for at once; their mails are one transaction. */
const aPage = 50
/** So many mails leave at once, and then as many with each run of the minute clock: SES takes 14 a second of a new account. */
const aMinute = 300

/** Whether this entry ends an outage that people said hurts them. */
const endsOutage = ({ ticket, entry }: Circle): boolean =>
  entry.type === 'incident.resolved' && ticket.announcement !== undefined

/**
 * Plans a mail to everybody who said that the outage which this entry ends hurts them, page by page, each exactly once
 * however often it is called; answers how many were planned now. The first leave at once, the others minute by minute.
 */
export const tellAffected = async (circle: Circle, desk: Sending): Promise<number> => {
  if (!endsOutage(circle)) return 0
  const { number } = circle.ticket
  const now = desk.now()
  let seen = 0
  let planned = 0
  let after: string | undefined
  do {
    const page = await affectedPage(desk.store, number, { limit: aPage, after })
    const mails = await mailsTo(page.ids, circle, desk, now)
    planned += await plan(
      desk.store,
      mails.map((mail, i) => {
        const minute = Math.floor((seen + i) / aMinute)
        const at = new Date(Date.parse(now) + minute * 60_000).toISOString()
        return { ...mail, status: minute === 0 ? 'asked' : 'planned', due: { lane: 'mail', at } }
      }),
    )
    seen += mails.length
    after = page.next
  } while (after !== undefined)
  return planned
}

/** Mails that are there already stay as they are. */
const plan = async (store: Store, mails: readonly PlannedMail[]): Promise<number> => {
  let left = mails
  while (left.length > 0) {
    const outcome = await store.commit(
      left.map((mail) => ({ put: mail, at: key.mail(mail.number, mail.sequence, mail.purpose), if: 'absent' })),
    )
    if (outcome.committed) return left.length
    if (outcome.refused.length === 0) continue
    left = left.filter((_, i) => !outcome.refused.includes(i))
  }
  return 0
}

const mailsTo = async (
  ids: readonly string[],
  { ticket, entry, team, threads }: Circle,
  desk: Sending,
  now: string,
): Promise<readonly PlannedMail[]> => {
  // The incident's own people read of its solution in their threads.
  const told = new Set(threads.flatMap(({ requester, followers }) => [requester, ...followers].map(({ id }) => id)))
  const found = await getAll(desk.store, ids.filter((id) => !told.has(id)).map(key.person))
  const people = found
    .map((item) => Person.parse(item))
    .filter((person) => person.isActive && preferenceOf(person, team ?? { id: ticket.team }, 'resolved') !== 'off')
    .filter(({ addresses: [to] }) => to !== undefined && isAnswerable(to, desk))
  const marks = (
    await getAll(
      desk.store,
      people.map(({ addresses: [to] }) => key.mailbox(to!)),
    )
  ).map((item) => AddressMark.parse(item))
  const isReached = (address: string) =>
    !verdictOf(
      marks.find((each) => each.address === address),
      now,
    ).isUndeliverable
  return people
    .filter(({ addresses: [to] }) => isReached(to!))
    .map(({ id, name, timeZone, language, addresses: [to] }) => ({
      kind: 'mail',
      number: entry.number,
      sequence: entry.sequence,
      purpose: `outage-over_${mark(id)}`,
      version: 1,
      status: 'asked',
      to: to!,
      reader: { id, name, timeZone },
      language,
      thread: entry.number,
      triedAt: now,
      references: [],
    }))
}

/** The headline in a reader's language, or in the one there is. */
export const headlineFor = ({ headline }: Pick<Outage, 'headline'>, language: Language): string =>
  headline[language] ?? Object.values(headline)[0] ?? ''

/** The mail that says that an outage is over. Its reader may know what was announced, and nothing else of the incident. */
export const outageMail = async (
  { number, language, to, reader }: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> => {
  const outage = Outage.parse(await store.get(key.outage(number)))
  return compose(
    {
      purpose: 'outage-over',
      language,
      to,
      template: await templateFor(store, 'outage-over', language),
      values: { number, title: headlineFor(outage, language), recipient: reader?.name ?? to },
    },
    sender,
  )
}
