import { describe, expect, test } from 'vitest'
import { holidayPreview, replaceYears } from '../../../lib/policy/holiday-preview.ts'
import { pauseClock, startClock } from '../../../lib/ticket/clock.ts'
import { SlaDefinition } from '../../../lib/ticket/sla.ts'
import { officeHours, seoul } from '../../support/calendar.ts'

const office = officeHours({ version: 2, holidays: { '2026-10-05': '대체공휴일', '2026-12-25': '성탄절' } })
const definition = SlaDefinition.parse({
  id: 'resolve',
  name: 'Resolve',
  version: 1,
  kind: 'sla',
  metric: 'resolution',
  target: { minutes: 480 },
  calendar: 'office',
})
const clock = (at: string, calendar = { id: 'office', version: 2 }) =>
  startClock(definition, calendar, { at: seoul(at), zone: 'Asia/Seoul' })

describe('other holidays for a calendar', () => {
  const holidays = { '2026-10-06': '임시공휴일', '2026-12-25': 'Christmas' }

  test('the preview tells the dates that come and go, and whose due time would move', () => {
    const preview = holidayPreview(office, holidays, [
      { number: 'INC-1', clock: clock('2026-10-02 17:00') },
      { number: 'INC-2', clock: clock('2026-10-05 10:00') },
      { number: 'INC-3', clock: clock('2026-11-02 10:00') },
      { number: 'INC-4', clock: pauseClock(clock('2026-10-02 17:00'), 'caller', seoul('2026-10-02 17:30')) },
      { number: 'INC-5', clock: clock('2026-10-02 17:00', { id: 'other', version: 1 }) },
    ])
    expect(preview).toMatchObject({
      added: [{ date: '2026-10-06', name: '임시공휴일' }],
      removed: [{ date: '2026-10-05', name: '대체공휴일' }],
      moves: [
        { number: 'INC-1', clock: 'resolve', from: seoul('2026-10-06 17:00'), to: seoul('2026-10-05 17:00') },
        { number: 'INC-2', clock: 'resolve', from: seoul('2026-10-06 18:00'), to: seoul('2026-10-07 10:00') },
      ],
      next: { id: 'office', version: 3, holidays },
    })
  })

  test('a clock that counts by an older version is judged by that', () => {
    const older = { ...office, version: 1, holidays: {} }
    const running = [{ number: 'INC-1', clock: clock('2026-10-02 17:00', older) }]
    expect(holidayPreview(office, office.holidays, running, [older]).moves).toEqual([
      { number: 'INC-1', clock: 'resolve', from: seoul('2026-10-05 17:00'), to: seoul('2026-10-06 17:00') },
    ])
    expect(() => holidayPreview(office, holidays, running)).toThrow('office@1, which was not given')
  })

  test('a feed replaces the years it was read for and no others', () => {
    const before = { '2025-01-01': 'a', '2026-01-01': 'b', '2027-01-01': 'c' }
    expect(replaceYears(before, { '2026-01-02': 'd' }, { from: 2026, to: 2026 })).toEqual({
      '2025-01-01': 'a',
      '2026-01-02': 'd',
      '2027-01-01': 'c',
    })
  })
})
