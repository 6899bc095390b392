import type { Calendar, Intervals } from './calendar.ts'
import { weekdays } from './weekday.ts'
import { stretchesOf } from './zone-offset.ts'

/** What a calendar says about one local date. */
export interface WorkingDay {
  /** Seconds of the day by the clock on the wall, in order. */
  readonly intervals: readonly (readonly [from: number, to: number])[]
  /** Name of the holiday that makes the day free. */
  readonly holiday?: string
  /** Whether the day has hours of its own. */
  readonly isSpecial: boolean
}

/** A part of a local date, in seconds since 1970, within which the zone keeps its distance from UTC. */
export interface Piece {
  /** Days since 1970-01-01 by the local calendar. */
  readonly day: number
  readonly from: number
  readonly to: number
  /** Where midnight of that day lies when counted back from here. */
  readonly midnight: number
}

const daySeconds = 86_400

const secondOfDay = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60
const read = (intervals: Intervals): WorkingDay['intervals'] =>
  intervals.map(({ from, to }) => [secondOfDay(from), secondOfDay(to)])
const dayNumber = (date: string) => Date.parse(date) / (daySeconds * 1000)

interface Compiled {
  readonly week: readonly WorkingDay[]
  readonly days: ReadonlyMap<number, WorkingDay>
}

const compile = ({ week, holidays, exceptions }: Calendar): Compiled => {
  const days = new Map<number, WorkingDay>()
  for (const [date, holiday] of Object.entries(holidays))
    days.set(dayNumber(date), { intervals: [], holiday, isSpecial: false })
  for (const [date, intervals] of Object.entries(exceptions))
    days.set(dayNumber(date), { intervals: read(intervals), isSpecial: true })
  return { week: weekdays.map((weekday) => ({ intervals: read(week[weekday]), isSpecial: false })), days }
}

const compiled = new WeakMap<Calendar, Compiled>()

const compiledOf = (calendar: Calendar): Compiled => {
  let known = compiled.get(calendar)
  if (!known) {
    known = compile(calendar)
    compiled.set(calendar, known)
  }
  return known
}

/** How the calendar answers for a local date: a special day wins over a holiday, a holiday over the week. */
export const workingDaysOf = (calendar: Calendar): ((day: number) => WorkingDay) => {
  const { week, days } = compiledOf(calendar)
  // 1970-01-01 was a Thursday.
  return (day) => days.get(day) ?? week[(((day + 3) % 7) + 7) % 7]!
}

/**
 * The local dates of a zone between two instants, in pieces without a gap. A day on which the clocks change has two
 * pieces: what the wall shows twice belongs to both, what it never shows to none.
 */
export function* piecesOf(zone: string, from: number, to: number): Generator<Piece> {
  let at = from
  while (at < to) {
    for (const stretch of stretchesOf(zone, at)) {
      const end = Math.min(stretch.to, to)
      while (at < end) {
        const day = Math.floor((at + stretch.offset) / daySeconds)
        const midnight = day * daySeconds - stretch.offset
        const next = Math.min(midnight + daySeconds, end)
        yield { day, from: at, to: next, midnight }
        at = next
      }
    }
  }
}
