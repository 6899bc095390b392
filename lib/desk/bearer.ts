import type { Caller } from '../people/caller.ts'
import { Person } from '../people/person.ts'
import { ApiToken, tokenHash } from '../people/token.ts'
import { key } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

/** Who bears a token, and how much they may ask for. */
export interface Bearer {
  readonly caller: Caller
  /** What the limit is counted for. */
  readonly token: string
  readonly requestsPerMinute: number
}

/** Tokens without a record were made by operators for scripts of the desk itself: a hundred requests a second. */
const operatorsRate = 6000

/**
 * Who bears this token, as they are now, or nothing: nobody bears the token of somebody inactive. One that was revoked or has
 * expired is refused with the reason. Two reads, and one write in an hour of use unless `isNoted` is false.
 */
export const bearerOf = async (store: Store, text: string, at: string, isNoted = true): Promise<Bearer | undefined> => {
  const hash = tokenHash(text)
  const found = hash === undefined ? undefined : await store.get(key.token(hash))
  if (!found) return undefined
  // Tokens of the first desks hold the person whole.
  const personId = String(found.personId ?? (found.person as { id: string }).id)
  const id = found.id === undefined ? undefined : String(found.id)
  const parts = id === undefined ? [] : [key.kept('api-token', id), key.tokenUse(id)]
  const read = await store.getMany([key.person(personId), ...parts])
  const of = (kind: string) => read.find((item) => item.kind === kind)
  const head = read.find(({ kind }) => kind !== 'api-token' && kind !== 'token-use')
  const person = head && Person.parse(head)
  if (!person?.isActive) return undefined
  if (id === undefined) return { caller: { ...person, via: 'token' }, token: hash!, requestsPerMinute: operatorsRate }
  const token = ApiToken.parse(of('api-token'))
  refuseDead(token, at)
  if (isNoted) await noteUse(store, id, of('token-use'), at)
  const { scopes, requestsPerMinute, end } = token
  const caller: Caller = { ...person, ...(scopes && { scopes }), via: `token ${end}` }
  return { caller, token: id, requestsPerMinute }
}

const refuseDead = ({ name, endsAt, revokedAt }: ApiToken, at: string): void => {
  const no = (what: string) =>
    new Refusal('unauthenticated', `The token "${name}" ${what}. Make a new one.`, 'Authorization')
  if (revokedAt !== undefined) throw no(`was revoked on ${revokedAt.slice(0, 10)}`)
  if (at >= endsAt) throw no(`expired on ${endsAt.slice(0, 10)}`)
}

const hourOf = (at: string) => at.slice(0, 13)

/** When a token was used first and last, to the hour: who looks for unused ones needs no more. */
const noteUse = async (store: Store, id: string, before: Item | undefined, at: string): Promise<void> => {
  if (before && hourOf(String(before.lastAt)) >= hourOf(at)) return
  const put = { kind: 'token-use', id, firstAt: before?.firstAt ?? at, lastAt: `${hourOf(at)}:00:00.000Z` }
  await store.commit([{ put, at: key.tokenUse(id) }])
}
