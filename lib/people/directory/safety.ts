import * as z from 'zod'
import { Actor } from '../../ticket/actor.ts'
import type { SafetyRule } from './rules.ts'

/** What an administrator decided about the n-th stop, and when. */
export const SafetyDecision = z.object({
  stop: z.int(),
  decision: z.enum(['approved', 'dismissed']),
  by: Actor,
  at: z.string(),
})
export type SafetyDecision = z.infer<typeof SafetyDecision>

/** How many people the directory deactivated in the present window, and whether it was stopped. */
export const Safety = z.object({
  kind: z.literal('safety'),
  version: z.int(),
  /** Begin of the window. */
  since: z.string(),
  /** Active people whom the directory knew then, counted up to 20,000. */
  people: z.int(),
  /** So many may go within the window. */
  limit: z.int(),
  gone: z.int(),
  /** How often it was stopped so far. */
  stop: z.int(),
  /** Since when it has been stopped; absent: it is not. */
  stoppedAt: z.string().optional(),
  decisions: z.array(SafetyDecision),
})
export type Safety = z.infer<typeof Safety>

/** Before anybody was deactivated. */
export const untouched: Safety = {
  kind: 'safety',
  version: 0,
  since: '',
  people: 0,
  limit: 0,
  gone: 0,
  stop: 0,
  decisions: [],
}

/** So long those whom an administrator approved may go. */
const approvedDays = 7
const mostDecisions = 20

/** Whether a window begins with the next deactivation: then somebody has to count people. */
export const isOver = ({ since, stoppedAt }: Safety, { windowMinutes }: SafetyRule, at: string): boolean =>
  stoppedAt === undefined && (since === '' || Date.parse(at) - Date.parse(since) >= windowMinutes * 60_000)

/** How many of so many people may go within a window. */
export const limitFor = (people: number, { percent, atLeast }: SafetyRule): number =>
  Math.max(atLeast, Math.floor((people * percent) / 100))

/** The safety at the begin of a window, with so many active people. */
export const newWindow = (safety: Safety, rule: SafetyRule, people: number, at: string): Safety => ({
  ...safety,
  since: at,
  people,
  limit: limitFor(people, rule),
  gone: 0,
})

/** One more deactivation: the safety after it, and whether it may happen. The one too many stops it. */
export const oneMore = (safety: Safety, at: string): { readonly next: Safety; readonly passes: boolean } => {
  if (safety.stoppedAt !== undefined) return { next: safety, passes: false }
  if (safety.gone < safety.limit) return { next: { ...safety, gone: safety.gone + 1 }, passes: true }
  return { next: { ...safety, stop: safety.stop + 1, stoppedAt: at }, passes: false }
}

/** The safety after an administrator decided: it goes on, and a new window begins with the next deactivation. */
export const decided = (safety: Safety, decision: SafetyDecision): Safety => {
  const { stoppedAt: _, ...rest } = safety
  return { ...rest, since: '', decisions: [...safety.decisions, decision].slice(-mostDecisions) }
}

/** The stops whose people may go now: those that were approved lately. */
export const approvedStops = ({ decisions }: Safety, at: string): readonly number[] =>
  decisions
    .filter(
      ({ decision, at: when }) =>
        decision === 'approved' && Date.parse(at) - Date.parse(when) < approvedDays * 86_400_000,
    )
    .map(({ stop }) => stop)
