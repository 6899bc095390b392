import { describe, expect, test } from 'vitest'
import { localTime } from '../../../lib/people/local-time.ts'
import { isOnShift, Shift } from '../../../lib/people/shift.ts'

const office = {
  mon: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
}
const night = { fri: [{ from: '22:00', to: '06:00' }] }
const day = (from: string, to: string): Shift => ({ sun: [{ from, to }] })

describe('somebody who works on Mondays with a lunch break', () => {
  test.each([
    ['2026-11-23T08:59:00+09:00', false],
    ['2026-11-23T09:00:00+09:00', true],
    ['2026-11-23T11:59:59+09:00', true],
    ['2026-11-23T12:00:00+09:00', false],
    ['2026-11-23T13:00:00+09:00', true],
    ['2026-11-23T18:00:00+09:00', false],
    ['2026-11-24T10:00:00+09:00', false],
  ])('at %s in Seoul is at work: %s', (at, expected) => {
    expect(isOnShift(office, 'Asia/Seoul', at)).toBe(expected)
  })

  test('works by the clock of their own zone', () => {
    const at = '2026-11-23T09:30:00Z'
    expect(isOnShift(office, 'Europe/London', at)).toBe(true)
    expect(isOnShift(office, 'Asia/Seoul', at)).toBe(false)
    expect(isOnShift(office, 'Asia/Kolkata', at)).toBe(true)
  })
})

describe('somebody who works on Friday nights', () => {
  test.each([
    ['2026-11-27T21:59:00+09:00', false],
    ['2026-11-27T22:00:00+09:00', true],
    ['2026-11-28T00:00:00+09:00', true],
    ['2026-11-28T05:59:00+09:00', true],
    ['2026-11-28T06:00:00+09:00', false],
    ['2026-11-28T22:30:00+09:00', false],
    ['2026-11-27T05:00:00+09:00', false],
  ])('at %s in Seoul is at work: %s', (at, expected) => {
    expect(isOnShift(night, 'Asia/Seoul', at)).toBe(expected)
  })

  test('works into Monday when the week ends on Sunday night', () => {
    expect(isOnShift(day('22:00', '06:00'), 'Asia/Seoul', '2026-11-30T05:00:00+09:00')).toBe(true)
  })
})

describe('a day on which the clocks change in London', () => {
  test('has no work in the hour that is missing, and work goes on after it', () => {
    // 2026-03-29: 01:00 GMT is 02:00 BST.
    expect(isOnShift(day('01:30', '03:00'), 'Europe/London', '2026-03-29T00:59:00Z')).toBe(false)
    expect(isOnShift(day('01:30', '03:00'), 'Europe/London', '2026-03-29T01:00:00Z')).toBe(true)
    expect(isOnShift(day('01:30', '03:00'), 'Europe/London', '2026-03-29T02:00:00Z')).toBe(false)
  })

  test('has the doubled hour twice', () => {
    // 2026-10-25: 02:00 BST is 01:00 GMT again.
    for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
      expect(isOnShift(day('01:00', '02:00'), 'Europe/London', at)).toBe(true)
    expect(isOnShift(day('01:00', '02:00'), 'Europe/London', '2026-10-25T02:00:00Z')).toBe(false)
  })
})

test('a whole day is from 00:00 to 24:00', () => {
  const whole = day('00:00', '24:00')
  expect(isOnShift(whole, 'Asia/Seoul', '2026-11-29T00:00:00+09:00')).toBe(true)
  expect(isOnShift(whole, 'Asia/Seoul', '2026-11-29T23:59:59+09:00')).toBe(true)
  expect(isOnShift(whole, 'Asia/Seoul', '2026-11-30T00:00:00+09:00')).toBe(false)
})

test.each([
  [{ mon: [{ from: '9:00', to: '12:00' }] }, 'mon.0.from'],
  [{ mon: [{ from: '09:00', to: '25:00' }] }, 'mon.0.to'],
  [{ mon: [{ from: '24:00', to: '09:00' }] }, 'mon.0.from'],
  [{ mon: [{ from: '09:00', to: '09:00' }] }, 'mon.0.to'],
])('the shift %j is refused at %s', (shift, field) => {
  expect(Shift.safeParse(shift).error?.issues[0]?.path.join('.')).toBe(field)
})

test('the wall shows another date than UTC where it is another day', () => {
  expect(localTime('2026-12-31T15:00:00Z', 'Asia/Seoul')).toEqual({ date: '2027-01-01', weekday: 'fri', time: '00:00' })
  expect(localTime('2027-01-01T04:59:00Z', 'America/New_York')).toEqual({
    date: '2026-12-31',
    weekday: 'thu',
    time: '23:59',
  })
})
