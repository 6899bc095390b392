import { isDeepStrictEqual } from 'node:util'
import { Account } from '../../people/directory/account.ts'
import type { Entry } from '../../people/directory/entry.ts'
import { languageByName } from '../../people/directory/language.ts'
import { mergeEntry, personIn } from '../../people/directory/merge-entry.ts'
import type { Writing } from '../../people/own-address.ts'
import { Person } from '../../people/person.ts'
import { deskZone } from '../../policy/zone.ts'
import type { Item, Store } from '../../store/store.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { refuseManager } from '../change-person.ts'
import { writePerson } from '../write-person.ts'
import { accountWrite, personMeant, readAccount, userNameWrites } from './accounts.ts'
import { letGo } from './safety.ts'

/** What the directory says of the person with this id, who may be new. */
export interface SyncOrder extends Writing {
  readonly id: string
  readonly entry: Entry
  /** What the entry leaves out stays as the directory said it before; else it is gone. */
  readonly isPartial?: boolean
  /** The SCIM resource as it was sent. */
  readonly resource?: Item
  /** The version of what it said that the caller has seen; another one is a `Conflict`. */
  readonly seen?: number
  /** The directory has deleted them for good. */
  readonly isDeleted?: boolean
  /** Decide and refuse, and write nothing; nobody is counted as gone. */
  readonly isTrial?: boolean
}

/** What it came to. */
export interface Synced {
  /** Before it; absent for somebody new. */
  readonly before?: Person
  readonly person: Person
  readonly account: Account
}

/**
 * Makes a person what the directory says, in one transaction: who they are, whose their addresses, user name and id in the
 * directory are, and what it said. Only what the directory changed is changed. Refuses what belongs to somebody else who is
 * there, and a deactivation too many (`facts.stop`).
 */
export const syncPerson = async (store: Store, order: SyncOrder): Promise<Synced> => {
  let before: Person | undefined
  let account: Account | undefined
  const person = await writePerson(store, order, async (head) => {
    before = head && Person.parse(head)
    const then = await readAccount(store, order.id)
    if (order.seen !== undefined && order.seen !== (then?.version ?? 0))
      throw new Conflict(`Others changed ${order.id} at the same time as this; nothing was written. Try again.`)
    const entry = entryAfter(order, then, before)
    const next = await personAfter(store, order.id, before, then, entry)
    const isLeaving = before?.isActive === true && !next.isActive
    if (isLeaving && order.id === order.by.id)
      throw new Refusal('conflict', 'active: you cannot deactivate yourself. Use the token of somebody else.', 'active')
    account = accountAfter(order, then, entry)
    return {
      person: next,
      beside: [
        ...(isDeepStrictEqual(account, then) ? [] : [accountWrite(account, then)]),
        ...(await userNameWrites(store, order.id, then?.entry.userName, entry.userName)),
        ...(isLeaving && before && !order.isTrial ? await letGo(store, before, order.at) : []),
      ],
    }
  })
  return { ...(before && { before }), person, account: account! }
}

const entryAfter = (order: SyncOrder, then: Account | undefined, before: Person | undefined): Entry => {
  const known = order.isPartial ? then?.entry : undefined
  const isActive = order.entry.isActive ?? before?.isActive ?? true
  return JSON.parse(JSON.stringify({ ...known, ...order.entry, isActive }))
}

const personAfter = async (
  store: Store,
  id: string,
  before: Person | undefined,
  then: Account | undefined,
  entry: Entry,
): Promise<Person> => {
  const usual = { language: languageByName(entry.name ?? ''), timeZone: deskZone }
  const merged = mergeEntry(before ?? personIn(id, entry, usual), then?.entry, entry)
  const isActive = entry.isActive ?? true
  const known = before?.directoryId
  if (before && !before.isActive && known !== undefined && merged.directoryId !== known)
    throw new Refusal(
      'conflict',
      `directoryId: ${before.name} (${id}) has left and was ${known}, so ${merged.directoryId} is somebody else. Make them a person of their own.`,
      'directoryId',
    )
  if (isActive && merged.addresses.length === 0)
    throw new Refusal('invalid', 'addresses: somebody active has at least one mail address. Send one.', 'addresses')
  return { ...merged, isActive, ...(await managerAfter(store, id, before, then?.entry, entry)) }
}

/** A manager whom nobody knows yet, or who would close a circle, is left out; the next time may know better. */
const managerAfter = async (
  store: Store,
  id: string,
  before: Person | undefined,
  then: Entry | undefined,
  now: Entry,
): Promise<{ readonly manager?: string | undefined }> => {
  if (now.manager === undefined) return then?.manager === undefined ? {} : { manager: undefined }
  if (now.manager === then?.manager && before?.manager !== undefined) return {}
  const manager = await personMeant(store, now.manager)
  if (manager === undefined || manager === before?.manager) return {}
  try {
    await refuseManager(store, id, manager)
    return { manager }
  } catch (error) {
    if (error instanceof Refusal) return {}
    throw error
  }
}

const accountAfter = ({ id, at, resource, isDeleted }: SyncOrder, then: Account | undefined, entry: Entry): Account => {
  const kept = resource ?? then?.resource
  const next: Account = {
    kind: 'account',
    id,
    version: then?.version ?? 0,
    entry,
    ...(kept && { resource: kept }),
    ...(then?.grantedRole && { grantedRole: then.grantedRole }),
    ...(then?.isGrantedVip && { isGrantedVip: true }),
    ...(isDeleted && { isDeleted }),
    createdAt: then?.createdAt ?? at,
    updatedAt: then?.updatedAt ?? at,
  }
  const plain = Account.parse(JSON.parse(JSON.stringify(next)))
  return isDeepStrictEqual(plain, then) ? plain : { ...plain, version: plain.version + 1, updatedAt: at }
}
