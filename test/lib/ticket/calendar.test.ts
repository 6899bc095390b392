import { describe, expect, test } from 'vitest'
import { Calendar, calendarKey } from '../../../lib/ticket/calendar.ts'
import { SlaDefinition } from '../../../lib/ticket/sla.ts'

const morning = { from: '09:00', to: '12:00' }
const given = { id: 'office', name: 'Office', version: 1, zone: 'Asia/Seoul', week: { mon: [morning] } }

/** The first thing that is wrong: where, and what to do. */
const wrong = (more: object) => {
  const issue = Calendar.safeParse({ ...given, ...more }).error?.issues[0]
  return issue && `${issue.path.join('.')} ${issue.message}`
}

describe('a calendar', () => {
  test('days that are not named are free', () => {
    expect(Calendar.parse(given)).toMatchObject({ week: { mon: [morning], sun: [] }, holidays: {}, exceptions: {} })
  })

  test('it may work to the end of a day, and twice without a break', () => {
    const night = [morning, { from: '12:00', to: '24:00' }]
    expect(wrong({ week: { fri: night } })).toBeUndefined()
  })

  test('a version of it has a name', () => {
    expect(calendarKey(Calendar.parse({ ...given, id: 'korea', version: 3 }))).toBe('korea@3')
  })

  test.each([
    ['no working time at all', { week: {} }, /^week has no working time.*an interval$/],
    [
      'hours out of order',
      { week: { mon: [{ from: '13:00', to: '14:00' }, morning] } },
      /^week\.mon\.1\.from begins before/,
    ],
    ['hours that overlap', { week: { mon: [morning, { from: '11:00', to: '14:00' }] } }, /join the two$/],
    ['hours past midnight', { week: { mon: [{ from: '22:00', to: '06:00' }] } }, /^week\.mon\.0 must end after.*24:00/],
    [
      'hours without length',
      { exceptions: { '2026-01-01': [{ from: '09:00', to: '09:00' }] } },
      /^exceptions\.2026-01-01/,
    ],
    ['a time that is none', { week: { mon: [{ from: '9:00', to: '24:30' }] } }, /HH:MM/],
    ['a day that is none', { week: { monday: [morning] } }, /monday/],
    ['a holiday on no date', { holidays: { '2026-02-30': 'x' } }, /^holidays/],
    ['a holiday without a name', { holidays: { '2026-02-03': '' } }, /^holidays\.2026-02-03/],
    ['an unknown zone', { zone: 'Asia/Pyeongchang' }, /^zone is no IANA time zone.*Asia\/Seoul/],
    ['an offset for a zone', { zone: '+09:00' }, /^zone is no IANA/],
    ['an id that no link can carry', { id: 'Korea office' }, /^id needs lower case/],
  ])('%s is refused with the field and the remedy', (_, more, message) => {
    expect(wrong(more)).toMatch(message)
  })

  test('more days than a calendar needs are refused', () => {
    const dates = Array.from({ length: 1001 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10))
    expect(wrong({ holidays: Object.fromEntries(dates.map((date) => [date, 'x'])) })).toMatch(/more than 1000 days/)
  })
})

describe('a promise', () => {
  const promise = {
    id: 'a',
    name: 'A',
    version: 1,
    kind: 'sla',
    metric: 'response',
    calendar: 'office',
    target: { minutes: 30 },
  }
  const wrong = (more: object) => SlaDefinition.safeParse({ ...promise, ...more }).error?.issues[0]

  test('it waits for the caller, resumes when reopened and counts from the beginning, unless it says otherwise', () => {
    expect(SlaDefinition.parse(promise)).toMatchObject({
      pausesOn: ['caller'],
      onReopen: 'resume',
      retroactive: true,
      zoneFrom: 'calendar',
      applies: {},
    })
  })

  test('its target is minutes or business days, not both, and never "1 day" that could mean 24 hours', () => {
    expect(wrong({ target: { businessDays: 3 } })).toBeUndefined()
    for (const target of [{ minutes: 0 }, { minutes: 1.5 }]) expect(wrong({ target })?.path[0]).toBe('target')
    for (const target of [{ minutes: 30, businessDays: 1 }, { days: 1 }, '1 day'])
      expect(wrong({ target })).toMatchObject({ path: ['target'], message: expect.stringContaining('businessDays') })
  })

  test('a custom metric names what ends it, and only that does', () => {
    expect(wrong({ metric: 'custom', until: 'assigned' })).toBeUndefined()
    for (const more of [{ metric: 'custom' }, { until: 'assigned' }])
      expect(wrong(more)).toMatchObject({ path: ['until'] })
  })
})
