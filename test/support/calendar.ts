import fc from 'fast-check'
import { Calendar, type Intervals } from '../../lib/ticket/calendar.ts'
import { weekdays } from '../../lib/ticket/weekday.ts'

const minute = 60_000
const day = 1440 * minute

/** Office hours of Seoul with lunch, and what else a test wants to say. */
export const officeHours = (more: Partial<Calendar> = {}): Calendar => {
  const hours = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ]
  const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }
  return Calendar.parse({ id: 'office', name: 'Office', version: 1, zone: 'Asia/Seoul', week, ...more })
}

/** Every day from 00:00 to 24:00. */
export const roundTheClock = (zone: string): Calendar => {
  const week = Object.fromEntries(weekdays.map((weekday) => [weekday, [{ from: '00:00', to: '24:00' }]]))
  return Calendar.parse({ id: 'always', name: 'Always', version: 1, zone, week })
}

/** The instant at which the wall in Seoul shows this; Seoul keeps nine hours ahead of UTC. */
export const seoul = (local: string): string => new Date(`${local.replace(' ', 'T')}+09:00`).toISOString()

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const anyIntervals: fc.Arbitrary<Intervals> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map((times) => times.sort((a, b) => a - b).map(timeOf))
  .map((times) => times.flatMap((from, i) => (i % 2 === 0 && times[i + 1] ? [{ from, to: times[i + 1]! }] : [])))

/** Nights on which clocks change, one by half an hour and one by a whole day, and one where they never do. */
const places = [
  ['Europe/London', '2025-03-30'],
  ['Europe/London', '2025-10-26'],
  ['America/New_York', '2025-03-09'],
  ['America/New_York', '2025-11-02'],
  ['Australia/Lord_Howe', '2025-04-06'],
  ['Australia/Lord_Howe', '2025-10-05'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/Havana', '2025-11-02'],
  ['Asia/Beirut', '2024-10-27'],
  ['Asia/Seoul', '2025-10-05'],
] as const

/** A calendar, a zone to count in and an instant in it, most often near a night on which the clocks change. */
export const anySituation = fc
  .record({
    place: fc.constantFrom(...places),
    hours: fc.integer({ min: -60, max: 24 }),
    minutes: fc.integer({ min: 0, max: 59 }),
    week: fc.tuple(...weekdays.map(() => anyIntervals)),
    holidays: fc.array(fc.integer({ min: -2, max: 4 }), { maxLength: 2 }),
    exceptions: fc.array(fc.tuple(fc.integer({ min: -2, max: 4 }), anyIntervals), { maxLength: 2 }),
  })
  .map(({ place: [zone, date], hours, minutes, week, holidays, exceptions }) => {
    const near = Date.parse(date)
    const dateOf = (days: number) => new Date(near + days * day).toISOString().slice(0, 10)
    const calendar = Calendar.safeParse({
      id: 'any',
      name: 'Any',
      version: 1,
      zone,
      week: Object.fromEntries(weekdays.map((weekday, i) => [weekday, week[i]])),
      holidays: Object.fromEntries(holidays.map((days) => [dateOf(days), 'Holiday'])),
      exceptions: Object.fromEntries(exceptions.map(([days, intervals]) => [dateOf(days), intervals])),
    })
    return { calendar: calendar.data ?? roundTheClock(zone), zone, at: near + (hours * 60 + minutes) * minute }
  })

/** The instant of a number of milliseconds. */
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const walls = new Map<string, Intl.DateTimeFormat>()

const wallOf = (zone: string): Intl.DateTimeFormat => {
  const known = walls.get(zone)
  if (known) return known
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...date, ...time })
  walls.set(zone, wall)
  return wall
}

/** The date that a calendar on a wall of that zone shows. */
export const wallDate = (zone: string, milliseconds: number): string => wallOf(zone).format(milliseconds).slice(0, 10)

/** Whether a person would be at work: asks the calendar and the clock on a wall of that zone. Slow and plain. */
export const isWorking = (calendar: Calendar, zone: string, milliseconds: number): boolean => {
  const [date, time] = wallOf(zone).format(milliseconds).split(' ') as [string, string]
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7]!
  const hours = calendar.exceptions[date] ?? (calendar.holidays[date] ? [] : calendar.week[weekday])
  return hours.some(({ from, to }) => from <= time && time < to)
}

/** Working seconds between two whole minutes, counted minute by minute while `counts` says so. */
export const slowSeconds = (
  calendar: Calendar,
  zone: string,
  from: number,
  to: number,
  counts: (milliseconds: number) => boolean = () => true,
): number => {
  let seconds = 0
  for (let at = from; at < to; at += minute) if (counts(at) && isWorking(calendar, zone, at)) seconds += 60
  return seconds
}
