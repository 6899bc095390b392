import { afterBusinessSeconds, businessSeconds, endOfWorkingDay } from './business-time.ts'
import { type Calendar, calendarKey } from './calendar.ts'
import { type Clock, isOver, type Mark, openPause } from './clock.ts'
import { secondOf } from './instant.ts'

/** Marks that are told, in order. */
export const marks = [50, 75, 100] as const satisfies readonly Mark[]

/** Counting by another calendar than the one promised would be a silent mistake in every number. */
const demandPinned = (clock: Clock, calendar: Calendar) => {
  if (clock.calendar.id !== calendar.id || clock.calendar.version !== calendar.version) {
    throw new Error(`A clock that counts by ${calendarKey(clock.calendar)} was given ${calendarKey(calendar)}`)
  }
}

const never = '9999-12-31T23:59:59Z'

/** The times a clock ran, in order, up to its end; the last is without end while it runs. */
export const runsOf = (clock: Clock): { readonly from: string; readonly to: string }[] => {
  const runs: { from: string; to: string }[] = []
  let from = clock.startedAt
  for (const [, begin, end] of clock.pauses) {
    runs.push({ from, to: begin })
    if (end === undefined) return runs
    from = end
  }
  return [...runs, { from, to: clock.completedAt ?? clock.canceledAt ?? never }]
}

const earlier = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? a : b)

/** Seconds it counted until the instant: working time in which it stood not still. */
export const clockElapsed = (clock: Clock, calendar: Calendar, at: string): number => {
  demandPinned(clock, calendar)
  return runsOf(clock).reduce(
    (sum, { from, to }) => sum + businessSeconds(calendar, clock.zone, from, earlier(to, at)),
    0,
  )
}

/**
 * Seconds it may count. For business days it is the working time until the day's end as seen from the start, so a
 * pause moves the due time by the working time that it took. `Infinity` when the calendar has no such day.
 */
export const clockTarget = (clock: Clock, calendar: Calendar): number => {
  demandPinned(clock, calendar)
  const { target, zone, startedAt } = clock
  if ('minutes' in target) return target.minutes * 60
  const end = endOfWorkingDay(calendar, zone, startedAt, target.businessDays)
  return end === undefined ? Number.POSITIVE_INFINITY : businessSeconds(calendar, zone, startedAt, end)
}

/** The first instant at which it has counted so many seconds, given what is known; nothing if it never will. */
const reachedAt = (clock: Clock, calendar: Calendar, seconds: number): string | undefined => {
  if (seconds === Number.POSITIVE_INFINITY) return undefined
  let left = seconds
  for (const { from, to } of runsOf(clock)) {
    if (to === never) return afterBusinessSeconds(calendar, clock.zone, from, left)
    const counted = businessSeconds(calendar, clock.zone, from, to)
    if (counted >= left) return afterBusinessSeconds(calendar, clock.zone, from, left)
    left -= counted
  }
  return undefined
}

const secondsAt = (target: number, percent: number) => Math.ceil((target * percent) / 100)

/**
 * When the target will be used up if nothing else happens; in the past when it is breached. At that very second it is
 * breached. Nothing while it stands still or is over.
 */
export const dueAt = (clock: Clock, calendar: Calendar): string | undefined => {
  const target = clockTarget(clock, calendar)
  return isOver(clock) || openPause(clock) ? undefined : reachedAt(clock, calendar, target)
}

/** Of a clock that is over only its breach is still worth telling. */
const untold = (clock: Clock) =>
  clock.canceledAt === undefined
    ? marks.filter((percent) => percent > clock.signalled && (clock.completedAt === undefined || percent === 100))
    : []

/**
 * The next mark to tell and the instant it is reached, which is past when it is late. Marks reached before a pause or
 * before the end are told all the same.
 */
export const nextSignal = (
  clock: Clock,
  calendar: Calendar,
): { readonly percent: 50 | 75 | 100; readonly at: string } | undefined => {
  const [percent] = untold(clock)
  if (percent === undefined) return undefined
  const at = reachedAt(clock, calendar, secondsAt(clockTarget(clock, calendar), percent))
  return at === undefined ? undefined : { percent, at }
}

/** The marks reached by the instant that nobody was told of, lowest first. */
export const signalsPassed = (clock: Clock, calendar: Calendar, at: string): (50 | 75 | 100)[] => {
  const percents = untold(clock)
  if (percents.length === 0) return []
  const [elapsed, target] = [clockElapsed(clock, calendar, at), clockTarget(clock, calendar)]
  return percents.filter((percent) => elapsed >= secondsAt(target, percent))
}

/** How a clock stands at an instant. All times are seconds. */
export interface ClockStatus {
  /** A breach stays one: also of a clock that stands still or was completed too late. */
  readonly status: 'running' | 'paused' | 'met' | 'breached' | 'canceled'
  readonly target: number
  /** Working time used. */
  readonly elapsed: number
  /** Working time left; below zero by how much it is over. */
  readonly remaining: number
  /** Whole percent of the target used, rounded down, so that 100 means breached. */
  readonly percent: number
  /** Time used by the clock on the wall, nights and weekends too, without the time it stood still. */
  readonly actualElapsed: number
  readonly dueAt: string | undefined
}

/** How the clock stands at the instant. */
export const clockStatus = (clock: Clock, calendar: Calendar, at: string): ClockStatus => {
  const elapsed = clockElapsed(clock, calendar, at)
  const target = clockTarget(clock, calendar)
  const actualElapsed = runsOf(clock).reduce(
    (sum, { from, to }) => sum + Math.max(0, secondOf(earlier(to, at)) - secondOf(from)),
    0,
  )
  const word = (): ClockStatus['status'] => {
    if (clock.canceledAt !== undefined) return 'canceled'
    if (elapsed >= target) return 'breached'
    if (clock.completedAt !== undefined) return 'met'
    return openPause(clock) ? 'paused' : 'running'
  }
  return {
    status: word(),
    target,
    elapsed,
    remaining: target - elapsed,
    percent: Math.floor((elapsed * 100) / target),
    actualElapsed,
    dueAt: dueAt(clock, calendar),
  }
}
