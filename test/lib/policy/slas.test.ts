import { describe, expect, test } from 'vitest'
import { defaultCalendars } from '../../../lib/policy/calendars.ts'
import { defaultSlas } from '../../../lib/policy/slas.ts'
import { Calendar } from '../../../lib/ticket/calendar.ts'
import { dueAt } from '../../../lib/ticket/clock-time.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import { reattach } from '../../../lib/ticket/reattach.ts'
import { SlaDefinition } from '../../../lib/ticket/sla.ts'
import { seoul } from '../../support/calendar.ts'

describe('the promises a desk starts with', () => {
  test('they and their calendars are what a desk could have published itself', () => {
    expect(defaultSlas.map((each) => SlaDefinition.parse(each))).toEqual(defaultSlas)
    expect(defaultCalendars.map((each) => Calendar.parse(each))).toEqual(defaultCalendars)
  })

  test('every priority has a response and a resolution', () => {
    // The evening before the Chuseok holidays of 2026, which last until Sunday.
    const openedAt = seoul('2026-09-23 17:30')
    const due = (priority: Priority) =>
      reattach([], defaultSlas, defaultCalendars, { priority, team: 'service-desk', openedAt }, openedAt).clocks.map(
        (clock) => dueAt(clock, defaultCalendars.find(({ id }) => id === clock.calendar.id)!),
      )
    expect(Object.fromEntries(Priority.options.map((priority) => [priority, due(priority)]))).toEqual({
      P1: [seoul('2026-09-23 17:45'), seoul('2026-09-23 21:30')],
      P2: [seoul('2026-09-23 18:00'), seoul('2026-09-28 17:30')],
      P3: [seoul('2026-09-28 10:30'), seoul('2026-09-30 17:30')],
      P4: [seoul('2026-09-28 13:30'), seoul('2026-10-02 18:00')],
      P5: [seoul('2026-09-28 17:30'), seoul('2026-10-13 18:00')],
    })
  })
})
