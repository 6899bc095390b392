import { createHash } from 'node:crypto'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'

/** The solution that a key rates. */
export interface Rated {
  readonly number: string
  /** When it was found: an incident that is opened again has another one. */
  readonly resolvedAt: string
}

/** People come back to a mail after a leave; after a quarter nobody remembers how it was. */
const keptDays = 90

/** 130 random bits need no salt. */
const hash = (given: string) => createHash('sha256').update(given).digest('hex')

/** The write that makes a key good for one solution. The table knows only its hash. */
export const ratingKeyWrite = (given: string, { number, resolvedAt }: Rated, at: string): Write => ({
  put: {
    kind: 'rating-key',
    number,
    resolvedAt,
    expiresAt: Math.ceil(Date.parse(at) / 1000) + keptDays * 86_400,
  },
  at: key.rating(hash(given)),
})

/** The solution that this key rates, or nothing when there is no such key, or not any more. One read. */
export const ratedBy = async (store: Store, given: string, at: string): Promise<Rated | undefined> => {
  const found = await store.get(key.rating(hash(given)))
  if (!found || Number(found.expiresAt) * 1000 <= Date.parse(at)) return undefined
  const { number, resolvedAt } = found as unknown as Rated
  return { number, resolvedAt }
}
