import { type ChangeCalendar, concerns, obstaclesOf, type Touching } from './freeze.ts'
import { occurrences, overlap, type Span } from './recurrence.ts'

/** How far ahead slots are looked for (CHG-6). */
export const slotDays = 90

const minute = 60_000
const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/**
 * The earliest windows of so many minutes in which nothing at all stands in the way, from an instant on, at most 90 days
 * ahead, each beginning where one can begin: now (rounded up to a quarter of an hour), at the end of an obstacle, at the
 * beginning of a maintenance time, or at another instant (`alsoAt`). `isWanted` leaves out others, such as those outside working
 * hours.
 */
export const findSlots = (
  calendar: ChangeCalendar,
  change: Touching,
  { from, minutes, count, isWanted = () => true, alsoAt = [] }: Wish,
): readonly Span[] => {
  const first = Math.ceil(Date.parse(from) / (15 * minute)) * 15 * minute
  const end = first + slotDays * 86_400_000
  const within: Span = { from: iso(first), to: iso(end) }
  const starts = new Set<number>([first])
  const busy = [
    ...calendar.freezes.filter(({ scope }) => concerns(scope, change)).flatMap(({ when }) => occurrences(when, within)),
    ...calendar.changes.map(({ window }) => window).filter((window) => overlap(window, within)),
  ]
  for (const { to } of busy) starts.add(Math.max(first, Date.parse(to)))
  for (const { scope, when } of calendar.maintenance)
    if (concerns(scope, change))
      for (const span of occurrences(when, within)) starts.add(Math.max(first, Date.parse(span.from)))
  for (const instant of alsoAt) starts.add(Math.max(first, Date.parse(instant)))
  const found: Span[] = []
  for (const start of [...starts].sort((a, b) => a - b)) {
    const span = { from: iso(start), to: iso(start + minutes * minute) }
    if (start + minutes * minute > end || found.some((other) => overlap(other, span))) continue
    if (!isWanted(span) || obstaclesOf(calendar, change, span).length > 0) continue
    found.push(span)
    if (found.length === count) break
  }
  return found
}

/** What a slot should be like. */
export interface Wish {
  readonly from: string
  readonly minutes: number
  /** At most so many. */
  readonly count: number
  readonly isWanted?: (span: Span) => boolean
  /** Other instants at which one may begin, such as the beginnings of working days. */
  readonly alsoAt?: readonly string[]
}
