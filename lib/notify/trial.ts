import { restore } from '../incident/incident.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Language } from '../ticket/message.ts'
import { Refusal } from '../ticket/refusal.ts'
import { compose, type OutgoingMail, type Sender, type Subject } from './compose.ts'
import type { PlannedMail } from './planned-mail.ts'
import { isOfTicket, type Purpose, purposeOf } from './purpose.ts'
import { checkTemplate } from './template.ts'
import { completed, ownTemplate } from './templates.ts'
import { linkTo, sampleValues } from './values.ts'

/** What to try: a kind of mail, with words that are not kept yet, about a ticket there is or a made-up one. */
export interface Trial extends NonNullable<PlannedMail['trial']> {
  readonly purpose: Purpose
  readonly language: Language
}

/** Where trials are read and kept, and where their links lead. */
interface Place {
  readonly store: Store
  readonly publicUrl: string
}

/** A reply address that leads nowhere: nobody's answer to a trial lands on a ticket. */
const noKey = 'trial'
/** Unix seconds after which a trial is forgotten. */
const expiry = (at: string) => Math.ceil(Date.parse(at) / 1000) + 7 * 86_400

/**
 * What the real mail would be made of, for this reader. What somebody wrote is made up: a trial shows how a mail looks, and
 * tells nobody what stands in a ticket. Refuses an unknown placeholder or ticket.
 */
export const trialOf = async (
  { store, publicUrl }: Place,
  { purpose, language, template, number }: Trial,
  reader: { readonly name: string; readonly address: string },
): Promise<Subject> => {
  if (template) checkTemplate(purpose, template)
  const sample = sampleValues(purpose, language, publicUrl)
  const facts = number === undefined ? {} : await factsOf(store, number, publicUrl)
  const known = Object.entries({ ...facts, recipient: reader.name }).filter(([name]) => name in sample)
  const values = { ...sample, ...Object.fromEntries(known) }
  return {
    purpose,
    language,
    to: reader.address,
    template: completed(purpose, language, template ?? (await ownTemplate(store, purpose, language))),
    values,
    ...(isOfTicket(purpose) && {
      thread: { number: values.number ?? '', title: values.title ?? '', replyKey: noKey },
    }),
  }
}

const factsOf = async (store: Store, number: string, publicUrl: string): Promise<Record<string, string>> => {
  const found = await store.get(key.ticket(number))
  if (found?.kind !== 'incident') throw new Refusal('invalid', `number: there is no ticket ${number}.`, 'number')
  const { title, requester, assignee, priority, team } = restore(found)
  return {
    number,
    title,
    requester: requester.name,
    link: linkTo(publicUrl, number),
    team,
    priority,
    ...(assignee && { assignee: assignee.name }),
  }
}

/** Asks for a trial to be mailed to whoever tries it; answers where to. Refuses what `trialOf` refuses. */
export const askForTrial = async (
  place: Place,
  trial: Trial,
  { id, name, addresses, timeZone }: Person,
  { newId, at }: { readonly newId: string; readonly at: string },
): Promise<string> => {
  const [to] = addresses
  if (to === undefined) throw new Refusal('conflict', 'You have no mail address. Add one first.')
  await trialOf(place, trial, { name, address: to })
  const { purpose, language, template, number } = trial
  const asked: PlannedMail = {
    kind: 'mail',
    number: `TRIAL-${newId}`,
    sequence: 0,
    purpose,
    version: 1,
    status: 'asked',
    to,
    reader: { id, name, timeZone },
    language,
    thread: number ?? '',
    triedAt: at,
    references: [],
    trial: { ...(template && { template }), ...(number !== undefined && { number }) },
    due: { lane: 'mail', at },
    expiresAt: expiry(at),
  }
  await place.store.commit([{ put: asked, at: key.mail(asked.number, asked.sequence, purpose), if: 'absent' }])
  return to
}

/** The mail of a trial that was asked for. */
export const trialMail = async (
  { purpose, language, reader, to, trial }: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> =>
  compose(
    await trialOf(
      { store, publicUrl: sender.publicUrl },
      { purpose: purposeOf(purpose), language, ...trial },
      { name: reader?.name ?? to, address: to },
    ),
    sender,
  )
