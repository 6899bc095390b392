import { describe, expect, test } from 'vitest'
import { completeClock, pauseClock, reopenClock, resumeClock, startClock } from '../../../lib/ticket/clock.ts'
import { SlaDefinition } from '../../../lib/ticket/sla.ts'
import { breakdown } from '../../../lib/ticket/sla-breakdown.ts'
import { type Cause, causeAt, explain } from '../../../lib/ticket/sla-explanation.ts'
import { officeHours, seoul } from '../../support/calendar.ts'

const office = officeHours({
  holidays: { '2026-09-24': '추석 전날', '2026-09-25': '추석' },
  exceptions: { '2026-10-08': [{ from: '09:00', to: '10:00' }] },
})

const definition = SlaDefinition.parse({
  id: 'resolve',
  name: 'Resolve',
  version: 1,
  kind: 'sla',
  metric: 'resolution',
  target: { minutes: 2400 },
  calendar: 'office',
})

const started = (at: string) => startClock(definition, office, { at: seoul(at), zone: office.zone })

const cause = (sequence: number, at: string, type: string, more: Partial<Cause> = {}): Cause => ({
  sequence,
  at: seoul(at),
  type,
  ...more,
})

const told = (slices: ReturnType<typeof explain>) =>
  slices.map(({ from, to, seconds, why, cause }) => [from, to, seconds / 3600, why, cause])

describe('a ticket opened on Friday before opening time', () => {
  const clock = started('2026-11-06 08:00')
  const causes = [cause(1, '2026-11-06 08:00', 'incident.opened', { team: 'service-desk' })]

  test('it is told in days of work, with the morning before and the weekend between', () => {
    expect(told(explain(clock, office, seoul('2026-11-10 11:00'), causes))).toEqual([
      [seoul('2026-11-06 08:00'), seoul('2026-11-06 09:00'), 1, 'outside-hours', 1],
      [seoul('2026-11-06 09:00'), seoul('2026-11-06 18:00'), 8, 'working', undefined],
      [seoul('2026-11-06 18:00'), seoul('2026-11-09 09:00'), 63, 'outside-hours', undefined],
      [seoul('2026-11-09 09:00'), seoul('2026-11-10 11:00'), 10, 'working', undefined],
    ])
  })

  test('who wants to know exactly sees lunch too', () => {
    expect(told(explain(clock, office, seoul('2026-11-06 14:00'), causes, 'intervals'))).toEqual([
      [seoul('2026-11-06 08:00'), seoul('2026-11-06 09:00'), 1, 'outside-hours', 1],
      [seoul('2026-11-06 09:00'), seoul('2026-11-06 12:00'), 3, 'working', undefined],
      [seoul('2026-11-06 12:00'), seoul('2026-11-06 13:00'), 1, 'outside-hours', undefined],
      [seoul('2026-11-06 13:00'), seoul('2026-11-06 14:00'), 1, 'working', undefined],
    ])
  })

  test('a month stays readable', () => {
    expect(explain(clock, office, seoul('2026-12-06 12:00'), causes)).toHaveLength(11)
  })
})

describe('a ticket open over holidays', () => {
  test('the free days are one slice that names them', () => {
    const slices = explain(started('2026-09-23 17:00'), office, seoul('2026-09-28 10:00'), [])
    expect(slices).toMatchObject([
      { why: 'working', seconds: 3600 },
      {
        why: 'holiday',
        holidays: ['추석 전날', '추석'],
        from: seoul('2026-09-23 18:00'),
        to: seoul('2026-09-28 09:00'),
      },
      { why: 'working', seconds: 3600 },
    ])
  })

  test('the free time of a day with hours of its own is told apart', () => {
    const slices = explain(started('2026-10-08 09:00'), office, seoul('2026-10-08 15:00'), [])
    expect(slices.map(({ why }) => why)).toEqual(['working', 'special-day'])
  })
})

describe('a ticket that waited, was resolved and reopened', () => {
  const at = (time: string) => seoul(`2026-11-06 ${time}`)
  const waited = resumeClock(pauseClock(started('2026-11-06 10:00'), 'caller', at('11:00')), at('14:00'))
  const clock = reopenClock(completeClock(waited, at('15:00')), at('16:00'))
  const causes = [
    cause(1, '2026-11-06 10:00', 'incident.opened', { team: 'service-desk' }),
    cause(2, '2026-11-06 11:00', 'incident.assigned', { assignee: 'ann' }),
    cause(3, '2026-11-06 11:00', 'incident.held', { by: 'ann' }),
    cause(4, '2026-11-06 14:00', 'incident.resumed'),
    cause(5, '2026-11-06 15:00', 'incident.resolved'),
    cause(6, '2026-11-06 16:00', 'incident.reopened', { assignee: 'bo', team: 'network' }),
  ]

  test('each start, pause and resume names the entry that did it', () => {
    expect(explain(clock, office, at('17:00'), causes)).toMatchObject([
      { why: 'working', from: at('10:00'), to: at('11:00'), cause: 1 },
      { why: 'paused', reason: 'caller', to: at('14:00'), counted: false, dueMovedBy: 2 * 3600, cause: 3 },
      { why: 'working', to: at('15:00'), cause: 4 },
      { why: 'completed', to: at('16:00'), counted: false, cause: 5 },
      { why: 'working', to: at('17:00'), cause: 6 },
    ])
  })

  test('the entry that ended it is found by its instant', () => {
    expect(causeAt(causes, at('15:00'))?.sequence).toBe(5)
    expect(causeAt(causes, at('15:30'))).toBeUndefined()
  })

  test('a pause that lasts on is told until now', () => {
    const paused = pauseClock(clock, 'caller', at('16:30'))
    expect(explain(paused, office, at('17:00'), causes).at(-1)).toMatchObject({ why: 'paused', to: at('17:00') })
  })

  test('the time counts for whoever held the ticket, and what nobody held is told as that', () => {
    expect(breakdown(clock, office, at('17:00'), causes)).toEqual({
      assignees: [
        { who: undefined, seconds: 3600 },
        { who: 'ann', seconds: 3600 },
        { who: 'bo', seconds: 3600 },
      ],
      teams: [
        { who: 'service-desk', seconds: 2 * 3600 },
        { who: 'network', seconds: 3600 },
      ],
    })
  })
})
