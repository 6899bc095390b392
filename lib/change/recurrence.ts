import * as z from 'zod'
import { TimeZone } from '../ticket/time-zone.ts'
import { wallSecond } from '../ticket/wall-time.ts'
import { weekdays } from '../ticket/weekday.ts'

const LocalDateTime = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/, {
  error: 'is no date and time. Write it as YYYY-MM-DDTHH:MM, by the clock on the wall',
})

/** A span of time by the clock on the wall of its zone, once or again and again. */
export const Recurrence = z
  .strictObject({
    from: LocalDateTime.describe('When it begins first, by the clock on the wall.'),
    to: LocalDateTime.describe('When it ends first.'),
    zone: TimeZone.describe('IANA zone in which it is meant.'),
    repeats: z
      .enum(['never', 'daily', 'weekly', 'monthly', 'yearly'])
      .default('never')
      .describe('How often it comes again.'),
    weekdays: z
      .array(z.enum(weekdays))
      .max(7)
      .optional()
      .describe('Of a weekly one: on which days; that of its first day when absent.'),
    until: z.iso.date().optional().describe('The last local date on which it may begin.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' })
  .refine(
    ({ from, to, repeats }) => repeats === 'never' || Date.parse(`${to}Z`) - Date.parse(`${from}Z`) <= 31 * 86_400_000,
    {
      path: ['to'],
      error: 'A span that repeats may last at most 31 days',
    },
  )
export type Recurrence = z.infer<typeof Recurrence>

/** One time that it comes, ISO 8601 in UTC. */
export interface Span {
  readonly from: string
  readonly to: string
}

const day = 86_400_000
const dateOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)
const iso = (second: number) => new Date(second * 1000).toISOString()

/** Whether two spans have a moment in common; ends are not part of them. */
export const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to

const matches = ({ repeats, weekdays: days, from }: Recurrence, date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`)
  const first = new Date(`${from.slice(0, 10)}T00:00:00Z`)
  switch (repeats) {
    case 'never':
      return date === from.slice(0, 10)
    case 'daily':
      return true
    case 'weekly':
      return (days ?? [weekdays[(first.getUTCDay() + 6) % 7]!]).includes(weekdays[(at.getUTCDay() + 6) % 7]!)
    case 'monthly': {
      // Months without such a day have it on their last one.
      const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
      return at.getUTCDate() === Math.min(first.getUTCDate(), last)
    }
    case 'yearly':
      return date.slice(5) === from.slice(5, 10)
  }
}

/** The times that it comes within a span, in order; those that begin before it and reach into it, too. */
export const occurrences = (recurrence: Recurrence, within: Span): readonly Span[] => {
  const { from, to, zone, repeats, until } = recurrence
  const lengthDays = Math.round((Date.parse(`${to.slice(0, 10)}Z`) - Date.parse(`${from.slice(0, 10)}Z`)) / day)
  const at = (date: string): Span => ({
    from: iso(wallSecond(date, from.slice(11), zone)),
    to: iso(wallSecond(dateOf(Date.parse(`${date}Z`) + lengthDays * day), to.slice(11), zone)),
  })
  if (repeats === 'never') return [at(from.slice(0, 10))].filter((span) => overlap(span, within))
  const found: Span[] = []
  // Local dates are at most a day away from UTC's.
  const start = Math.max(Date.parse(`${from.slice(0, 10)}Z`), Date.parse(within.from) - (lengthDays + 2) * day)
  for (let ms = Math.floor(start / day) * day; ms <= Date.parse(within.to) + day; ms += day) {
    const date = dateOf(ms)
    if (date < from.slice(0, 10) || (until !== undefined && date > until) || !matches(recurrence, date)) continue
    const span = at(date)
    if (overlap(span, within)) found.push(span)
  }
  return found
}
