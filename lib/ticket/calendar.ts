import * as z from 'zod'
import { TimeZone } from './time-zone.ts'

/** More spells of work than this on one day are a mistake, not a calendar. */
const mostIntervals = 24
/** Holidays and special days a calendar may have: thirty years of a generous country, some 40 KB. */
const mostDays = 1000

const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'is no time of day. Write it as HH:MM, such as 09:00' })
const EndOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'is no time of day. Write it as HH:MM, at most 24:00' })

const Interval = z.strictObject({ from: TimeOfDay, to: EndOfDay }).refine(({ from, to }) => from < to, {
  error: 'must end after it begins. Work past midnight is two intervals: one to 24:00, one from 00:00 the next day',
})

/** The spells of work of one day, from..to by the clock on the wall, in order and apart. */
const Intervals = z
  .array(Interval)
  .max(mostIntervals, { error: `has more than ${mostIntervals} intervals. Join some` })
  .superRefine((intervals, context) => {
    for (const [i, { from }] of intervals.entries()) {
      if (i === 0 || intervals[i - 1]!.to <= from) continue
      const message = 'begins before the interval above it ends. Put the intervals in order, or join the two'
      context.addIssue({ code: 'custom', path: [i, 'from'], message })
    }
  })
export type Intervals = z.infer<typeof Intervals>

const LocalDate = z.iso.date({ error: 'is no date. Write it as YYYY-MM-DD' })

const few = (days: object) => Object.keys(days).length <= mostDays
const tooMany = { error: `has more than ${mostDays} days. Leave out years that are over` }

/** Ids of calendars stand in addresses of pages and in promises. */
export const CalendarId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'needs lower case letters, digits and hyphens, at most 40' })

const fields = {
  name: z
    .string()
    .trim()
    .min(1, { error: 'is empty. Say whose hours these are' })
    .max(100)
    .describe('Whose hours these are.'),
  zone: TimeZone.describe('IANA zone in which the hours are meant.'),
  week: z
    .strictObject({
      mon: Intervals.default([]),
      tue: Intervals.default([]),
      wed: Intervals.default([]),
      thu: Intervals.default([]),
      fri: Intervals.default([]),
      sat: Intervals.default([]),
      sun: Intervals.default([]),
    })
    .describe('Spells of work by day; a day that is not named is free.'),
  holidays: z
    .record(LocalDate, z.string().trim().min(1).max(200))
    .refine(few, tooMany)
    .default({})
    .describe('Name of the holiday by local date.'),
  exceptions: z
    .record(LocalDate, Intervals)
    .refine(few, tooMany)
    .default({})
    .describe('Hours by local date: none, fewer, or more than the week gives.'),
}

const works = ({ week, exceptions }: { week: Record<string, Intervals>; exceptions: Record<string, Intervals> }) =>
  [...Object.values(week), ...Object.values(exceptions)].some((day) => day.length > 0)
const neverWorks = {
  path: ['week'],
  error: 'has no working time, so no clock could ever run out. Give at least one day an interval',
}

/** What a command says of a calendar that there is. */
export const CalendarFields = z.strictObject(fields).refine(works, neverWorks)
export type CalendarFields = z.infer<typeof CalendarFields>

/** What a command says of a new calendar. */
export const NewCalendar = z
  .strictObject({ id: CalendarId.describe('What promises call it.'), ...fields })
  .refine(works, neverWorks)

/**
 * When people work: a week of intervals, holidays on which nobody does, and special days with hours of their own,
 * which win over both. A day means a local date in the zone a clock counts in, which is the calendar's unless the
 * definition says otherwise. A version never changes, so that clocks can hold on to the one they began with.
 */
export const Calendar = z.strictObject({ id: CalendarId, version: z.int().min(1), ...fields }).refine(works, neverWorks)
export type Calendar = z.infer<typeof Calendar>

/** Which version of which calendar. */
export const CalendarVersion = z.object({ id: z.string(), version: z.int() })
export type CalendarVersion = z.infer<typeof CalendarVersion>

/** The key of a version of a calendar, such as `korea@3`. */
export const calendarKey = ({ id, version }: CalendarVersion): string => `${id}@${version}`
