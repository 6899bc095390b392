import { atLine, type ContentLine } from './ics-line.ts'

/** Days since 1970-01-01. */
export type DayNumber = number

/** The number of a date; a day or month beyond its range rolls over. */
export const dayNumber = (year: number, month: number, day: number): DayNumber =>
  Date.UTC(year, month - 1, day) / 86_400_000

/** The date as YYYY-MM-DD. */
export const dateOf = (day: DayNumber): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** A DATE, `20260925` (RFC 5545, 3.3.4). A `Refusal` names the line of one that is no date. */
export const readDate = (text: string, line: number): DayNumber => {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text.trim()) ?? []
  const number = dayNumber(Number(year), Number(month), Number(day))
  // Before 1583 there was no such calendar.
  const isDate = Number(year) >= 1583 && dateOf(number) === `${year}-${month}-${day}`
  if (!isDate) throw atLine(line, `"${text}" is no date. Write it as YYYYMMDD, such as 20260925`)
  return number
}

/** Whether the value is a date, not a time of day: by its parameter, or by how it looks when there is none. */
export const isDateValue = ({ parameters, value }: ContentLine): boolean =>
  parameters.get('VALUE')?.toUpperCase() === 'DATE' || (!parameters.has('VALUE') && /^\d{8}$/.test(value.trim()))
