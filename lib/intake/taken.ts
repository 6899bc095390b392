import { languageOf } from '../mail/language.ts'
import type { Address, Letter } from '../mail/letter.ts'
import { may } from '../people/access.ts'
import { actorOf, type Person } from '../people/person.ts'
import { guest, registration } from '../people/register.ts'
import { key } from '../store/schema.ts'
import type { Write } from '../store/store.ts'
import type { Origin } from '../ticket/actor.ts'
import type { Message, Requester } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Clues } from './clues.ts'
import { isRoleAddress } from './copied.ts'
import type { Envelope } from './envelope.ts'
import type { ForwardedLetter } from './forwarded-letter.ts'
import type { Known } from './known.ts'
import { type End, recordOf } from './log-entry.ts'
import { type MessageOptions, messageOf } from './message-of.ts'
import type { Receiving } from './receive-mail.ts'
import { type Trust, trustOf, unverifiedActor } from './trust.ts'

/** A mail that takes effect, with everything that is known of it. */
export interface Taken {
  readonly envelope: Envelope
  readonly letter: Letter
  readonly clues: Clues
  readonly known: Known
  /** People whom the sender wrote to as well. */
  readonly copied: readonly Address[]
  /** The mail that it passes on. */
  readonly forwarded: ForwardedLetter | undefined
  /** A number taken beforehand for a new ticket. */
  readonly count: number | undefined
  readonly desk: Receiving
}

/** The trust of the mail. */
export const trustIn = ({ envelope, known }: Taken): Trust => trustOf(envelope, known.sender)

/** The language of the mail's own words. */
export const languageIn = ({ letter }: Taken) => languageOf(letter.newText || letter.subject)

/** Who wrote the mail, known or not; that they did is another question (`trustIn`). */
export const writerOf = (taken: Taken): Person =>
  taken.known.sender ?? guest(taken.letter.from!, languageIn(taken), taken.desk.timeZone)

/** In whose name the mail acts. */
export const originOf = (taken: Taken): Origin => ({
  at: taken.desk.now(),
  by: trustIn(taken) === 'unverified' ? unverifiedActor(taken.letter.from!) : actorOf(writerOf(taken)),
  channel: 'mail',
})

/** What the mail adds to its ticket; its attachments are kept when this answers. */
export const messageIn = (
  { letter, envelope, clues, desk }: Taken,
  options: Omit<MessageOptions, 'envelope' | 'messageId' | 'files'>,
): Promise<Message> => messageOf(letter, { envelope, messageId: clues.messageId, files: desk.files, ...options })

/** The person as the one a ticket is for. Nobody becomes important by a mail that anybody may have written. */
export const requesterOf = (person: Person, address: string, isTrusted: boolean): Requester => ({
  id: person.id,
  name: person.name,
  address,
  ...(isTrusted && person.isVip && { isVip: true }),
  ...(person.role !== 'guest' && { timeZone: person.timeZone }),
})

/** People whom a mail brings along, and those of them who must be made known. */
export interface Company {
  readonly watchers: readonly PersonRef[]
  readonly strangers: readonly Person[]
}

const nobody: Company = { watchers: [], strangers: [] }

/** The people in copy of an employee's mail: they follow its ticket. Nobody else's mail brings anybody. */
export const companyOf = (taken: Taken): Company => {
  const { copied, known, desk, letter } = taken
  if (trustIn(taken) !== 'employee' || letter.automatic) return nobody
  const strangers: Person[] = []
  const watchers = copied.flatMap((address): PersonRef[] => {
    const owner = known.people.get(address.address)
    if (!owner && isRoleAddress(address.address)) return []
    if (owner && (!owner.isActive || owner.id === known.sender?.id)) return []
    const person = owner ?? guest(address, languageIn(taken), desk.timeZone)
    if (!owner) strangers.push(person)
    return [{ id: person.id, name: person.name, address: address.address }]
  })
  return { watchers, strangers }
}

/** The writes of the same transaction: the log entry, the Message-ID, and people who must be made known. */
export const alsoWritten =
  (taken: Taken, end: Omit<End, 'number'>, by: Origin, people: readonly Person[], isNote = false) =>
  (number: string): readonly Write[] => [
    { put: recordOf(taken.envelope, taken.letter, { ...end, number }), at: key.letter(taken.envelope.id) },
    ...(taken.known.messageIsNew ? [messageWrite(taken, number, isNote)] : []),
    ...[...new Map(people.map((person) => [person.id, person])).values()].flatMap((person) => registration(person, by)),
  ]

/** The item of a new Message-ID is the receipt too; only a mail under an id that was used before needs one of its own. */
export const receiptOf = ({ known, clues }: Taken) =>
  known.messageIsNew ? undefined : { input: `mail#${clues.identity}` }

const messageWrite = ({ clues, letter }: Taken, number: string, isNote: boolean): Write => ({
  put: {
    kind: 'message',
    messageId: clues.messageId,
    identity: clues.identity,
    number,
    sent: false,
    from: letter.from?.address,
    references: letter.references.slice(-20),
    ...(isNote && { isNote }),
  },
  at: key.message(clues.messageId),
  if: 'absent',
})

/** Whether a person of the desk wrote the mail, and proved it. */
export const isByAgent = (taken: Taken): boolean =>
  trustIn(taken) === 'employee' &&
  taken.known.sender !== undefined &&
  may(taken.known.sender, 'open-for-others', { kind: 'incident' })
