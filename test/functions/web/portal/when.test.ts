import { describe, expect, test } from 'vitest'
import { calledName, dayPart, promiseTime } from '../../../../functions/web/portal/when.ts'

const seoul = { language: 'en', timeZone: 'Asia/Seoul', at: '2026-11-24T00:30:00.000Z' } as const

describe('a promise', () => {
  test.each([
    ['today in the reader’s zone, by its time', '2026-11-24T06:00:00.000Z', 'today, 3:00 PM'],
    ['tomorrow there, although today in UTC, by its weekday', '2026-11-24T15:30:00.000Z', 'Wednesday 12:30 AM'],
    ['more than six days away, by its date', '2026-12-02T01:00:00.000Z', 'December 2 at 10:00 AM'],
  ])('is told %s', (_, at, told) => {
    expect(promiseTime(at, seoul).replace(/\u202f/g, ' ')).toBe(told)
  })

  test('is told in Korean to who reads Korean', () => {
    expect(promiseTime('2026-11-24T06:00:00.000Z', { ...seoul, language: 'ko' })).toBe('오늘 오후 3:00')
  })
})

describe('a greeting', () => {
  test.each([
    ['2026-11-23T19:59:00.000Z', 'night'],
    ['2026-11-23T20:00:00.000Z', 'morning'],
    ['2026-11-24T03:00:00.000Z', 'afternoon'],
    ['2026-11-24T09:00:00.000Z', 'evening'],
    ['2026-11-24T14:00:00.000Z', 'night'],
  ])('at %s in Seoul is for the %s', (at, part) => {
    expect(dayPart({ ...seoul, at })).toBe(part)
  })

  test.each([
    ['Grace Kim', 'Grace'],
    ['김민지', '김민지'],
  ])('calls %s %s', (name, called) => {
    expect(calledName(name)).toBe(called)
  })
})
