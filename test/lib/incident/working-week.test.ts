import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { decide } from '../../../lib/incident/decide.ts'
import { evolve } from '../../../lib/incident/evolve.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { calendarIn } from '../../../lib/policy/policy.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import type { Clock } from '../../../lib/ticket/clock.ts'
import { clockElapsed, clockStatus } from '../../../lib/ticket/clock-time.ts'
import { type Cause, explain } from '../../../lib/ticket/sla-explanation.ts'
import { caller, jihoon, resolve, waitForCaller } from '../../support/life.ts'
import { policy } from '../../support/policy.ts'
import { commentCommand, minji, openCommand } from '../../support/ticket.ts'

interface Step {
  readonly at: string
  readonly command: IncidentCommand
  readonly by?: Actor
}

/** An incident that lived through these steps, and what explains its clocks. */
const live = (steps: readonly Step[], rules = policy) => {
  let incident: Incident | undefined
  const causes: Cause[] = []
  for (const { at, command, by = jihoon } of steps) {
    const instant = new Date(at).toISOString()
    for (const event of decide(incident, command, { at: instant, by, channel: 'api', policy: rules })) {
      const sequence = (incident?.version ?? 0) + 1
      incident = evolve(incident, event, { number: 'INC-1', sequence, at: instant })
      causes.push({ sequence, at: instant, type: event.type })
    }
  }
  return { incident: incident!, causes }
}
const clockOf = ({ clocks }: Incident, metric: Clock['metric']) => clocks.find((clock) => clock.metric === metric)!
const hours = (count: number) => count * 3600

/** The slices as a person reads them: what, how many hours, whether they count, and which entry began it. */
const told = (clock: Clock, at: string, causes: readonly Cause[]) =>
  explain(clock, calendarIn(policy, clock.calendar), at, causes).map(
    ({ why, seconds, counted, holidays, reason, cause }) =>
      [
        why,
        ...(reason ? [reason] : []),
        ...(holidays ? [holidays.join(' ')] : []),
        counted ? `${seconds / 3600} h` : 'does not count',
        cause,
      ].filter((word) => word !== undefined),
  )

describe('an incident of the week of Chuseok 2026, opened an hour before the office closes for the holidays', () => {
  const { incident, causes } = live([
    {
      at: '2026-09-23T17:00+09:00',
      command: openCommand('Slow network', { impact: 'medium', urgency: 'medium' }),
      by: caller,
    },
    { at: '2026-09-28T09:30+09:00', command: commentCommand('I am looking at it.') },
    { at: '2026-09-28T11:00+09:00', command: waitForCaller },
    { at: '2026-09-29T14:00+09:00', command: commentCommand('The third.'), by: caller },
    { at: '2026-09-30T10:30+09:00', command: resolve },
  ])

  test('was promised an answer in two working hours: Thursday and Friday are holidays, then comes the weekend', () => {
    const response = clockOf(incident, 'response')
    const calendar = calendarIn(policy, response.calendar)
    const running = { ...response, completedAt: undefined }
    expect(clockStatus(running, calendar, '2026-09-24T03:00:00.000Z').dueAt).toBe('2026-09-28T01:00:00.000Z')
    expect(clockStatus(response, calendar, '2026-09-30T00:00:00.000Z')).toMatchObject({
      status: 'met',
      elapsed: hours(1.5),
    })
  })

  test('was solved in eight and a half working hours: what it waited for the caller does not count', () => {
    const resolution = clockOf(incident, 'resolution')
    expect(clockElapsed(resolution, calendarIn(policy, resolution.calendar), '2026-10-31T00:00:00.000Z')).toBe(
      hours(8.5),
    )
    expect(told(resolution, '2026-10-31T00:00:00.000Z', causes)).toEqual([
      ['working', '1 h', 1],
      ['holiday', expect.stringContaining('추석'), 'does not count'],
      ['working', '2 h'],
      ['paused', 'caller', 'does not count', 4],
      ['working', '5.5 h', 6],
    ])
  })

  test('is explained to the second', () => {
    for (const clock of incident.clocks) {
      const at = '2026-10-31T00:00:00.000Z'
      const slices = explain(clock, calendarIn(policy, clock.calendar), at, causes)
      const counted = slices.filter((slice) => slice.counted).reduce((sum, { seconds }) => sum + seconds, 0)
      expect(counted).toBe(clockElapsed(clock, calendarIn(policy, clock.calendar), at))
    }
  })
})

describe('an incident of a caller in London, over the night in which summer time ends', () => {
  const slas = policy.slas.map((definition) => ({ ...definition, zoneFrom: 'requester' as const }))
  const rules = { ...policy, slas }
  const requester = { ...minji, timeZone: 'Europe/London' }
  const { incident } = live(
    [{ at: '2026-10-23T17:00+01:00', command: openCommand('x', { requester, impact: 'medium', urgency: 'medium' }) }],
    rules,
  )

  test('is answered by ten on Monday, by the clock on the wall in London', () => {
    const response = clockOf(incident, 'response')
    const status = clockStatus(response, calendarIn(policy, response.calendar), '2026-10-24T00:00:00.000Z')
    expect(status).toMatchObject({ elapsed: hours(1), dueAt: '2026-10-26T10:00:00.000Z' })
  })
})
