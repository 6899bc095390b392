import { Refusal } from '../ticket/refusal.ts'
import type { Words } from '../ticket/words.ts'
import type { Change } from './change.ts'
import type { Obstacle } from './command.ts'

/** What a change must say before it leaves New (CHG-2), and what to do about it. */
const demands: readonly {
  readonly field: string
  readonly isThere: (change: Change) => boolean
  readonly say: string
}[] = [
  { field: 'plan', isThere: ({ texts }) => texts.plan !== undefined, say: 'how it is carried out' },
  { field: 'test', isThere: ({ texts }) => texts.test !== undefined, say: 'how it is tested' },
  { field: 'backout', isThere: ({ texts }) => texts.backout !== undefined, say: 'how it is taken back' },
  { field: 'items', isThere: ({ items }) => items.length > 0, say: 'which configuration items it touches' },
  { field: 'window', isThere: ({ window }) => window !== undefined, say: 'from when to when' },
  { field: 'owner', isThere: ({ owner }) => owner !== undefined, say: 'who answers for it' },
]

/** The fields that are missing before it can leave New. */
export const missingFields = (change: Change): readonly string[] =>
  demands.filter(({ isThere }) => !isThere(change)).map(({ field }) => field)

/** Refuses a change that does not say enough, with all that is missing at once. */
export const ensureComplete = (change: Change, at: string): void => {
  const missing = demands.filter(({ isThere }) => !isThere(change))
  if (missing.length > 0) {
    const list = missing.map(({ field, say }) => `${field} (${say})`).join(', ')
    throw new Refusal('invalid', `${change.number} still lacks ${list}.`, missing[0]!.field, {
      missing: missing.map(({ field }) => field),
    })
  }
  if (change.window && change.window.to <= at)
    throw new Refusal('invalid', `The window ended at ${change.window.to}. Choose one to come.`, 'window')
}

/** What is shown with a step that it does not stop: soft obstacles, and hard ones that somebody let it pass. */
export const warningsIn = (obstacles: readonly Obstacle[]): readonly Words[] => obstacles.map(({ what }) => what)

/** Refuses a step while something blocks it, unless it was overridden; an emergency passes, and its entry tells what it passed. */
export const ensureUnobstructed = (change: Change, obstacles: readonly Obstacle[]): void => {
  if (change.type === 'emergency') return
  const blocking = obstacles.filter(({ id, blocks }) => blocks && !change.overrides.includes(id))
  if (blocking.length === 0) return
  throw new Refusal(
    'conflict',
    `${blocking.map(({ what }) => what.en).join(' ')} Choose another window, or let a change manager override it with a reason.`,
    'window',
    { obstacles: blocking.map(({ id, is }) => ({ id, is })) },
  )
}
