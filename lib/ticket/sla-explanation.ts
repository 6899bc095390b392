import { businessSeconds } from './business-time.ts'
import type { Calendar } from './calendar.ts'
import type { Clock, PauseReason } from './clock.ts'
import { isoOf, secondOf } from './instant.ts'
import { piecesOf, workingDaysOf } from './working-day.ts'

/** What of a timeline entry explains a clock: who did what when, and to whom the ticket went if it went to somebody. */
export interface Cause {
  readonly sequence: number
  readonly at: string
  readonly type: string
  readonly by?: string | undefined
  readonly assignee?: string | undefined
  readonly team?: string | undefined
}

/** A stretch of a clock's life of which one thing can be said. */
export interface Slice {
  readonly from: string
  readonly to: string
  /** Seconds the clock counted in it, or, if it counted none, how long it lasted. */
  readonly seconds: number
  readonly counted: boolean
  /** `special-day` is the free time of a day with hours of its own, `completed` the time until it was reopened. */
  readonly why: 'working' | 'outside-hours' | 'special-day' | 'holiday' | 'paused' | 'completed'
  /** Names of the holidays. */
  readonly holidays?: readonly string[]
  readonly reason?: Exclude<PauseReason, 'completed'>
  /** Working time that the pause took, by which it moved the due time. */
  readonly dueMovedBy?: number
  /** Sequence of the entry that began it; a slice without one was begun by the calendar. */
  readonly cause?: number
}

/** The clock on the wall changes nothing shorter than this into a slice of its own: lunch and nights are part of a run. */
const shortestBreak = 86_400

const length = ({ from, to }: Pick<Slice, 'from' | 'to'>) => secondOf(to) - secondOf(from)

/**
 * The entry that did something at an instant. Of several it is the last that gave the ticket to nobody: who puts a ticket
 * on hold and hands it over in one go stops the clock by the hold, and so does the hold, not the question before it.
 */
export const causeAt = (causes: readonly Cause[], at: string): Cause | undefined => {
  const then = causes.filter((cause) => Date.parse(cause.at) === Date.parse(at))
  return then.findLast(({ assignee, team }) => assignee === undefined && team === undefined) ?? then.at(-1)
}

/** Every change between working and free time of a stretch in which the clock ran. */
const runSlices = (clock: Clock, calendar: Calendar, from: number, to: number): Slice[] => {
  const slices: Slice[] = []
  const add = (begin: number, end: number, what: Pick<Slice, 'counted' | 'why' | 'holidays'>) => {
    if (begin >= end) return
    const last = slices.at(-1)
    const isMore = last?.why === what.why && last.holidays?.[0] === what.holidays?.[0]
    const since = isMore ? secondOf(slices.pop()!.from) : begin
    slices.push({ from: isoOf(since), to: isoOf(end), seconds: end - since, ...what })
  }
  const dayOf = workingDaysOf(calendar)
  for (const piece of piecesOf(clock.zone, from, to)) {
    const day = dayOf(piece.day)
    const free = day.holiday
      ? ({ counted: false, why: 'holiday', holidays: [day.holiday] } as const)
      : ({ counted: false, why: day.isSpecial ? 'special-day' : 'outside-hours' } as const)
    let at = piece.from
    for (const interval of day.intervals) {
      const begin = Math.max(at, piece.midnight + interval[0])
      const end = Math.min(piece.to, piece.midnight + interval[1])
      if (begin >= end) continue
      add(at, begin, free)
      add(begin, end, { counted: true, why: 'working' })
      at = end
    }
    add(at, piece.to, free)
  }
  return slices
}

/** Two free slices in a row as one, which a holiday in it explains best. */
const joinFree = (a: Slice, b: Slice): Slice => {
  const holidays = [...new Set([...(a.holidays ?? []), ...(b.holidays ?? [])])]
  const why = a.why === 'holiday' || b.why === 'holiday' ? 'holiday' : a.why
  return { ...a, to: b.to, seconds: a.seconds + b.seconds, why, ...(holidays.length > 0 && { holidays }) }
}

/** A run as a person would tell it: days of work in one slice, between them what is longer than a night. */
const tellRun = (slices: readonly Slice[]): Slice[] => {
  const joined: Slice[] = []
  for (const slice of slices) {
    const last = joined.at(-1)
    if (last && !last.counted && !slice.counted) joined[joined.length - 1] = joinFree(last, slice)
    else joined.push(slice)
  }
  const told: Slice[] = []
  for (const [i, slice] of joined.entries()) {
    const before = told.at(-1)
    const isBetween = before?.counted && i + 1 < joined.length
    if (!slice.counted && isBetween && slice.why !== 'holiday' && length(slice) < shortestBreak) continue
    if (slice.counted && before?.counted)
      told[told.length - 1] = { ...before, to: slice.to, seconds: before.seconds + slice.seconds }
    else told.push(slice)
  }
  return told
}

/**
 * Why a clock stands where it stands: slices in order and without a gap, from its start until it was over or until
 * the instant. The counted ones add up to its elapsed time, to the second. By `runs`, which is what a person reads,
 * lunch and nights are part of the work around them; by `intervals` each is told.
 */
export const explain = (
  clock: Clock,
  calendar: Calendar,
  at: string,
  causes: readonly Cause[],
  by: 'runs' | 'intervals' = 'runs',
): Slice[] => {
  const last = Math.min(secondOf(at), secondOf(clock.completedAt ?? clock.canceledAt ?? at))
  const slices: Slice[] = []
  const begin = (found: readonly Slice[], cause: string) => {
    const sequence = causeAt(causes, cause)?.sequence
    const [first, ...rest] = found
    if (first) slices.push(sequence === undefined ? first : { ...first, cause: sequence }, ...rest)
  }
  const run = (from: string, to: number) => {
    const found = runSlices(clock, calendar, secondOf(from), Math.min(to, last))
    begin(by === 'runs' ? tellRun(found) : found, from)
  }
  let from = clock.startedAt
  for (const [reason, since, until] of clock.pauses) {
    run(from, secondOf(since))
    const [start, end] = [secondOf(since), Math.min(last, until === undefined ? last : secondOf(until))]
    if (start < end) {
      const pause = { from: isoOf(start), to: isoOf(end), seconds: end - start, counted: false }
      const dueMovedBy = businessSeconds(calendar, clock.zone, pause.from, pause.to)
      const why = reason === 'completed' ? ({ why: 'completed' } as const) : ({ why: 'paused', reason } as const)
      begin([{ ...pause, ...why, dueMovedBy }], since)
    }
    if (until === undefined) return slices
    from = until
  }
  run(from, last)
  return slices
}
