import { ownerOfAddress, pointedAt, readAccount } from '../../../lib/desk/directory/accounts.ts'
import type { Account } from '../../../lib/people/directory/account.ts'
import { userOf } from '../../../lib/people/directory/scim-user.ts'
import { Person } from '../../../lib/people/person.ts'
import { key, list } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { pageOf, readFilter, type Wanted } from './filter.ts'

/** Somebody as the directory knows them. */
export interface Known {
  readonly person: Person
  readonly account: Account | undefined
}

/** The person of this id; whom the directory has deleted for good is not there for it any more. */
export const knownById = async (store: Store, id: string): Promise<Known | undefined> => {
  const [head, account] = await Promise.all([store.get(key.person(id)), readAccount(store, id)])
  if (!head || account?.isDeleted) return undefined
  return { person: Person.parse(head), account }
}

const attributes = ['id', 'externalId', 'userName', 'emails.value', 'emails', 'active']

/** Whoever a filter means; everything that it may ask for has one owner, so there is at most one. */
const found = async (store: Store, wanted: Wanted): Promise<Known | undefined> => {
  const idOf = async (): Promise<string | undefined> => {
    const [id, externalId, userName] = ['id', 'externalid', 'username'].map((name) => wanted.get(name))
    const email = wanted.get('emails.value') ?? wanted.get('emails')
    if (id !== undefined) return id
    if (externalId !== undefined) return pointedAt(store, 'directory-id', externalId)
    if (userName !== undefined)
      return (await pointedAt(store, 'user-name', userName)) ?? (await ownerOfAddress(store, userName))?.id
    return email === undefined ? undefined : (await ownerOfAddress(store, email))?.id
  }
  const id = await idOf()
  const known = id === undefined ? undefined : await knownById(store, id)
  return known && (await fits(store, known, wanted)) ? known : undefined
}

/** Whether somebody is what every part of the filter says. */
const fits = async (store: Store, { person, account }: Known, wanted: Wanted): Promise<boolean> => {
  const user = userOf(person, account)
  for (const [name, value] of wanted) {
    const same = (given: unknown) => String(given ?? '').toLowerCase() === value.toLowerCase()
    if (name === 'active' && !same(person.isActive)) return false
    if (name === 'externalid' && !same(user.externalId)) return false
    if (name === 'id' && !same(person.id)) return false
    if (name.startsWith('emails') && (await ownerOfAddress(store, value))?.id !== person.id) return false
    if (name === 'username' && !same(user.userName) && (await ownerOfAddress(store, value))?.id !== person.id)
      return false
  }
  return true
}

/** More people than this are not walked through page by page. */
const mostWalked = 20_000
const aPage = 1000

const idsOfAll = async (store: Store): Promise<readonly string[]> => {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await store.list(list.kept('person'), { limit: aPage, ...(after !== undefined && { after }) })
    ids.push(...page.items.map(({ id }) => String(id)))
    after = page.next
  } while (after !== undefined && ids.length < mostWalked)
  return ids
}

/** One page of people: whom the filter means, or everybody by name who is no guest. */
export const searchUsers = async (
  store: Store,
  query: Readonly<Record<string, string>>,
): Promise<{ readonly items: readonly Known[]; readonly total: number; readonly startIndex: number }> => {
  const { startIndex, count } = pageOf(query)
  if (query.filter !== undefined) {
    const known = await found(store, await readFilter(query.filter, attributes))
    return { items: known && startIndex === 1 && count > 0 ? [known] : [], total: known ? 1 : 0, startIndex }
  }
  const ids = await idsOfAll(store)
  const here = ids.slice(startIndex - 1, startIndex - 1 + count)
  const known = await Promise.all(here.map((id) => knownById(store, id)))
  return { items: known.filter((one) => one !== undefined), total: ids.length, startIndex }
}
