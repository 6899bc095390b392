import { Account } from '../../people/directory/account.ts'
import { ownerIn, pointerWrites } from '../../people/own-address.ts'
import { MailAddress, Person } from '../../people/person.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'

/** What the directory says of a person, or nothing. */
export const readAccount = async (store: Store, id: string): Promise<Account | undefined> => {
  const found = await store.get(key.account(id))
  return found && Account.parse(found)
}

/** The write of what the directory said, if it still is what was read. */
export const accountWrite = (account: Account, then: Account | undefined): Write => ({
  put: account,
  at: key.account(account.id),
  if: { version: then?.version ?? 0 },
})

/** Id of the person to whom the directory gave this id or user name, or nothing. One read. */
export const pointedAt = async (
  store: Store,
  what: 'directory-id' | 'user-name' | 'group-id' | 'group-name',
  name: string,
): Promise<string | undefined> => {
  const found = await store.get(key.pointer(what, name))
  return found?.id === undefined ? undefined : String(found.id)
}

/** Whoever owns this mail address, active or not, or nobody; nobody owns what is no address. */
export const ownerOfAddress = async (store: Store, address: string): Promise<Person | undefined> => {
  const read = MailAddress.safeParse(address)
  return read.success ? ownerIn(await store.get(key.address(read.data))) : undefined
}

/** The person whom a directory or a file names by our id, their id there, their user name or an address of theirs. */
export const personMeant = async (store: Store, name: string): Promise<string | undefined> => {
  if (await store.get(key.person(name))) return name
  const pointed = (await pointedAt(store, 'directory-id', name)) ?? (await pointedAt(store, 'user-name', name))
  return pointed ?? (await ownerOfAddress(store, name))?.id
}

/**
 * The writes that give a person a user name instead of another one. Refuses one of somebody active; from somebody who
 * left it is taken over.
 */
export const userNameWrites = async (
  store: Store,
  id: string,
  then: string | undefined,
  now: string | undefined,
): Promise<readonly Write[]> => {
  if (then?.toLowerCase() === now?.toLowerCase()) return []
  const writes: Write[] = []
  const before = then === undefined ? undefined : await store.get(key.pointer('user-name', then))
  // Whoever left may have lost it to an heir, who keeps it.
  if (then !== undefined && before?.id === id)
    writes.push({
      put: { kind: 'pointer' },
      at: key.pointer('user-name', then),
      if: { version: Number(before.version) },
    })
  if (now === undefined) return writes
  const taken = await store.get(key.pointer('user-name', now))
  if (taken?.id === undefined) return [...writes, ...pointerWrites('user-name', id, undefined, now)]
  if (taken.id === id) return writes
  const head = await store.get(key.person(String(taken.id)))
  const holder = head && Person.parse(head)
  if (holder?.isActive)
    throw new Refusal(
      'conflict',
      `userName: ${now} belongs to ${holder.name} (${holder.id}). Change it there first.`,
      'userName',
    )
  const version = Number(taken.version)
  return [
    ...writes,
    { put: { kind: 'pointer', id, version: version + 1 }, at: key.pointer('user-name', now), if: { version } },
  ]
}
