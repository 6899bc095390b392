import { ratingKeyWrite } from '../desk/rating-key.ts'
import type { Store } from '../store/store.ts'
import type { Circle } from './circle.ts'
import type { Purpose } from './purpose.ts'
import { rateLinkTo } from './values.ts'

/** What making a link to rate a solution needs. */
export interface RatingDesk {
  readonly store: Store
  readonly now: () => string
  /** Random letters that nobody can guess. */
  readonly newKey: () => string
}

/**
 * A link with which the requester rates this solution without signing in, in the mail that tells them of it. Only the hash
 * of its key is kept, so a mail that is written anew after a crash has a key of its own; both are good.
 */
export const rateLinkFor = async (
  { ticket, entry }: Pick<Circle, 'ticket' | 'entry'>,
  thread: string,
  { store, now, newKey, publicUrl }: RatingDesk & { readonly publicUrl: string },
  purpose: Purpose,
): Promise<string | undefined> => {
  // Whose incident was merged into this one did not ask for this solution alone.
  if (purpose !== 'resolved' || entry.type !== 'incident.resolved' || thread !== ticket.number) return undefined
  const key = newKey()
  await store.commit([ratingKeyWrite(key, { number: ticket.number, resolvedAt: entry.at }, now())])
  return rateLinkTo(publicUrl, ticket.number, key)
}
