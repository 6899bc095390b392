import * as z from 'zod'
import { type Answer, isOutOfOrder, wordOf } from './attempt.ts'
import { isHopeless, retryAt } from './retry.ts'

/** How a receiver is, over all records: it is asked before each attempt, so that one that hangs costs one attempt and not hundreds. */
export const Health = z.object({
  kind: z.literal('webhook-health').default('webhook-health'),
  /** Of the webhook. */
  id: z.string(),
  version: z.int(),
  /** Since when every attempt has failed; absent while it is well. */
  failingSince: z.string().optional(),
  failures: z.int().default(0),
  lastFailedAt: z.string().optional(),
  /** How the last attempt ended. */
  lastAnswer: z.string().optional(),
  /** Until when it is left alone. */
  restUntil: z.string().optional(),
})
export type Health = z.infer<typeof Health>

/** A receiver that was never seen failing. */
export const well = (id: string, version = 0): Health => ({ kind: 'webhook-health', id, version, failures: 0 })

/** What fails is tried every hour at the least: after a longer silence it is another trouble. */
const silenceHours = 3

/** An attempt failed. `chance` (0 to 1) spreads the next one. */
export const worse = (health: Health, answer: Answer, at: string, chance: number): Health => {
  const isSame =
    health.lastFailedAt !== undefined && Date.parse(at) - Date.parse(health.lastFailedAt) < silenceHours * 3_600_000
  const { restUntil: _, ...before } = isSame ? health : well(health.id, health.version)
  const failures = before.failures + 1
  return {
    ...before,
    version: health.version + 1,
    failures,
    failingSince: before.failingSince ?? at,
    lastFailedAt: at,
    lastAnswer: wordOf(answer),
    ...(isOutOfOrder(answer) && {
      restUntil: retryAt(at, failures, chance, 'status' in answer ? answer.retryAfter : undefined),
    }),
  }
}

/** Whether nothing has arrived for two days, although it was tried. */
export const isDead = ({ failingSince }: Health, at: string): boolean =>
  failingSince !== undefined && isHopeless(failingSince, at)
