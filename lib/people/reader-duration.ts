import type { Language } from '../ticket/message.ts'
import { localTime } from './local-time.ts'
import type { Reader } from './reader-time.ts'

const secondsOf = { day: 86_400, hour: 3_600, minute: 60, second: 1 } as const
type Unit = keyof typeof secondsOf
const units = Object.keys(secondsOf) as Unit[]

/** A list tells a hundred of them, and making a format costs more than using it. */
const numbers = new Map<string, Intl.NumberFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()

const amount = (language: Language, unit: Unit, value: number, unitDisplay: 'narrow' | 'long') => {
  const name = `${language} ${unit} ${unitDisplay}`
  const format = numbers.get(name) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay })
  numbers.set(name, format)
  return format.format(value)
}

const away = (language: Language, unit: Intl.RelativeTimeFormatUnit, value: number, numeric: 'auto' | 'always') => {
  const name = `${language} ${numeric}`
  const format = relatives.get(name) ?? new Intl.RelativeTimeFormat(language, { numeric })
  relatives.set(name, format)
  return format.format(Math.trunc(value), unit)
}

/** How a duration is told. */
export interface DurationStyle {
  /** The largest unit: working time is told in hours, because a working day is no 24 of them. */
  readonly largest?: 'day' | 'hour'
  /** In whole words, as for a sentence or for somebody who listens. */
  readonly isLong?: boolean
}

/**
 * So many seconds, of either sign and told without it, in the two largest units that count: `3h 5m`, `3시간 5분`. What is
 * left is dropped, so that nothing is told before it is true; less than a minute is told in seconds.
 */
export const formatDuration = (
  seconds: number,
  language: Language,
  { largest = 'day', isLong = false }: DurationStyle = {},
): string => {
  const display = isLong ? 'long' : 'narrow'
  let rest = Math.floor(Math.abs(seconds))
  if (rest < secondsOf.minute) return amount(language, 'second', rest, display)
  const parts: [Unit, number][] = []
  for (const unit of units.slice(units.indexOf(largest), -1)) {
    parts.push([unit, Math.floor(rest / secondsOf[unit])])
    rest %= secondsOf[unit]
  }
  const from = parts.findIndex(([, value]) => value > 0)
  return parts
    .slice(from, from + 2)
    .filter(([, value]) => value > 0)
    .map(([unit, value]) => amount(language, unit, value, display))
    .join(' ')
}

const aDay = secondsOf.day * 1000
const dayNumber = (at: string, timeZone: string) => Date.parse(localTime(at, timeZone).date) / aDay

/**
 * How long ago or ahead an instant is: `3 minutes ago`, `3분 전`, `tomorrow`, `내일`. Below a day by the clock, from there by
 * the reader's calendar, because yesterday ended at their midnight.
 */
export const relative = (at: string, now: string, { language, timeZone }: Reader): string => {
  const seconds = (Date.parse(at) - Date.parse(now)) / 1000
  const size = Math.abs(seconds)
  if (size < secondsOf.minute) return away(language, 'second', 0, 'auto')
  if (size < secondsOf.hour) return away(language, 'minute', seconds / secondsOf.minute, 'always')
  if (size < secondsOf.day) return away(language, 'hour', seconds / secondsOf.hour, 'always')
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  if (Math.abs(days) < 30) return away(language, 'day', days, 'auto')
  if (Math.abs(days) < 365) return away(language, 'month', days / 30, 'always')
  return away(language, 'year', days / 365, 'always')
}
