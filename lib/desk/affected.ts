import { createHash } from 'node:crypto'
import { Outage } from '../incident/announcement.ts'
import { key, partOf } from '../store/schema.ts'
import type { Item, Store, Write } from '../store/store.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'

/** A person's word that an outage hurts them too. */
export interface Affected {
  readonly id: string
  readonly isAffected: boolean
}

/**
 * One number that everybody adds to would be a queue of writers. People are spread over so many, each with its own; they
 * lie side by side, so that reading all of them is one read unit.
 */
const shares = 8
const shareOf = (person: string) => createHash('sha256').update(person).digest()[0]! % shares

/** Two of a few hundred people a minute meet in one share now and then: look again, at most this often. */
const attempts = 8

/** The outage of this number as everybody may know it, if it goes on; otherwise a refusal. */
const goingOn = async (store: Store, number: string): Promise<Outage> => {
  const found = await store.get(key.outage(number))
  if (!found) throw new Refusal('not_found', `There is no outage ${number}.`)
  const outage = Outage.parse(found)
  if (outage.isOver) throw new Refusal('conflict', `The outage ${number} is over. Report it if you still have trouble.`)
  return outage
}

const counted = (items: readonly Item[]) => items.reduce((sum, item) => sum + Number(item.count), 0)

/** How many people an outage hurts. One query, one read unit. */
export const affectedCount = async (store: Store, number: string): Promise<number> =>
  counted((await store.parts(number, partOf.affectedCount, { limit: shares })).items)

/**
 * Notes whether an outage that goes on hurts this person too. Saying so again changes nothing; it can be taken back. The
 * incident itself does not change: two small items do, in one transaction, and the count is always that of the people.
 */
export const sayAffected = async (
  store: Store,
  number: string,
  { id, isAffected }: Affected,
  at: string,
): Promise<Outage> => {
  const outage = await goingOn(store, number)
  const place = key.affected(number, id)
  const share = key.affectedCount(number, shareOf(id))
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [before, total] = await Promise.all([store.get(place), store.get(share)])
    if ((before?.isAffected ?? false) === isAffected) return outage
    const count = Number(total?.count ?? 0) + (isAffected ? 1 : -1)
    const outcome = await store.commit([
      counting(place, before, { kind: 'affected', number, id, isAffected, at }),
      counting(share, total, { kind: 'affected-count', count }),
    ])
    if (outcome.committed) return outage
  }
  throw new Conflict(`Many people report ${number} at once; yours was not noted. Try again.`)
}

const counting = (at: Write['at'], before: Item | undefined, value: object): Write => {
  const version = Number(before?.version ?? 0)
  return { put: { ...value, version: version + 1 }, at, if: { version } }
}

/** One page of the people whom an outage hurts; `next` is where to go on. */
export const affectedPage = async (
  store: Store,
  number: string,
  range: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly ids: readonly string[]; readonly next: string | undefined }> => {
  const page = await store.parts(number, partOf.affected, range)
  const ids = (page.items as unknown as Affected[]).filter(({ isAffected }) => isAffected).map(({ id }) => id)
  return { ids, next: page.next }
}
