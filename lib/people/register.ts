import { createHash } from 'node:crypto'
import type { Write } from '../store/store.ts'
import type { Language } from '../ticket/message.ts'
import { personWrites, type Writing } from './own-address.ts'
import { Person } from './person.ts'

/** The id of a guest follows from the address, so that two first mails at once make one guest. */
export const guestId = (address: string): string =>
  `guest-${createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 20)}`

/** Somebody who wrote to us for the first time. */
export const guest = (sender: { name: string; address: string }, language: Language, timeZone: string): Person =>
  Person.parse({
    id: guestId(sender.address),
    name: sender.name.trim() || sender.address,
    addresses: [sender.address.toLowerCase()],
    role: 'guest',
    language,
    timeZone,
  })

/** The writes that make a new person known, each address with its one owner; refused where person or address is known already. */
export const registration = (person: Person, writing: Writing): readonly Write[] =>
  personWrites(person, undefined, new Map(), writing)
