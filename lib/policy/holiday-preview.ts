import { type Calendar, calendarKey } from '../ticket/calendar.ts'
import { type Clock, pinClock } from '../ticket/clock.ts'
import { dueAt } from '../ticket/clock-time.ts'
import type { Years } from './ics.ts'

/** A date whose holiday comes, goes or gets another name. */
export interface HolidayChange {
  readonly date: string
  readonly name: string
}

/** A clock whose due time moves. A time that is missing means that it stands still or never comes. */
export interface ClockMove {
  readonly number: string
  readonly clock: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What other holidays would do, before anybody publishes them. */
export interface HolidayPreview {
  readonly added: HolidayChange[]
  readonly removed: HolidayChange[]
  readonly moves: ClockMove[]
  /** The calendar as it would be published. */
  readonly next: Calendar
}

/** The holidays with those of some years replaced by what a feed gives for them; other years stay. */
export const replaceYears = (
  holidays: Readonly<Record<string, string>>,
  feed: Readonly<Record<string, string>>,
  { from, to }: Years,
): Record<string, string> => {
  const isOutside = (date: string) => Number(date.slice(0, 4)) < from || Number(date.slice(0, 4)) > to
  const kept = Object.entries(holidays).filter(([date]) => isOutside(date))
  return Object.fromEntries([...kept, ...Object.entries(feed)].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const notIn = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): HolidayChange[] =>
  Object.entries(a)
    .filter(([date]) => !Object.hasOwn(b, date))
    .map(([date, name]) => ({ date, name }))
    .sort((one, other) => (one.date < other.date ? -1 : 1))

/**
 * What happens if the calendar gets these holidays in place of its own: dates that come and go, and of the running
 * clocks that count by it, in any version, those whose due time would move if the new version were applied to them.
 * `versions` holds the older versions that running clocks still count by; one that is missing is an `Error`.
 */
export const holidayPreview = (
  calendar: Calendar,
  holidays: Readonly<Record<string, string>>,
  running: Iterable<{ readonly number: string; readonly clock: Clock }>,
  versions: readonly Calendar[] = [],
): HolidayPreview => {
  const next = { ...calendar, version: calendar.version + 1, holidays: { ...holidays } }
  const pinned = new Map([...versions, calendar].map((version) => [calendarKey(version), version]))
  const moves: ClockMove[] = []
  for (const { number, clock } of running) {
    if (clock.calendar.id !== calendar.id) continue
    const current = pinned.get(calendarKey(clock.calendar))
    if (!current) throw new Error(`${number} counts by ${calendarKey(clock.calendar)}, which was not given`)
    const [from, to] = [dueAt(clock, current), dueAt(pinClock(clock, next), next)]
    if (from !== to) moves.push({ number, clock: clock.id, from, to })
  }
  return { added: notIn(holidays, calendar.holidays), removed: notIn(calendar.holidays, holidays), moves, next }
}
