import { type Desk, isHelpAddress } from '../intake/interpret.ts'
import { isAgent, type Person } from '../people/person.ts'
import { type NotifyEvent, preferenceOf, type Telling } from '../people/preferences.ts'
import { deskZone } from '../policy/zone.ts'
import type { Language } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import { isAnswerable } from './answerable.ts'
import type { Circle, Thread } from './circle.ts'
import type { PlannedMail } from './planned-mail.ts'
import { type MailPurpose, mark, type TicketPurpose } from './purpose.ts'
import type { CallerNotice, DeskNotice, Notice } from './who.ts'

/** A mail that is to go out. */
export interface Wanted {
  readonly purpose: MailPurpose
  readonly to: string
  readonly cc: readonly string[]
  /** For whom its words are chosen: the requester, or the one person of the desk. */
  readonly reader: { readonly id: string; readonly name: string; readonly timeZone: string }
  readonly language: Language
  readonly thread: Thread
  readonly onceFor?: CallerNotice['onceFor']
  readonly ballot?: PlannedMail['ballot']
  readonly words?: PlannedMail['words']
}

/** Something that stands in somebody's next digest. */
export interface Collected {
  readonly person: Person
  readonly purpose: TicketPurpose
  /** Number of the ticket as this person knows it. */
  readonly thread: string
}

/** What becomes of notices: mails now, and lines of digests. */
export interface Outcome {
  readonly mails: readonly Wanted[]
  readonly collected: readonly Collected[]
}

/**
 * Who gets which mail, and what waits for a digest: nobody twice, nobody about what they did themselves, everybody as they
 * wish. Only an active person of the desk gets what is for the desk, whatever their address looks like. Pure.
 */
export const outcomeOf = (notices: readonly Notice[], circle: Circle, desk: Pick<Desk, 'helpAddresses'>): Outcome => {
  const mails: Wanted[] = []
  const collected: Collected[] = []
  const author = circle.entry.by.id
  const told = new Set<string>()
  // Whoever asked is answered; of what they did otherwise nobody needs to be told.
  const isAnswer = (purpose: TicketPurpose) => purpose === 'acknowledgement' || purpose === 'refused'
  const isTold = (id: string, purpose: TicketPurpose) => told.has(id) || (id === author && !isAnswer(purpose))
  const wish = (id: string, event: NotifyEvent): Telling => {
    const person = circle.people.get(id)
    return person ? preferenceOf(person, circle.team ?? { id: circle.ticket.team }, event) : 'mail'
  }

  const writeToThread = (notice: CallerNotice, thread: Thread) => {
    const { purpose, event, onceFor, isForRequesterOnly } = notice
    const people = [thread.requester, ...(isForRequesterOnly ? [] : thread.followers)]
    const addresses: string[] = []
    for (const ref of people) {
      const person = circle.people.get(ref.id)
      // People of the desk are told on their own, but for those who asked for help themselves.
      const isOfDesk = person !== undefined && isAgent(person) && ref.id !== thread.requester.id
      if (isTold(ref.id, purpose) || isOfDesk || person?.isActive === false) continue
      const address = addressOf(ref, person)
      if (!address || !mayGet(purpose, address, desk)) continue
      told.add(ref.id)
      const telling = wish(ref.id, event)
      if (telling === 'mail') addresses.push(address)
      if (telling === 'digest' && person) collected.push({ person, purpose, thread: thread.number })
    }
    const [to, ...cc] = [...new Set(addresses)]
    if (to === undefined) return
    const { id, name, timeZone = deskZone } = thread.requester
    mails.push({
      purpose: thread.number === circle.ticket.number ? purpose : `${purpose}_${thread.number}`,
      to,
      cc,
      reader: { id, name, timeZone: circle.people.get(id)?.timeZone ?? timeZone },
      language: thread.language,
      thread,
      ...(onceFor && { onceFor }),
    })
  }

  const failed = (circle.entry.data as { address?: string }).address

  const writeToDesk = ({ purpose, event, unless, people }: DeskNotice) => {
    const [thread] = circle.threads
    for (const id of people) {
      const person = circle.people.get(id)
      if (!person || !isAgent(person) || isTold(id, purpose)) continue
      const [to] = person.addresses
      // That mail to this very address came back is not told there.
      if (!to || isHelpAddress(to, desk) || to === failed) continue
      if (unless && wish(id, unless) === 'mail') continue
      told.add(id)
      const telling = event ? wish(id, event) : 'mail'
      if (telling === 'digest') collected.push({ person, purpose, thread: circle.ticket.number })
      if (telling !== 'mail') continue
      const { name, timeZone, language } = person
      const reader = { id, name, timeZone }
      mails.push({ purpose: `${purpose}_${mark(id)}`, to, cc: [], reader, language, thread: thread! })
    }
  }

  for (const notice of notices)
    if (notice.to === 'desk') writeToDesk(notice)
    else for (const thread of circle.threads) writeToThread(notice, thread)
  return { mails, collected }
}

/** Where somebody follows a ticket by mail; an address they gave up meanwhile is another's. */
const addressOf = (ref: PersonRef, person: Person | undefined): string | undefined => {
  const address = ref.address?.toLowerCase()
  if (!person) return ref.address
  return address && person.addresses.includes(address) ? ref.address : person.addresses[0]
}

/** Words of a person may go to any address but our own; what nobody wrote to them needs somebody who reads it. */
const mayGet = (purpose: CallerNotice['purpose'], address: string, desk: Pick<Desk, 'helpAddresses'>) =>
  purpose === 'comment' ? !isHelpAddress(address, desk) : isAnswerable(address, desk)
