import { createHash } from 'node:crypto'
import { key } from '../store/schema.ts'
import type { Write } from '../store/store.ts'
import type { Language } from '../ticket/message.ts'
import type { Person } from './person.ts'

/** The id of a guest follows from the address, so that two first mails at once make one guest. */
export const guestId = (address: string): string =>
  `guest-${createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 20)}`

/** Somebody who wrote to us for the first time. */
export const guest = (sender: { name: string; address: string }, language: Language, timeZone: string): Person => ({
  kind: 'person',
  id: guestId(sender.address),
  name: sender.name.trim() || sender.address,
  addresses: [sender.address.toLowerCase()],
  role: 'guest',
  language,
  timeZone,
})

/** The writes that make a person known, each address with its one owner; refused where an address has one already. */
export const registration = (person: Person): readonly Write[] => [
  { put: person, at: key.person(person.id), if: 'absent' },
  ...person.addresses.map(
    (address): Write => ({
      put: { kind: 'address', address, person },
      at: key.address(address),
      if: 'absent',
    }),
  ),
]
