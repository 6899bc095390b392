import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localTime } from '../../../lib/people/local-time.ts'
import { wallSecond } from '../../../lib/ticket/wall-time.ts'

const at = (date: string, time: string, zone: string) => new Date(wallSecond(date, time, zone) * 1000).toISOString()

describe('the instant at which a clock on the wall shows a time', () => {
  test.each([
    ['2026-11-24', '02:00', 'Asia/Seoul', '2026-11-23T17:00:00.000Z'],
    ['2026-07-01', '09:00', 'Europe/London', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01', '09:00', 'Europe/London', '2026-12-01T09:00:00.000Z'],
    ['2026-12-31', '23:59', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
    // Clocks are put forward from 01:00 to 02:00: 01:30 does not exist.
    ['2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:00:00.000Z'],
    // Clocks are put back from 02:00 to 01:00: 01:30 comes twice.
    ['2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(at(date, time, zone)).toBe(instant)
  })

  test('shows that time, wherever and whenever it exists', () => {
    const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC')
    const second = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 })
    fc.assert(
      fc.property(zone, second, (name, from) => {
        const { date, time } = localTime(new Date(from * 1000).toISOString(), name)
        const found = localTime(new Date(wallSecond(date, time, name) * 1000).toISOString(), name)
        expect([found.date, found.time]).toEqual([date, time])
      }),
    )
  })
})
