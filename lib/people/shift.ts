import * as z from 'zod'
import { dayBefore, localTime } from './local-time.ts'

const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is no time of day. Write it as HH:MM, such as 09:00')
const EndTime = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is no time of day. Write it as HH:MM, at most 24:00')

/** A spell of work by the clock on the wall; `to` is not part of it. One that ends before it begins ends the next day. */
export const Spell = z
  .strictObject({ from: Time, to: EndTime })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'is the same as from. A whole day is 00:00 to 24:00' })
export type Spell = z.infer<typeof Spell>

const Day = z.array(Spell).max(12, 'Use at most 12 spells a day; join some').optional()

/** When somebody works in a week, on the clock of their own zone; a day that is not named is free. */
export const Shift = z.strictObject({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day })
export type Shift = z.infer<typeof Shift>

const isOverMidnight = ({ from, to }: Spell) => to < from

/**
 * Whether the shift covers an instant (ISO 8601) in a zone. The clock on the wall decides: where it is put forward the
 * missing hour is nobody's, where it is put back the doubled hour is worked twice. A spell over midnight belongs to the day
 * on which it begins.
 */
export const isOnShift = (shift: Shift, timeZone: string, at: string): boolean => {
  const { weekday, time } = localTime(at, timeZone)
  const covers = (spell: Spell) => spell.from <= time && (isOverMidnight(spell) || time < spell.to)
  const reachesInto = (spell: Spell) => isOverMidnight(spell) && time < spell.to
  return (shift[weekday] ?? []).some(covers) || (shift[dayBefore(weekday)] ?? []).some(reachesInto)
}
