import { describe, expect, test } from 'vitest'
import { formatDuration, relative } from '../../../lib/people/reader-duration.ts'
import { formatBriefly, formatDate, formatExactly, formatInstant, formatTime } from '../../../lib/people/reader-time.ts'

const seoul = { language: 'ko', timeZone: 'Asia/Seoul' } as const
const newYork = { language: 'en', timeZone: 'America/New_York' } as const
/** Intl separates some parts by narrow spaces, which nobody tells apart. */
const plain = (text: string) => text.replace(/\s/g, ' ')
const later = (now: string, seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString()

describe('an instant', () => {
  const at = '2026-11-24T00:30:00.000Z'

  test('is told on the clock and in the language of its reader', () => {
    expect(plain(formatInstant(at, seoul))).toBe('2026. 11. 24. 오전 9:30')
    expect(plain(formatInstant(at, newYork))).toBe('Nov 23, 2026, 7:30 PM')
  })

  test('has the weekday that its reader has', () => {})

  test('names its zone where it must be exact', () => {
    expect(formatExactly(at, newYork)).toContain('EST')
    expect(formatExactly(at, seoul)).toMatch(/화요일.*9시 30분 0초/)
  })

  test('of today is its time, of this year its day, else its date', () => {
    expect(plain(formatBriefly(at, '2026-11-24T14:59:59Z', seoul))).toBe('오전 9:30')
    expect(plain(formatTime(at, seoul))).toBe('오전 9:30')
    expect(formatBriefly(at, '2026-11-24T15:00:00Z', seoul)).toBe('11월 24일')
    expect(formatBriefly(at, '2027-01-01T12:00:00Z', newYork)).toBe('Nov 23, 2026')
  })
})

test('a date is the same day for everybody', () => {
  expect(formatDate('2026-12-25', 'en')).toBe('Dec 25, 2026')
  expect(formatDate('2026-12-25', 'ko')).toBe('2026. 12. 25.')
})

describe('how long ago', () => {
  const now = '2026-11-24T06:00:00.000Z'
  test.each([
    [0, '지금', 'now'],
    [-59, '지금', 'now'],
    [-60, '1분 전', '1 minute ago'],
    [-200, '3분 전', '3 minutes ago'],
    [3600, '1시간 후', 'in 1 hour'],
    [-86_399, '23시간 전', '23 hours ago'],
    [-86_400, '어제', 'yesterday'],
    [86_400, '내일', 'tomorrow'],
    [-10 * 86_400, '10일 전', '10 days ago'],
    [-30 * 86_400, '1개월 전', '1 month ago'],
    [-364 * 86_400, '12개월 전', '12 months ago'],
    [-365 * 86_400, '1년 전', '1 year ago'],
    [31 * 86_400, '1개월 후', 'in 1 month'],
    [-59 * 86_400, '1개월 전', '1 month ago'],
  ])('%s seconds from now', (seconds, korean, english) => {
    expect(relative(later(now, seconds), now, seoul)).toBe(korean)
    expect(relative(later(now, seconds), now, newYork)).toBe(english)
  })

  test('counts days by the reader’s midnights', () => {
    // 25 hours before, but for Seoul the day before yesterday.
    const [at, midnight] = ['2026-11-22T14:30:00Z', '2026-11-23T15:30:00Z']
    expect(relative(at, midnight, seoul)).toBe('그저께')
    expect(relative(at, midnight, newYork)).toBe('yesterday')
  })
})

describe('a duration', () => {
  test.each([
    [0, '0s', '0초'],
    [59.9, '59s', '59초'],
    [60, '1m', '1분'],
    [3 * 3600 + 5 * 60 + 59, '3h 5m', '3시간 5분'],
    [26 * 3600 + 300, '1d 2h', '1일 2시간'],
    [86_400 + 300, '1d', '1일'],
    [-90, '1m', '1분'],
  ])('of %s seconds is told in the units that count', (seconds, english, korean) => {
    expect(formatDuration(seconds, 'en')).toBe(english)
    expect(formatDuration(seconds, 'ko')).toBe(korean)
  })

  test('of work is told in hours', () => {
    expect(formatDuration(26 * 3600 + 300, 'en', { largest: 'hour' })).toBe('26h 5m')
    expect(formatDuration(26 * 3600 + 300, 'ko', { largest: 'hour' })).toBe('26시간 5분')
  })

  test('can be told in whole words', () => {
    expect(formatDuration(3600 + 300, 'en', { isLong: true })).toBe('1 hour 5 minutes')
  })
})
