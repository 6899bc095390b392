import { type Asker, may } from './access.ts'
import type { Person } from './person.ts'

/** A person, whatever wrote down that it is one. */
type Known = Omit<Person, 'kind'>
type Field = keyof Known

/** What everybody of the company sees of a colleague; of the addresses only the first, where work mail goes. */
const card: readonly Field[] = ['id', 'version', 'name', 'addresses', 'isActive', 'department', 'location']

/** What the desk sees of those whom it helps, beside that. */
const work: readonly Field[] = [
  'role',
  'duties',
  'language',
  'timeZone',
  'manager',
  'isVip',
  'isShared',
  'leaves',
  'skills',
]

/** A person as somebody may see them: id, name, the fields of a card, and as much more as is theirs to know. */
export type ShownPerson = Pick<Person, 'id' | 'version' | 'name' | 'addresses' | 'isActive'> & Partial<Known>

const only = (person: Known, fields: readonly Field[]) =>
  Object.fromEntries(fields.filter((field) => person[field] !== undefined).map((field) => [field, person[field]]))

/** The person as lists show them to those who may list people: nothing private, whoever reads. */
export const listedPerson = (reader: Asker, person: Known): ShownPerson => {
  const seesWork = may(reader, 'read-work', { kind: 'person', id: person.id })
  const { leaves, addresses } = person
  const shown = only(person, seesWork ? [...card, ...work] : card)
  return {
    ...shown,
    addresses: seesWork ? addresses : addresses.slice(0, 1),
    ...(seesWork && { leaves: leaves.map(({ from, to }) => ({ from, to })) }),
  } as ShownPerson
}

/** As much of a person as this reader may see. The one place where people are filtered. */
export const personFor = (reader: Asker, person: Known): ShownPerson =>
  may(reader, 'read-private', { kind: 'person', id: person.id }) ? person : listedPerson(reader, person)
