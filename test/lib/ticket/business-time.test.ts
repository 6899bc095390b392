import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterBusinessSeconds,
  businessSeconds,
  endOfWorkingDay,
  workingIntervals,
} from '../../../lib/ticket/business-time.ts'
import { Calendar } from '../../../lib/ticket/calendar.ts'
import {
  anySituation,
  iso,
  isWorking,
  officeHours,
  roundTheClock,
  seoul,
  slowSeconds,
  wallDate,
} from '../../support/calendar.ts'

const hours = (calendar: Calendar, from: string, to: string, zone = calendar.zone) =>
  businessSeconds(calendar, zone, from, to) / 3600
const hoursLater = (calendar: Calendar, from: string, hours: number) =>
  afterBusinessSeconds(calendar, calendar.zone, from, hours * 3600)

describe('Korean office hours', () => {
  const office = officeHours({ holidays: { '2026-09-25': '추석' } })

  test('Friday 17:00 and two hours is Monday 10:00', () => {
    expect(hoursLater(office, seoul('2026-11-06 17:00'), 2)).toBe(seoul('2026-11-09 10:00'))
  })

  test('what is used up at closing time is due at closing time, not the next morning', () => {
    expect(hoursLater(office, seoul('2026-11-06 17:00'), 1)).toBe(seoul('2026-11-06 18:00'))
  })

  test('lunch does not count', () => {
    expect(hoursLater(office, seoul('2026-11-06 11:30'), 1)).toBe(seoul('2026-11-06 13:30'))
    expect(hours(office, seoul('2026-11-06 11:00'), seoul('2026-11-06 14:00'))).toBe(2)
  })

  test('a weekend does not count', () => {
    expect(hours(office, seoul('2026-11-06 18:00'), seoul('2026-11-09 09:00'))).toBe(0)
  })

  test('a holiday does not count', () => {
    expect(hoursLater(office, seoul('2026-09-24 17:00'), 2)).toBe(seoul('2026-09-28 10:00'))
  })

  test('a special day has its own hours, also on a holiday', () => {
    const short = { from: '10:00', to: '11:00' }
    const office = officeHours({ holidays: { '2026-09-25': '추석' }, exceptions: { '2026-09-25': [short] } })
    expect(hours(office, seoul('2026-09-25 00:00'), seoul('2026-09-26 00:00'))).toBe(1)
  })

  test('a special day without hours is free', () => {
    const office = officeHours({ exceptions: { '2026-11-06': [] } })
    expect(hours(office, seoul('2026-11-06 00:00'), seoul('2026-11-07 00:00'))).toBe(0)
  })

  test('counted in another zone, the same hours are those of the wall there', () => {
    const london = { from: '2026-11-06T00:00:00Z', to: '2026-11-07T00:00:00Z' }
    expect(workingIntervals(office, 'Europe/London', london.from, london.to)).toEqual([
      { from: '2026-11-06T09:00:00.000Z', to: '2026-11-06T12:00:00.000Z' },
      { from: '2026-11-06T13:00:00.000Z', to: '2026-11-06T18:00:00.000Z' },
    ])
  })

  test('the fraction of a second is dropped before anything is counted', () => {
    expect(
      businessSeconds(office, office.zone, seoul('2026-11-06 10:00:00.900'), seoul('2026-11-06 10:00:01.100')),
    ).toBe(1)
  })

  test('no time passes backwards, and no time is nothing', () => {
    expect(hours(office, seoul('2026-11-06 11:00'), seoul('2026-11-06 10:00'))).toBe(0)
    expect(hoursLater(office, seoul('2026-11-07 10:00'), 0)).toBe(seoul('2026-11-07 10:00'))
  })

  test('what is no instant is a mistake, not zero seconds', () => {
    expect(() => hours(office, 'yesterday', seoul('2026-11-06 10:00'))).toThrow(RangeError)
  })
})

describe('business days', () => {
  const office = officeHours({ holidays: { '2026-11-10': 'Founding day' } })
  const end = (from: string, days: number) => endOfWorkingDay(office, office.zone, seoul(from), days)

  test('one business day from Monday morning, noon or evening is the end of work on Tuesday', () => {
    for (const time of ['07:00', '12:30', '22:00']) expect(end(`2026-11-02 ${time}`, 1)).toBe(seoul('2026-11-03 18:00'))
  })

  test('weekends and holidays are not business days', () => {
    expect(end('2026-11-06 10:00', 1)).toBe(seoul('2026-11-09 18:00'))
    expect(end('2026-11-06 10:00', 2)).toBe(seoul('2026-11-11 18:00'))
    expect(end('2026-11-07 10:00', 1)).toBe(seoul('2026-11-09 18:00'))
  })

  test('a calendar without so many days left has no such day', () => {
    const once = Calendar.parse({
      id: 'once',
      name: 'Once',
      version: 1,
      zone: 'Asia/Seoul',
      week: {},
      exceptions: { '2026-11-11': [{ from: '09:00', to: '10:00' }] },
    })
    expect(endOfWorkingDay(once, once.zone, seoul('2026-11-06 10:00'), 1)).toBe(seoul('2026-11-11 10:00'))
    expect(endOfWorkingDay(once, once.zone, seoul('2026-11-06 10:00'), 2)).toBeUndefined()
    expect(hoursLater(once, seoul('2026-11-06 10:00'), 1)).toBe(seoul('2026-11-11 10:00'))
    expect(hoursLater(once, seoul('2026-11-06 10:00'), 2)).toBeUndefined()
  })
})

describe('a night on which the clocks change', () => {
  const london = roundTheClock('Europe/London')

  test('the day they go forward has 23 hours, the day they go back 25', () => {
    expect(hours(london, '2025-03-30T00:00:00Z', '2025-03-30T23:00:00Z')).toBe(23)
    expect(hoursLater(london, '2025-03-30T00:00:00Z', 23)).toBe('2025-03-30T23:00:00.000Z')
    expect(hours(london, '2025-10-25T23:00:00Z', '2025-10-27T00:00:00Z')).toBe(25)
  })

  const shift = (from: string, to: string) => Calendar.parse({ ...london, id: 'shift', week: { sun: [{ from, to }] } })

  test('an hour that never comes is no working time, one that comes twice counts twice', () => {
    expect(hours(shift('01:00', '02:00'), '2025-03-29T00:00:00Z', '2025-03-31T00:00:00Z')).toBe(0)
    expect(hours(shift('01:00', '02:00'), '2025-10-25T00:00:00Z', '2025-10-27T00:00:00Z')).toBe(2)
  })

  test('a shift from 01:30 to 02:30 is worked in two parts when 01:00 comes twice', () => {
    expect(
      workingIntervals(shift('01:30', '02:30'), london.zone, '2025-10-26T00:00:00Z', '2025-10-27T00:00:00Z'),
    ).toEqual([
      { from: '2025-10-26T00:30:00.000Z', to: '2025-10-26T01:00:00.000Z' },
      { from: '2025-10-26T01:30:00.000Z', to: '2025-10-26T02:30:00.000Z' },
    ])
  })

  test('the office opens by the clock on the wall, before and after', () => {
    const office = officeHours({ zone: 'America/New_York' })
    expect(hoursLater(office, '2025-03-07T22:30:00Z', 1)).toBe('2025-03-10T13:30:00.000Z')
  })

  test('a date that a country skipped is no business day', () => {
    const apia = roundTheClock('Pacific/Apia')
    expect(endOfWorkingDay(apia, apia.zone, '2011-12-29T12:00:00Z', 1)).toBe('2011-12-31T10:00:00.000Z')
  })
})

const minute = 60_000

describe('any calendar in any zone', () => {
  const span = fc.integer({ min: 0, max: 60 * 60 })

  test('time is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(anySituation, span, ({ calendar, zone, at }, minutes) => {
        const to = at + minutes * minute
        expect(businessSeconds(calendar, zone, iso(at), iso(to))).toBe(slowSeconds(calendar, zone, at, to))
      }),
      { numRuns: 150 },
    )
  })

  test('a time is the sum of its parts, to the second', () => {
    const seconds = fc.integer({ min: 0, max: 40 * 86_400 })
    fc.assert(
      fc.property(anySituation, seconds, seconds, ({ calendar, zone, at }, first, second) => {
        const [a, b, c] = [iso(at), iso(at + first * 1000), iso(at + (first + second) * 1000)]
        const between = (from: string, to: string) => businessSeconds(calendar, zone, from, to)
        expect(between(a, b) + between(b, c)).toBe(between(a, c))
      }),
      { numRuns: 300 },
    )
  })

  test('so many seconds later is the first instant at which so many have passed', () => {
    fc.assert(
      fc.property(anySituation, fc.integer({ min: 1, max: 100 * 3600 }), ({ calendar, zone, at }, seconds) => {
        const then = afterBusinessSeconds(calendar, zone, iso(at), seconds)
        if (then === undefined) return
        expect(businessSeconds(calendar, zone, iso(at), then)).toBe(seconds)
        expect(businessSeconds(calendar, zone, iso(at), iso(Date.parse(then) - 1000))).toBe(seconds - 1)
      }),
      { numRuns: 300 },
    )
  })

  test('intervals are in order, apart, within the time asked for, and add up to it', () => {
    fc.assert(
      fc.property(anySituation, span, ({ calendar, zone, at }, minutes) => {
        const to = at + minutes * minute
        const intervals = workingIntervals(calendar, zone, iso(at), iso(to))
        const bounds = intervals.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)])
        expect(bounds.every((bound, i) => bound > (bounds[i - 1] ?? at - 1) && bound <= to)).toBe(true)
        const sum = intervals.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 1000, 0)
        expect(sum).toBe(businessSeconds(calendar, zone, iso(at), iso(to)))
      }),
      { numRuns: 200 },
    )
  })

  test('n business days end with the work of the n-th later date that has any', () => {
    fc.assert(
      fc.property(anySituation, fc.integer({ min: 1, max: 3 }), ({ calendar, zone, at }, days) => {
        const end = endOfWorkingDay(calendar, zone, iso(at), days)
        if (end === undefined || Date.parse(end) - at > 5 * 86_400_000) return
        const worked = new Set<string>()
        const start = wallDate(zone, at)
        for (let ms = at; ms < Date.parse(end); ms += minute)
          if (isWorking(calendar, zone, ms)) worked.add(wallDate(zone, ms))
        worked.delete(start)
        expect(worked.size).toBe(days)
        expect(isWorking(calendar, zone, Date.parse(end) - minute)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
