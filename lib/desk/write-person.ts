import { ownerIn, personWrites, type Writing } from '../people/own-address.ts'
import { Person } from '../people/person.ts'
import { versionOf } from '../store/kept.ts'
import { key } from '../store/schema.ts'
import type { Item, Store, Write } from '../store/store.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import { refuseStale } from './keep.ts'

/** Whom to change, by whom, when, and which version of them the caller has seen. */
export interface PersonOrder extends Writing {
  readonly id: string
  readonly ifVersion?: number
  /** Decide and refuse, and write nothing. */
  readonly isTrial?: boolean | undefined
}

/** What a person is to be, and what belongs to the same fact; its conditions are read and decided anew with the person. */
export interface Decided {
  readonly person: Person
  readonly beside?: readonly Write[]
}

/** Changes a person whom there is; refused where there is none. */
export const alterPerson = (
  store: Store,
  order: PersonOrder,
  decide: (person: Person) => Person | Promise<Person>,
): Promise<Person> =>
  writePerson(store, order, async (before) => {
    if (!before) throw new Refusal('not_found', `There is no person ${order.id}.`)
    return { person: await decide(Person.parse(before)) }
  })

/** Others may write between our read and ours; then look and decide again, at most this often. */
const attempts = 5

/** The only writer of people: decides on what is stored, and commits one transaction if that is still so. */
export const writePerson = async (
  store: Store,
  { also = [], ...order }: PersonOrder & { readonly also?: readonly Write[] },
  decide: (before: Item | undefined) => Promise<Decided>,
): Promise<Person> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await store.get(key.person(order.id))
    refuseStale({ kind: 'person', id: order.id }, order.ifVersion, versionOf(before))
    const { person: next, beside = [] } = await decide(before)
    const owners = await ownersOf(store, next, before)
    if (!owners) continue
    const own = personWrites(next, before, owners, order)
    const writes = [...own, ...beside]
    if (writes.length === 0 || order.isTrial) return next
    const outcome = await store.commit([...writes, ...also])
    if (outcome.committed) return { ...next, version: versionOf(before) + (own.length > 0 ? 1 : 0) }
    if (outcome.refused.some((i) => i >= writes.length)) break
  }
  throw new Conflict(`Others wrote at the same time as this to the person ${order.id}; nothing was written. Try again.`)
}

/**
 * The stored heads of the others who have an address that `next` does not have yet, by that address. Nothing when one was
 * changed between reading its address and reading it. Refuses an id in the directory that is somebody else's.
 */
const ownersOf = async (
  store: Store,
  next: Person,
  before: Item | undefined,
): Promise<ReadonlyMap<string, Item> | undefined> => {
  const known = before ? Person.parse(before) : undefined
  if (next.directoryId !== undefined && next.directoryId !== known?.directoryId)
    await refuseTaken(store, next.directoryId, next.id)
  const held = known?.addresses ?? []
  const owners = new Map<string, Item>()
  for (const address of next.addresses.filter((one) => !held.includes(one))) {
    const owner = ownerIn(await store.get(key.address(address)))
    if (!owner) continue
    const head = await store.get(key.person(owner.id))
    if (!head || !Person.parse(head).addresses.includes(address)) return undefined
    owners.set(address, head)
  }
  return owners
}

const refuseTaken = async (store: Store, directoryId: string, id: string): Promise<void> => {
  const holder = (await store.get(key.pointer('directory-id', directoryId)))?.id
  if (holder === undefined || holder === id) return
  const head = await store.get(key.person(String(holder)))
  throw new Refusal(
    'conflict',
    `directoryId: ${directoryId} is the id of ${head ? Person.parse(head).name : holder} (${holder}). Change that person.`,
    'directoryId',
  )
}
