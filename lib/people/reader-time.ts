import type { Language } from '../ticket/message.ts'
import { localTime } from './local-time.ts'

/** Whom times are told: everybody reads them in their own language, on the clock of their own zone. */
export interface Reader {
  readonly language: Language
  /** IANA zone. */
  readonly timeZone: string
}

/** Every shape in which an instant is told. */
const shapes = {
  instant: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'full', timeStyle: 'long' },
  date: { dateStyle: 'medium' },
  dayOfYear: { month: 'short', day: 'numeric' },
  time: { timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Making a format costs more than using it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>()

const told = (shape: keyof typeof shapes, at: string, { language, timeZone }: Reader): string => {
  const name = `${shape} ${language} ${timeZone}`
  let format = formats.get(name)
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...shapes[shape], timeZone })
    formats.set(name, format)
  }
  return format.format(Date.parse(at))
}

/** Date and time of an instant (ISO 8601): `Nov 24, 2026, 9:30 AM`, `2026. 11. 24. 오전 9:30`. */
export const formatInstant = (at: string, reader: Reader): string => told('instant', at, reader)

/** The same without anything left open, with weekday, seconds and zone: for a tooltip or a record. */
export const formatExactly = (at: string, reader: Reader): string => told('exact', at, reader)

/** The clock on the wall at an instant: `9:30 AM`, `오전 9:30`. */
export const formatTime = (at: string, reader: Reader): string => told('time', at, reader)

/** A date that is the same everywhere, such as a holiday (`YYYY-MM-DD`): `Nov 24, 2026`, `2026. 11. 24.`. */
export const formatDate = (date: string, language: Language): string =>
  told('date', `${date}T00:00:00Z`, { language, timeZone: 'UTC' })

/** An instant in as few letters as a list needs: today its time, this year its day, else its date. */
export const formatBriefly = (at: string, now: string, reader: Reader): string => {
  const [then, today] = [localTime(at, reader.timeZone).date, localTime(now, reader.timeZone).date]
  if (then === today) return told('time', at, reader)
  return told(then.slice(0, 4) === today.slice(0, 4) ? 'dayOfYear' : 'date', at, reader)
}
