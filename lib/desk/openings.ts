import type { Incident } from '../incident/incident.ts'
import { key, openingsSince, partOf, surgeOf } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'

/** An incident of a service, as its head stands now. */
export type OfService = Item & Pick<Incident, 'number' | 'state' | 'openedAt'> & Partial<Incident>

/** A page, and a batch read of what it names. */
const most = 100
const keptSeconds = 86_400

/** Whether two names mean one service: people write them in any case. */
export const isSameService = (one: string | undefined, other: string): boolean =>
  one !== undefined && surgeOf(one) === surgeOf(other)

/** Notes that an incident is of a service, once however often it is noted. One write. */
export const noteOpening = async (
  store: Store,
  service: string,
  { number, openedAt }: Pick<Incident, 'number' | 'openedAt'>,
): Promise<void> => {
  const expiresAt = Math.ceil(Date.parse(openedAt) / 1000) + keptSeconds
  await store.commit([
    { put: { kind: 'opening', number, openedAt, expiresAt }, at: key.opening(service, openedAt, number) },
  ])
}

/** At most 100 incidents that were noted for a service, of those opened since an instant the earliest. One query. */
export const openingsOf = async (store: Store, service: string, since: string) => {
  const page = await store.parts(surgeOf(service), partOf.opening, { limit: most, after: openingsSince(since) })
  return page.items.map(({ number, openedAt }) => ({ number: String(number), openedAt: String(openedAt) }))
}

/** At most 100 incidents that were noted for a service, newest first. One query. */
export const newestOpenings = async (store: Store, service: string) => {
  const page = await store.parts(surgeOf(service), partOf.opening, { limit: most, newestFirst: true })
  return page.items.map(({ number }) => String(number))
}

/** Those of them that are of this service still, and neither canceled nor merged away; at most 100. One batch read. */
export const stillOf = async (
  store: Store,
  service: string,
  numbers: readonly string[],
): Promise<readonly OfService[]> => {
  const heads = numbers.length === 0 ? [] : await store.getMany([...new Set(numbers)].map(key.ticket))
  return (heads as OfService[]).filter(
    (head) => head.kind === 'incident' && head.state !== 'canceled' && isSameService(head.service, service),
  )
}
