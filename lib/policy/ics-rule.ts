import { type DayNumber, dateOf, dayNumber, readDate } from './ics-date.ts'
import { atLine } from './ics-line.ts'

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const everyMonth = Array.from({ length: 12 }, (_, i) => i + 1)

/** A rule that gives more days than this each year means working days, not holidays. */
const mostAYear = 31

interface Weekday {
  /** Which of the month's, from the end when negative; 0 is each of them. */
  readonly nth: number
  readonly weekday: number
}

/** A yearly recurrence: what holidays need of RFC 5545, 3.3.10. */
interface Rule {
  readonly interval: number
  readonly count: number
  readonly until: DayNumber
  readonly months: readonly number[] | undefined
  readonly monthDays: readonly number[] | undefined
  readonly byDay: readonly Weekday[] | undefined
}

const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'])

const readRule = (value: string, line: number): Rule => {
  const parts = new Map(
    value
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string | undefined]),
  )
  const unknown = [...parts.keys()].find((part) => !known.has(part))
  if (parts.get('FREQ') !== 'YEARLY' || unknown !== undefined) {
    const what = unknown ?? `FREQ=${parts.get('FREQ')}`
    throw atLine(line, `repeats by ${what}, which is not read here. Use FREQ=YEARLY, or give each date its own event`)
  }
  const integers = (part: string, from: number, to: number) =>
    parts
      .get(part)
      ?.split(',')
      .map((text) => {
        const number = /^[+-]?\d{1,4}$/.test(text) ? Number(text) : Number.NaN
        if (!(number >= from && number <= to)) throw atLine(line, `${part}=${text} is not from ${from} to ${to}`)
        return number
      })
  const byDay = parts
    .get('BYDAY')
    ?.split(',')
    .map((text) => {
      const [, nth, name] = /^([+-]?[1-5])?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text) ?? []
      if (name === undefined) throw atLine(line, `BYDAY=${text} is no weekday of a month. Write 4TH or -1MO`)
      return { nth: Number(nth ?? 0), weekday: weekdays.indexOf(name) }
    })
  const months = integers('BYMONTH', 1, 12)
  if (byDay && !months)
    throw atLine(line, 'repeats on weekdays of the year. Add BYMONTH, or give each date its own event')
  const until = parts.get('UNTIL')
  return {
    interval: integers('INTERVAL', 1, 9999)?.[0] ?? 1,
    count: integers('COUNT', 1, 9999)?.[0] ?? Number.POSITIVE_INFINITY,
    until: until === undefined ? Number.POSITIVE_INFINITY : readDate(until.slice(0, 8), line),
    months,
    monthDays: integers('BYMONTHDAY', -31, 31),
    byDay,
  }
}

const isOn = ({ nth, weekday }: Weekday, day: DayNumber, first: DayNumber, length: number): boolean => {
  if ((((day + 4) % 7) + 7) % 7 !== weekday) return false
  const date = day - first
  return nth === 0 || (nth > 0 ? Math.floor(date / 7) === nth - 1 : Math.floor((length - 1 - date) / 7) === -nth - 1)
}

const daysOfMonth = ({ monthDays, byDay }: Rule, year: number, month: number, usual: number): DayNumber[] => {
  const first = dayNumber(year, month, 1)
  const length = dayNumber(year, month + 1, 1) - first
  const wanted = byDay ? monthDays : (monthDays ?? [usual])
  return Array.from({ length }, (_, i) => first + i).filter(
    (day) =>
      (wanted === undefined || wanted.includes(day - first + 1) || wanted.includes(day - first - length)) &&
      (byDay === undefined || byDay.some((each) => isOn(each, day, first, length))),
  )
}

/** The first year to look at: with a count every occurrence has to be counted, else old years are of no interest. */
const firstYear = ({ count, interval }: Rule, year: number, from: number): number =>
  count === Number.POSITIVE_INFINITY && year < from ? year + Math.ceil((from - year) / interval) * interval : year

/**
 * The dates of some years on which an event that starts on `start` recurs; the start is always one. A `Refusal` names
 * the line of a rule that is malformed, not yearly, or gives more than a month of holidays a year.
 */
export const recurrences = (
  start: DayNumber,
  value: string,
  line: number,
  years: { readonly from: number; readonly to: number },
): DayNumber[] => {
  const rule = readRule(value, line)
  const [year, month, day] = dateOf(start).split('-').map(Number) as [number, number, number]
  // Days of the month without a month mean those of every month.
  const given = rule.months ?? (rule.monthDays ? everyMonth : [month])
  const months = [...new Set(given)].sort((a, b) => a - b)
  const found = [start]
  for (let at = firstYear(rule, year, years.from); at <= years.to; at += rule.interval) {
    const days = months.flatMap((month) => daysOfMonth(rule, at, month, day))
    if (days.length > mostAYear)
      throw atLine(line, `repeats on ${days.length} days of a year. Holidays are at most ${mostAYear}`)
    for (const each of days) {
      if (each <= start) continue
      if (each > rule.until || found.length >= rule.count) return found
      found.push(each)
    }
  }
  return found
}
