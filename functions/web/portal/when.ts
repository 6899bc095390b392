import type { Reader } from '../page/reader.ts'
import { type DayPart, portalTexts } from './text.ts'

type Zoned = Pick<Reader, 'language' | 'timeZone' | 'at'>

const day = 86_400_000

const dateIn = (at: string, timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at))

/** An instant as one says when one promises it: "today, 4:30 PM", "Friday 10:00 AM", or the date when it is a week away. */
export const promiseTime = (at: string, { language, timeZone, at: now }: Zoned): string => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(at))
  const time = { hour: 'numeric', minute: '2-digit' } as const
  if (dateIn(at, timeZone) === dateIn(now, timeZone)) return portalTexts[language].today(format(time))
  const isNear = Math.abs(Date.parse(at) - Date.parse(now)) < 6 * day
  return isNear ? `${format({ weekday: 'long' })} ${format(time)}` : format({ month: 'long', day: 'numeric', ...time })
}

const parts: readonly (readonly [before: number, part: DayPart])[] = [
  [5, 'night'],
  [12, 'morning'],
  [18, 'afternoon'],
  [23, 'evening'],
  [24, 'night'],
]

/** The part of the reader's day. */
export const dayPart = ({ at, timeZone }: Pick<Zoned, 'at' | 'timeZone'>): DayPart => {
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(new Date(at)),
  )
  return parts.find(([before]) => hour < before)![1]
}

/** How a person is spoken to: a Korean name as it is, others by the first of their names. */
export const calledName = (name: string): string =>
  /\p{Script=Hangul}/u.test(name) ? name : name.trim().split(/\s+/)[0]!
