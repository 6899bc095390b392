import type { CalendarFields } from '../../../lib/ticket/calendar.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { weekdays } from '../../../lib/ticket/weekday.ts'
import { rowsIn } from './piece/rows.ts'

/** Days of a year as lines of text, such as `2026-01-01 New Year`. */
export const linesOf = (days: Readonly<Record<string, string>>, year: string): string =>
  Object.entries(days)
    .filter(([date]) => date.startsWith(year))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, name]) => `${date} ${name}`)
    .join('\n')

/** Years that have a day, in order. */
export const yearsOf = (days: Readonly<Record<string, unknown>>): readonly string[] =>
  [...new Set(Object.keys(days).map((date) => date.slice(0, 4)))].sort()

/** The days of all fields `holidays.<year>`. Refuses a line that does not begin with a date, by its field. */
const holidaysIn = (form: URLSearchParams): Record<string, string> => {
  const days: Record<string, string> = {}
  for (const [field, text] of form) {
    if (!field.startsWith('holidays.')) continue
    for (const [i, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const found = /^(\S+)\s+(\S.*)$/.exec(line.trim())
      if (!found || !/^\d{4}-\d{2}-\d{2}$/.test(found[1]!)) {
        const why = `line ${i + 1} is no day. Write the date and the name, such as 2026-01-01 New Year.`
        throw new Refusal('invalid', `holidays: ${why}`, field)
      }
      days[found[1]!] = found[2]!
    }
  }
  return days
}

interface Spell {
  readonly from: string
  readonly to: string
}

/** Spells as text: `09:00-12:00, 13:00-15:00`; nothing for a day on which nobody works. */
export const spellsText = (spells: readonly Spell[]): string => spells.map(({ from, to }) => `${from}-${to}`).join(', ')

const spellsOf = (text: string): readonly Spell[] =>
  text
    .split(',')
    .map((spell) => spell.trim())
    .filter((spell) => spell !== '')
    .map((spell) => {
      const [from = '', to = ''] = spell.split(/\s*[-–~]\s*/)
      return { from, to }
    })

const exceptionsIn = (form: URLSearchParams): Record<string, readonly Spell[]> =>
  Object.fromEntries(
    rowsIn(form, 'exceptions').flatMap((row) => {
      const date = form.get(`exceptions.${row}.date`)?.trim() ?? ''
      return date === '' ? [] : [[date, spellsOf(form.get(`exceptions.${row}.hours`) ?? '')] as const]
    }),
  )

const weekIn = (form: URLSearchParams): Record<string, readonly Spell[]> =>
  Object.fromEntries(
    weekdays.map((day) => [
      day,
      rowsIn(form, `week.${day}`).flatMap((row) => {
        const [from, to] = ['from', 'to'].map((end) => form.get(`week.${day}.${row}.${end}`)?.trim() ?? '')
        return from === '' && to === '' ? [] : [{ from: from!, to: to! }]
      }),
    ]),
  )

/** What a form says of a calendar. */
export const calendarIn = (form: URLSearchParams): CalendarFields => ({
  name: form.get('name') ?? '',
  zone: form.get('zone')?.trim() ?? '',
  week: weekIn(form) as CalendarFields['week'],
  holidays: holidaysIn(form),
  exceptions: exceptionsIn(form) as CalendarFields['exceptions'],
})

/** Where the form shows what is wrong with a field of the calendar. */
export const calendarField = (field: string, form: URLSearchParams): string => {
  const [part, date = ''] = field.split('.')
  if (part === 'holidays' && !form.has(field)) {
    const year = `holidays.${date.slice(0, 4)}`
    return form.has(year) ? year : 'holidays.more'
  }
  if (part === 'exceptions') {
    const row = rowsIn(form, 'exceptions').find((each) => form.get(`exceptions.${each}.date`)?.trim() === date)
    return row === undefined ? field : `exceptions.${row}.${field.split('.').length > 2 ? 'hours' : 'date'}`
  }
  return field
}
