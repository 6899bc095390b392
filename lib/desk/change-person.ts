import { ownerIn, type Writing } from '../people/own-address.ts'
import { MailAddress, mostAddresses, Person, type PersonFields } from '../people/person.ts'
import type { OwnPreferences } from '../people/preferences.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'
import { alterPerson as alter, type PersonOrder, writePerson } from './write-person.ts'

export type { PersonOrder }

/** Changes of a person's fields; null takes one away, addresses are replaced whole. */
export type PersonChange = { readonly addresses?: readonly string[] } & {
  readonly [Field in keyof PersonFields]?: PersonFields[Field] | (undefined extends PersonFields[Field] ? null : never)
}

/** The person as they are now, or nothing. */
export const readPerson = async (store: Store, id: string): Promise<Person | undefined> => {
  const head = await store.get(key.person(id))
  return head && Person.parse(head)
}

/** Whoever has this address now, active or not, or nobody. */
export const ownerOf = async (store: Store, address: string): Promise<Person | undefined> =>
  ownerIn(await store.get(key.address(address)))

/** Makes somebody known. Refused where the id is taken, or an address belongs to somebody active. */
export const register = async (
  store: Store,
  order: Writing & {
    readonly id: string
    readonly fields: PersonFields
    readonly addresses: readonly string[]
    readonly also?: readonly Write[]
  },
): Promise<Person> => {
  const { id, fields, addresses } = order
  if (addresses.length === 0) throw new Refusal('invalid', 'addresses: give at least one mail address.', 'addresses')
  return writePerson(store, { ...order, ifVersion: 0 }, async (before) => {
    if (before) throw new Refusal('conflict', `There is a person ${id} already.`, 'id')
    await refuseManager(store, id, fields.manager)
    return { person: Person.parse({ ...fields, id, addresses: normal(addresses) }) }
  })
}

/** Changes what is known of a person. */
export const changePerson = (store: Store, order: PersonOrder & { readonly change: PersonChange }): Promise<Person> =>
  alter(store, order, async (person) => {
    const { change, id, by } = order
    if (id === by.id && person.role === 'administrator' && (change.role ?? person.role) !== 'administrator')
      throw new Refusal(
        'conflict',
        'role: you cannot stop being an administrator yourself. Ask another administrator.',
        'role',
      )
    if (change.manager !== person.manager) await refuseManager(store, id, change.manager ?? undefined)
    if (change.addresses?.length === 0 && person.isActive)
      throw new Refusal('invalid', 'addresses: somebody active has at least one mail address.', 'addresses')
    const addresses = change.addresses ? normal(change.addresses) : person.addresses
    const given = Object.entries({ ...person, ...change, addresses }).filter(([, value]) => value !== null)
    return Person.parse(Object.fromEntries(given))
  })

/** Takes a person's access and work away from now on; their history stays. */
export const deactivate = (store: Store, order: PersonOrder): Promise<Person> =>
  alter(store, order, (person) => {
    if (order.id === order.by.id)
      throw new Refusal('conflict', 'You cannot deactivate yourself. Ask another administrator.')
    return { ...person, isActive: false }
  })

/** Makes the same person active again, with the addresses that nobody took over meanwhile. */
export const activate = (store: Store, order: PersonOrder): Promise<Person> =>
  alter(store, order, (person) => {
    if (person.addresses.length === 0)
      throw new Refusal('conflict', `addresses: ${person.name} has no address any more. Add one first.`, 'addresses')
    return { ...person, isActive: true }
  })

/** Gives a person one more address; it is taken over from somebody inactive. `first`: we write there from now on. */
export const addAddress = (
  store: Store,
  order: PersonOrder & { readonly address: string; readonly isFirst?: boolean },
): Promise<Person> =>
  alter(store, order, (person) => {
    const others = person.addresses.filter((address) => address !== order.address.toLowerCase())
    const isKnown = others.length < person.addresses.length
    if (isKnown && !order.isFirst) return person
    return { ...person, addresses: normal(order.isFirst ? [order.address, ...others] : [...others, order.address]) }
  })

/** Gives up an address of a person; anybody may have it then. */
export const removeAddress = (store: Store, order: PersonOrder & { readonly address: string }): Promise<Person> =>
  alter(store, order, (person) => {
    const addresses = person.addresses.filter((address) => address !== order.address.toLowerCase())
    if (addresses.length === person.addresses.length)
      throw new Refusal('not_found', `addresses: ${person.name} has no address ${order.address}.`, 'addresses')
    if (addresses.length === 0 && person.isActive)
      throw new Refusal(
        'conflict',
        `addresses: ${order.address} is the only one of ${person.name}. Add another one first.`,
        'addresses',
      )
    return { ...person, addresses }
  })

/** Replaces a person's wishes about what they are told. */
export const setPreferences = (
  store: Store,
  order: PersonOrder & { readonly preferences: OwnPreferences },
): Promise<Person> => alter(store, order, (person) => ({ ...person, preferences: order.preferences }))

/** Mail addresses as they are kept: in lower case, each once; refused where one is none, or where they are too many. */
export const normal = (addresses: readonly string[]): string[] => {
  const read = addresses.map((address) => {
    const { data, error } = MailAddress.safeParse(address)
    if (error) throw new Refusal('invalid', `addresses: ${address} ${error.issues[0]?.message}.`, 'addresses')
    return data
  })
  const all = [...new Set(read)]
  if (all.length > mostAddresses)
    throw new Refusal('invalid', `addresses: a person has at most ${mostAddresses}. Remove one first.`, 'addresses')
  return all
}

/** Longer chains of command are a mistake in the data, most likely a circle. */
const longestChain = 20

/** Refuses a manager who is not known, not there any more, or led by whom they would lead. */
export const refuseManager = async (store: Store, id: string, manager: string | undefined): Promise<void> => {
  const no = (why: string) => new Refusal('invalid', `manager: ${why}`, 'manager')
  let above = manager
  for (let step = 0; above !== undefined; step++) {
    if (above === id) throw no('nobody leads themselves, directly or through others. Name somebody else.')
    if (step === longestChain)
      throw no(`there are more than ${longestChain} people above. Look for a circle among them.`)
    const person: Person | undefined = await readPerson(store, above)
    if (step === 0 && !person) throw no(`there is no person ${above}. Give the id of one.`)
    if (step === 0 && !person?.isActive) throw no(`${person?.name} is inactive. Name somebody else.`)
    above = person?.manager
  }
}
