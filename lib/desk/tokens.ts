import type { Person } from '../people/person.ts'
import { ApiToken, isLive, tokenWrite } from '../people/token.ts'
import { key, partOf } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import { type Kept, type KeptRange, keep, listKept, readKept, readManyKept } from './keep.ts'

/** The kind under which tokens are kept. */
export const kind = 'api-token'

/** More living tokens than this are forgotten ones. */
const mostTokens = 50

/** A token, and when it was used first, and last to the hour; never while absent. */
export type UsedToken = Kept<ApiToken> & { readonly firstUsedAt?: string; readonly lastUsedAt?: string }

/** Makes a token known whose text nobody but its owner will ever see. */
export const makeToken = async (
  store: Store,
  order: {
    readonly id: string
    readonly text: string
    readonly person: Pick<Person, 'id' | 'name'>
    readonly about: Pick<ApiToken, 'name' | 'scopes' | 'endsAt'> & Partial<Pick<ApiToken, 'requestsPerMinute'>>
    readonly by: Actor
    readonly at: string
    /** Writes of the same transaction. */
    readonly also?: readonly Write[]
  },
): Promise<Kept<ApiToken>> => {
  const { id, text, person, about, by, at, also = [] } = order
  const living = (await tokensOf(store, person.id)).filter((token) => isLive(token, at))
  if (living.length >= mostTokens)
    throw new Refusal('conflict', `${person.name} has ${mostTokens} tokens already. Revoke one that nobody uses.`)
  const value = ApiToken.parse({ ...about, id, personId: person.id, end: text.slice(-4), madeAt: at, madeBy: by })
  const pointers: Write[] = [
    ...also,
    tokenWrite(text, person, at, id),
    { put: { kind: 'token-of', id }, at: key.tokenOf(person.id, id), if: 'absent' },
  ]
  return keep(store, { kind, id, value, by, at, ifVersion: 0, also: pointers })
}

/** Makes a token open nothing from now on. One that opens nothing any more stays as it is. */
export const revokeToken = async (
  store: Store,
  token: Kept<ApiToken>,
  { by, at }: { readonly by: Actor; readonly at: string },
): Promise<Kept<ApiToken>> =>
  isLive(token, at) ? keep(store, { kind, id: token.id, value: { ...token, revokedAt: at }, by, at }) : token

/** The token with this id, or nothing. */
export const readToken = (store: Store, id: string): Promise<Kept<ApiToken> | undefined> =>
  readKept(store, ApiToken, kind, id)

/** Every token of a person, the newest first, dead ones too. */
export const tokensOf = async (store: Store, personId: string): Promise<readonly UsedToken[]> => {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await store.parts(key.person(personId).pk, partOf.token, { limit: 100, ...(after && { after }) })
    ids.push(...page.items.map(({ id }) => String(id)))
    after = page.next
  } while (after !== undefined)
  const found: UsedToken[] = []
  for (let i = 0; i < ids.length; i += 50) found.push(...(await withUse(store, ids.slice(i, i + 50))))
  return found.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
}

const withUse = async (store: Store, ids: readonly string[]): Promise<readonly UsedToken[]> => {
  const [tokens, uses] = await Promise.all([
    readManyKept(store, ApiToken, kind, ids),
    store.getMany(ids.map((id) => key.tokenUse(id))),
  ])
  return tokens.map((token) => {
    const use = uses.find(({ id }) => id === token.id)
    return { ...token, ...(use && { firstUsedAt: String(use.firstAt), lastUsedAt: String(use.lastAt) }) }
  })
}

/** One page of everybody's tokens, by what they are for. */
export const listTokens = async (store: Store, range: KeptRange) => {
  const page = await listKept(store, ApiToken, kind, range)
  return {
    items: await withUse(
      store,
      page.items.map(({ id }) => id),
    ),
    cursor: page.cursor,
  }
}
