import * as z from 'zod'
import { readKept } from '../desk/keep.ts'
import { remembered } from '../desk/remembered.ts'
import type { Store } from '../store/store.ts'
import { isoOf, secondOf } from '../ticket/instant.ts'
import { piecesOf } from '../ticket/working-day.ts'

/** When digests go out: once a day at a time on the wall of whoever reads it, or at every full hour. */
export const DigestRule = z.strictObject({
  every: z.enum(['day', 'hour'], { error: 'Use day or hour' }).describe('How often digests go out.'),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Use a time such as 08:00' })
    .default('08:00')
    .describe('The time, in the zone of whoever reads it; for once a day.'),
})
export type DigestRule = z.infer<typeof DigestRule>

/** Kind and id of the record. */
export const digestRule = { kind: 'policy', id: 'digest' } as const

const usualRule: DigestRule = { every: 'day', at: '08:00' }

const Kept = z.object({ rule: DigestRule })

/** The rule in force, with its version; 0 for the usual one. */
export const readDigestRule = async (
  store: Store,
): Promise<{ readonly rule: DigestRule; readonly version: number }> => {
  const found = await readKept(store, Kept, digestRule.kind, digestRule.id)
  return found ? { rule: found.rule, version: found.version } : { rule: usualRule, version: 0 }
}

/** The rule in force, remembered for some seconds: a storm of tickets shares one read. */
export const digestRuleSource = (store: Store, now: () => string): (() => Promise<DigestRule>) =>
  remembered(async () => (await readDigestRule(store)).rule, now)

/** The first instant after this one at which a digest goes out to somebody in this zone. */
export const nextDigestAt = (at: string, zone: string, rule: DigestRule): string => {
  const now = secondOf(at)
  if (rule.every === 'hour') return isoOf((Math.floor(now / 3600) + 1) * 3600)
  const [hour, minute] = rule.at.split(':').map(Number) as [number, number]
  for (const { from, to, midnight } of piecesOf(zone, now, now + 3 * 86_400)) {
    const then = midnight + hour * 3600 + minute * 60
    if (then > now && then >= from && then < to) return isoOf(then)
  }
  // A clock that is put forward may skip the time on one day, never on three.
  throw new Error(`There is no ${rule.at} in ${zone} after ${at}`)
}
