import { keeping } from '../store/kept.ts'
import { key } from '../store/schema.ts'
import type { Item, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import { Person } from './person.ts'

/** When and by whom something is written. */
export interface Writing {
  readonly by: Actor
  readonly at: string
}

/** The most writes of one transaction (DynamoDB, TransactWriteItems). */
const mostWrites = 100

/** Whose address an item of the table says it is; nobody's when it was given up. */
export const ownerIn = (item: Item | undefined): Person | undefined =>
  item?.person === undefined ? undefined : Person.parse(item.person)

/**
 * Everything that must be written so that a person is what `next` says: the kept record, an item per address that holds
 * the person whole, so that one read of an address knows its owner, whose the id in the directory is, and what others react
 * to. Nothing when nothing changes.
 * `before` is the stored head, `owners` are the stored heads of the others to whom a new address belongs now. An active
 * owner keeps it (`Refusal`, field `addresses`); from an inactive one it is taken, and their record says so.
 */
export const personWrites = (
  next: Person,
  before: Item | undefined,
  owners: ReadonlyMap<string, Item>,
  writing: Writing,
): readonly Write[] => {
  const held = before ? Person.parse(before).addresses : []
  const added = next.addresses.filter((address) => !held.includes(address))
  const losers = new Map<string, Item>()
  for (const address of added) {
    const owner = owners.get(address)
    if (!owner) continue
    const { id, name, isActive } = Person.parse(owner)
    if (isActive)
      throw new Refusal(
        'conflict',
        `addresses: ${address} belongs to ${name}. Remove it there first, or use another one.`,
        'addresses',
      )
    losers.set(id, owner)
  }
  const kept = recordWrites(next, before, writing)
  if (kept.writes.length === 0) return []
  const writes = [
    ...kept.writes,
    ...next.addresses.map((address): Write => {
      const isNew = added.includes(address) && !owners.has(address)
      // Every change of an owned address goes with a change of its owner, whose version is checked; a free one has no owner.
      return { put: addressItem(address, kept.person), at: key.address(address), ...(isNew && { if: { version: 0 } }) }
    }),
    ...held
      .filter((address) => !next.addresses.includes(address))
      .map((address): Write => ({ put: { kind: 'address', address }, at: key.address(address) })),
    ...[...losers.values()].flatMap((head) => withoutAddresses(head, added, writing)),
    ...pointerWrites('directory-id', next.id, before && Person.parse(before).directoryId, next.directoryId),
    ...happenings(kept.person, before && Person.parse(before), writing),
  ]
  if (writes.length > mostWrites)
    throw new Refusal(
      'invalid',
      'addresses: that takes addresses from too many people at once. Add them one at a time.',
      'addresses',
    )
  return writes
}

/**
 * The writes after which `now` is the name of this person or group, and `before` is nobody's. What is somebody else's makes
 * the commit fail; names are compared without regard to case.
 */
export const pointerWrites = (
  what: Parameters<typeof key.pointer>[0],
  id: string,
  before: string | undefined,
  now: string | undefined,
): readonly Write[] => {
  if (before?.toLowerCase() === now?.toLowerCase()) return []
  return [
    ...(before === undefined ? [] : [{ put: { kind: 'pointer' }, at: key.pointer(what, before) }]),
    ...(now === undefined
      ? []
      : [{ put: { kind: 'pointer', id, version: 1 }, at: key.pointer(what, now), if: { version: 0 } }]),
  ]
}

/** What others react to: somebody left, or came back. */
const happenings = (now: Person, before: Person | undefined, { by, at }: Writing): readonly Write[] => {
  if (!before || before.isActive === now.isActive) return []
  const type = now.isActive ? 'person.activated' : 'person.deactivated'
  return [
    {
      put: { kind: 'event', number: now.id, sequence: now.version, type, at, by, channel: 'system', data: {} },
      at: key.happening(`person#${now.id}`, now.version),
      if: 'absent',
    },
  ]
}

const recordWrites = (next: Person, before: Item | undefined, { by, at }: Writing) => {
  const isBack = before !== undefined && next.isActive && !Person.parse(before).isActive
  const value = isBack ? { ...next, activeSince: at } : next
  const { record, writes } = keeping({ kind: 'person', id: next.id, value, by, at }, before)
  return { writes, person: Person.parse(record) }
}

const addressItem = (address: string, person: Person) => ({ kind: 'address', address, version: person.version, person })

const withoutAddresses = (head: Item, taken: readonly string[], writing: Writing): readonly Write[] => {
  const owner = Person.parse(head)
  const addresses = owner.addresses.filter((address) => !taken.includes(address))
  const { writes, person } = recordWrites({ ...owner, addresses }, head, writing)
  return [
    ...writes,
    ...addresses.map((address): Write => ({ put: addressItem(address, person), at: key.address(address) })),
  ]
}
