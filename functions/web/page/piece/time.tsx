import type { Reader } from '../reader.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** A page tells a hundred times, and making a format costs more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()

const formatOf = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const name = `${language} ${JSON.stringify(options)}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(language, options)
  formats.set(name, format)
  return format
}

const relativeOf = (language: string): Intl.RelativeTimeFormat => {
  const format = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  relatives.set(language, format)
  return format
}

const steps: readonly (readonly [below: number, seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [hour, minute, 'minute'],
  [day, hour, 'hour'],
  [7 * day, day, 'day'],
]

/** An instant in full, in the reader's zone and language. */
export const fullTime = (at: string, { language, timeZone }: Pick<Reader, 'language' | 'timeZone'>): string =>
  formatOf(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(Date.parse(at))

/** "3 minutes ago", "in 2 hours"; a date when it is more than a week away. */
export const nearTime = (
  at: string,
  { language, timeZone, at: now }: Pick<Reader, 'language' | 'timeZone' | 'at'>,
): string => {
  const seconds = (Date.parse(at) - Date.parse(now)) / 1000
  const away = Math.abs(seconds)
  const relative = relativeOf(language)
  if (away < minute) return relative.format(0, 'second')
  const step = steps.find(([below]) => away < below)
  if (step) return relative.format(Math.trunc(seconds / step[1]), step[2])
  const isThisYear = at.slice(0, 4) === now.slice(0, 4)
  return formatOf(language, {
    ...(isThisYear ? { month: 'short', day: 'numeric' } : { dateStyle: 'medium' }),
    timeZone,
  }).format(Date.parse(at))
}

/** An instant as people say it; the exact one when pointed at. The script keeps what is near up to date. */
export const Time = ({ at, reader, isFull = false }: { at: string; reader: Reader; isFull?: boolean }) => {
  const full = fullTime(at, reader)
  return (
    <time datetime={at} title={full} data-near={isFull ? undefined : ''}>
      {isFull ? full : nearTime(at, reader)}
    </time>
  )
}
