import { Refusal } from '../ticket/refusal.ts'
import type { SourceSecret } from './source.ts'

/** The secrets of a source that count at an instant. */
export const liveAt = (secrets: readonly SourceSecret[], at: string): SourceSecret[] =>
  secrets.filter(({ endsAt }) => endsAt === undefined || at < endsAt)

/** A source has the present secret, and for a while the one before it. */
const mostLive = 2

/** The live secrets with a new one, which the older one outlives by so many hours at the most. Refused where there are two already. */
export const withNewer = (
  secrets: readonly SourceSecret[],
  newer: SourceSecret,
  olderEndsInHours: number,
  what: string,
): SourceSecret[] => {
  const at = newer.createdAt
  const live = liveAt(secrets, at)
  if (live.length >= mostLive)
    throw new Refusal(
      'conflict',
      `There are two ${what}s already. End the one that nobody uses any more, then make another.`,
    )
  const until = new Date(Date.parse(at) + olderEndsInHours * 3_600_000).toISOString()
  const ending = live.map((older) => ({
    ...older,
    endsAt: older.endsAt === undefined || until < older.endsAt ? until : older.endsAt,
  }))
  return [...liveAt(ending, at), newer]
}

/** The live secrets without this one, or a refusal. */
export const without = (secrets: readonly SourceSecret[], id: string, at: string, what: string): SourceSecret[] => {
  const live = liveAt(secrets, at)
  const left = live.filter((secret) => secret.id !== id)
  if (left.length === live.length) throw new Refusal('not_found', `There is no live ${what} ${id}.`)
  return left
}
