import { key, partOf } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'

/** Somebody who has a ticket open right now. */
export interface Presence {
  readonly person: { readonly id: string; readonly name: string }
  readonly isWriting: boolean
  /** When they were last heard of. */
  readonly at: string
}

/** A page says that it is open about twice in this time; who is silent for so long has gone. */
const keptSeconds = 90
/** More people than this at one ticket need no list of names. */
const mostShown = 100

/** Notes that somebody has the ticket open. One write of a small item; the ticket itself does not change. */
export const notePresence = async (
  store: Store,
  number: string,
  { person, isWriting, at }: Presence,
): Promise<void> => {
  const item = { kind: 'presence', person, isWriting, at, expiresAt: Math.ceil(Date.parse(at) / 1000) + keptSeconds }
  await store.commit([{ put: item, at: key.presence(number, person.id) }])
}

/** Who else has the ticket open at an instant, by name. One query. */
export const presentOn = async (
  store: Store,
  number: string,
  self: string,
  at: string,
): Promise<readonly Presence[]> => {
  const { items } = await store.parts(number, partOf.presence, { limit: mostShown })
  // The table forgets what has expired within days (DynamoDB's time to live), not within seconds.
  const isHere = (item: Item) => Number(item.expiresAt) * 1000 > Date.parse(at)
  return (items.filter(isHere) as unknown as Presence[])
    .filter(({ person }) => person.id !== self)
    .map(({ person, isWriting, at }) => ({ person, isWriting, at }))
    .sort((a, b) => (a.person.name < b.person.name ? -1 : 1))
}
