/** Days of the week in the order of ISO 8601, as shifts name them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** What calendar and clock on the wall show. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly weekday: Weekday
  /** `HH:MM`, 24 hours. */
  readonly time: string
}

/** One format a zone; making one costs more than using it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string) => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** Date, weekday and time on the wall of an IANA zone at an instant (ISO 8601). */
export const localTime = (at: string, timeZone: string): LocalTime => {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(Date.parse(at))
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    weekday: parts.get('weekday')!.toLowerCase() as Weekday,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  }
}

/** The day before a day of the week. */
export const dayBefore = (weekday: Weekday): Weekday => weekdays[(weekdays.indexOf(weekday) + 6) % 7]!
