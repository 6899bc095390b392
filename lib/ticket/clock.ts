import * as z from 'zod'
import { type Calendar, CalendarVersion } from './calendar.ts'
import { HoldReason } from './hold.ts'
import { type SlaDefinition, SlaKind, SlaMetric, SlaTarget } from './sla.ts'

/** Why a clock stood still: the ticket was on hold, or done until it was reopened, or merged into another. */
export const PauseReason = z.enum([...HoldReason.options, 'completed', 'merged'])
export type PauseReason = z.infer<typeof PauseReason>

/** A time a clock stood still; one without an end lasts on. */
export const Pause = z.tuple([PauseReason, z.iso.datetime(), z.iso.datetime().optional()])
export type Pause = z.infer<typeof Pause>

/** A percentage of the target at which somebody is told; 0 when nobody was yet. */
export const Mark = z.literal([0, 50, 75, 100])
export type Mark = z.infer<typeof Mark>

/**
 * A promise as it runs on one ticket, with everything that was agreed when it started, so that later edits of the
 * definition do not move it. It lives in the ticket's head. Its folds are total: a clock that is over stays as it is,
 * what is already so changes nothing, and an instant before its latest change is taken as that change.
 */
export const Clock = z.object({
  /** Id of the definition. */
  id: z.string(),
  version: z.int(),
  kind: SlaKind,
  metric: SlaMetric,
  until: z.string().optional(),
  target: SlaTarget,
  calendar: CalendarVersion,
  zone: z.string(),
  pausesOn: z.array(HoldReason),
  onReopen: z.enum(['resume', 'restart']),
  startedAt: z.iso.datetime(),
  /** In order and apart; only the last may last on. */
  pauses: z.array(Pause),
  completedAt: z.iso.datetime().optional(),
  canceledAt: z.iso.datetime().optional(),
  /** The highest mark that was told. */
  signalled: Mark,
})
export type Clock = z.infer<typeof Clock>

/** A clock of this definition that starts at the instant and counts the calendar's hours in the zone. */
export const startClock = (
  { id, version, kind, metric, until, target, pausesOn, onReopen }: SlaDefinition,
  calendar: CalendarVersion,
  { at, zone }: { readonly at: string; readonly zone: string },
): Clock => ({
  id,
  version,
  kind,
  metric,
  ...(until === undefined ? {} : { until }),
  target,
  calendar: { id: calendar.id, version: calendar.version },
  zone,
  pausesOn,
  onReopen,
  startedAt: at,
  pauses: [],
  signalled: 0,
})

/** Whether it is completed or canceled. */
export const isOver = ({ completedAt, canceledAt }: Clock): boolean =>
  completedAt !== undefined || canceledAt !== undefined

/** The pause it is in. */
export const openPause = ({ pauses }: Clock): Pause | undefined => {
  const last = pauses.at(-1)
  return last && last[2] === undefined ? last : undefined
}

const later = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? b : a)

/** The instant, or that of the latest change when the change is later: two functions' clocks may differ a little. */
const noEarlier = ({ startedAt, pauses }: Clock, at: string): string => {
  const last = pauses.at(-1)
  return later(at, last ? (last[2] ?? last[1]) : startedAt)
}

/** Pauses with the last one ended; one that lasted no time is gone. */
const ended = (clock: Clock, at: string): Pause[] => {
  const open = openPause(clock)
  if (!open) return clock.pauses
  const before = clock.pauses.slice(0, -1)
  return Date.parse(open[1]) < Date.parse(at) ? [...before, [open[0], open[1], at]] : before
}

/** The ticket is no longer on hold. */
export const resumeClock = (clock: Clock, at: string): Clock =>
  isOver(clock) || !openPause(clock) ? clock : { ...clock, pauses: ended(clock, noEarlier(clock, at)) }

/** The ticket is on hold for this reason now: the clock stands still if the promise says so, else it runs. */
export const pauseClock = (clock: Clock, reason: HoldReason, at: string): Clock => {
  if (!clock.pausesOn.includes(reason)) return resumeClock(clock, at)
  if (isOver(clock) || openPause(clock)?.[0] === reason) return clock
  const since = noEarlier(clock, at)
  return { ...clock, pauses: [...ended(clock, since), [reason, since]] }
}

/** What was promised is done. */
export const completeClock = (clock: Clock, at: string): Clock => {
  if (isOver(clock)) return clock
  const completedAt = noEarlier(clock, at)
  return { ...clock, pauses: ended(clock, completedAt), completedAt }
}

/** The promise no longer holds. */
export const cancelClock = (clock: Clock, at: string): Clock => {
  if (isOver(clock)) return clock
  const canceledAt = noEarlier(clock, at)
  return { ...clock, pauses: ended(clock, canceledAt), canceledAt }
}

/**
 * What was done is not: the clock goes on with the time it had used, or begins again, as the promise says. The time
 * in between never counts.
 */
export const reopenClock = (clock: Clock, at: string): Clock => {
  const { completedAt, ...running } = clock
  if (completedAt === undefined) return clock
  const since = later(at, completedAt)
  if (clock.onReopen === 'restart') return { ...running, startedAt: since, pauses: [], signalled: 0 }
  if (Date.parse(since) === Date.parse(completedAt)) return running
  return { ...running, pauses: [...clock.pauses, ['completed', completedAt, since]] }
}

/** Somebody was told of this mark, and so of all below it. */
export const signalClock = (clock: Clock, percent: Mark): Clock =>
  percent <= clock.signalled ? clock : { ...clock, signalled: percent }

/** The clock counting by another version of its calendar, for when a desk lets later edits apply. */
export const pinClock = (clock: Clock, { id, version }: Calendar): Clock => ({ ...clock, calendar: { id, version } })
