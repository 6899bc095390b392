import { describe, expect, test } from 'vitest'
import { occurrences, Recurrence } from '../../../lib/change/recurrence.ts'

const year = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' }
const spans = (given: object, within = year) => occurrences(Recurrence.parse(given), within)

describe('a span of time', () => {
  test('that comes once is where its zone puts it', () => {
    const given = { from: '2026-12-28T00:00', to: '2027-01-04T00:00', zone: 'Asia/Seoul' }
    expect(spans(given)).toEqual([{ from: '2026-12-27T15:00:00.000Z', to: '2027-01-03T15:00:00.000Z' }])
    expect(spans(given, { from: '2027-02-01T00:00:00.000Z', to: '2027-03-01T00:00:00.000Z' })).toEqual([])
  })

  test('that comes every week keeps its time on the wall when clocks change', () => {
    const given = { from: '2026-03-22T01:00', to: '2026-03-22T05:00', zone: 'Europe/London', repeats: 'weekly' }
    expect(spans(given, { from: '2026-03-20T00:00:00.000Z', to: '2026-04-06T00:00:00.000Z' })).toEqual([
      { from: '2026-03-22T01:00:00.000Z', to: '2026-03-22T05:00:00.000Z' },
      // 01:00 does not exist on that day.
      { from: '2026-03-29T01:00:00.000Z', to: '2026-03-29T04:00:00.000Z' },
      { from: '2026-04-05T00:00:00.000Z', to: '2026-04-05T04:00:00.000Z' },
    ])
  })

  test('that comes on several days of the week, until a day', () => {
    const given = {
      from: '2026-11-23T22:00',
      to: '2026-11-24T02:00',
      zone: 'UTC',
      repeats: 'weekly',
      weekdays: ['mon', 'thu'],
      until: '2026-11-30',
    }
    expect(spans(given).map(({ from }) => from.slice(0, 10))).toEqual(['2026-11-23', '2026-11-26', '2026-11-30'])
  })

  test('that comes on the last day of a month comes in every month', () => {
    const given = { from: '2026-01-31T18:00', to: '2026-01-31T23:00', zone: 'UTC', repeats: 'monthly' }
    expect(spans(given).map(({ from }) => from.slice(5, 10))).toEqual([
      '01-31',
      '02-28',
      '03-31',
      '04-30',
      '05-31',
      '06-30',
      '07-31',
      '08-31',
      '09-30',
      '10-31',
      '11-30',
      '12-31',
    ])
  })

  test('that began before and reaches in is there', () => {
    const given = { from: '2025-12-20T00:00', to: '2026-01-05T00:00', zone: 'UTC', repeats: 'yearly' }
    expect(spans(given).map(({ from }) => from.slice(0, 10))).toEqual(['2025-12-20', '2026-12-20'])
  })

  test.each([
    [{ from: '2026-01-02T00:00', to: '2026-01-01T00:00', zone: 'UTC' }, 'to'],
    [{ from: '2026-01-01T00:00', to: '2026-03-01T00:00', zone: 'UTC', repeats: 'monthly' }, 'to'],
    [{ from: '2026-01-01', to: '2026-01-02T00:00', zone: 'UTC' }, 'from'],
    [{ from: '2026-01-01T00:00', to: '2026-01-02T00:00', zone: '+09:00' }, 'zone'],
  ])('%j is refused by its %s', (given, field) => {
    expect(Recurrence.safeParse(given).error?.issues.map(({ path }) => path[0])).toContain(field)
  })
})
