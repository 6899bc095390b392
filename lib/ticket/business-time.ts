import type { Calendar } from './calendar.ts'
import { isoOf, secondOf } from './instant.ts'
import { piecesOf, workingDaysOf } from './working-day.ts'

/*
 * THE RULE. An instant is working time exactly when the calendar and clock on a wall in the zone show a working time.
 * So a day on which clocks go forward is an hour shorter if people work through the night, an hour that comes twice
 * counts twice, and a time that the wall never shows is never working time.
 */

/** No promise is looked for further ahead than this. */
export const horizonSeconds = 10 * 366 * 86_400

function* spells(calendar: Calendar, zone: string, from: number, to: number) {
  const dayOf = workingDaysOf(calendar)
  for (const piece of piecesOf(zone, from, to)) {
    for (const interval of dayOf(piece.day).intervals) {
      const start = Math.max(piece.from, piece.midnight + interval[0])
      const end = Math.min(piece.to, piece.midnight + interval[1])
      if (start < end) yield { from: start, to: end, day: piece.day }
    }
  }
}

/** The working time from one instant to another, as instants in order; what touches is one interval. */
export const workingIntervals = (
  calendar: Calendar,
  zone: string,
  from: string,
  to: string,
): { from: string; to: string }[] => {
  const found: { from: number; to: number }[] = []
  for (const spell of spells(calendar, zone, secondOf(from), secondOf(to))) {
    const last = found.at(-1)
    if (last?.to === spell.from) last.to = spell.to
    else found.push({ from: spell.from, to: spell.to })
  }
  return found.map((spell) => ({ from: isoOf(spell.from), to: isoOf(spell.to) }))
}

/** Seconds of working time from one instant to another; none when `to` is not after `from`. */
export const businessSeconds = (calendar: Calendar, zone: string, from: string, to: string): number => {
  let seconds = 0
  for (const spell of spells(calendar, zone, secondOf(from), secondOf(to))) seconds += spell.to - spell.from
  return seconds
}

/**
 * The first instant at which so many seconds of working time have passed since `from`: the end of an interval rather
 * than the begin of the next. Nothing when that is not within ten years.
 */
export const afterBusinessSeconds = (
  calendar: Calendar,
  zone: string,
  from: string,
  seconds: number,
): string | undefined => {
  const start = secondOf(from)
  if (seconds <= 0) return isoOf(start)
  let left = seconds
  for (const spell of spells(calendar, zone, start, start + horizonSeconds)) {
    const length = spell.to - spell.from
    if (length >= left) return isoOf(spell.from + left)
    left -= length
  }
  return undefined
}

/**
 * The end of work on the n-th working day after the local date of `from`, which never counts itself, whatever the
 * hour. A working day is a date on which the calendar has any working time. Nothing when it is not within ten years.
 */
export const endOfWorkingDay = (calendar: Calendar, zone: string, from: string, n: number): string | undefined => {
  const start = secondOf(from)
  const offset = piecesOf(zone, start, start + 1).next().value
  if (!offset) return undefined
  let [latest, counted, end] = [offset.day, 0, 0]
  for (const spell of spells(calendar, zone, start, start + horizonSeconds)) {
    if (spell.day > latest) {
      if (counted === n) return isoOf(end)
      latest = spell.day
      counted += 1
    }
    if (spell.day === latest && counted === n) end = spell.to
  }
  return counted === n ? isoOf(end) : undefined
}
