import * as z from 'zod'
import type { Priority } from '../ticket/priority.ts'
import type { Beside } from '../ticket/process.ts'
import type { Incident } from './incident.ts'
import { isFinished, isOpen } from './life-cycle.ts'

/** How many incidents of one service came within how many minutes: what makes a rule think of a major incident. */
export const Surge = z.object({ service: z.string(), count: z.int(), minutes: z.int() })
export type Surge = z.infer<typeof Surge>

/** A rule or somebody thinks that an incident is a major one, and nobody has decided yet. The numbers are a rule's. */
export const Candidate = z.object({ at: z.iso.datetime(), ...Surge.partial().shape })
export type Candidate = z.infer<typeof Candidate>

/** How often people are told how a major incident goes on; the instants are there while somebody works on it. */
export const UpdatePlan = z.object({
  everyMinutes: z.int(),
  /** When they should hear of it again at the latest. */
  nextUpdateAt: z.iso.datetime().optional(),
  /** When whoever answers for it is reminded next. */
  remindAt: z.iso.datetime().optional(),
})
export type UpdatePlan = z.infer<typeof UpdatePlan>

/** Minutes between two updates: less than five nobody keeps up, and after a day nobody waits any more. */
export const updateMinutes = { least: 5, most: 1440 } as const

/** How often people are told unless somebody says otherwise. */
export const usualUpdateMinutes = (priority: Priority): number => (priority === 'P1' ? 30 : 60)

const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()

/** The plan when people have just been told, or begin to wait. */
export const planFrom = (everyMinutes: number, at: string): UpdatePlan => {
  const nextUpdateAt = later(at, everyMinutes)
  return { everyMinutes, nextUpdateAt, remindAt: nextUpdateAt }
}

/** The plan after a reminder at that instant: the next one comes when another interval has passed. */
export const afterReminder = (plan: UpdatePlan, at: string): UpdatePlan => {
  const { everyMinutes, nextUpdateAt = at } = plan
  const passed = Math.floor((Date.parse(at) - Date.parse(nextUpdateAt)) / (everyMinutes * 60_000))
  return { ...plan, remindAt: later(nextUpdateAt, (Math.max(0, passed) + 1) * everyMinutes) }
}

/** What an incident is to those who watch over major ones: a candidate, a major one that is not over, or nothing. */
export const standingOf = (
  incident: Pick<Incident, 'state' | 'merged' | 'isMajor' | 'candidate'>,
): 'candidate' | 'major' | undefined => {
  if (isFinished(incident) || incident.merged) return undefined
  if (incident.isMajor) return 'major'
  return incident.candidate && isOpen(incident) ? 'candidate' : undefined
}

/** The place of an incident in the list of candidates and major ones, where a change moves it in or out. */
export const majorAfter = (before: Incident | undefined, now: Incident): readonly Beside[] => {
  const isListed = standingOf(now) !== undefined
  if ((before !== undefined && standingOf(before) !== undefined) === isListed) return []
  const { number, openedAt } = now
  return [{ is: 'major', value: { kind: 'major', number, openedAt, isOver: !isListed } }]
}
