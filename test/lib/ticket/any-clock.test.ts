import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Clock, signalClock } from '../../../lib/ticket/clock.ts'
import {
  clockElapsed,
  clockStatus,
  clockTarget,
  dueAt,
  nextSignal,
  signalsPassed,
} from '../../../lib/ticket/clock-time.ts'
import { breakdown } from '../../../lib/ticket/sla-breakdown.ts'
import { explain } from '../../../lib/ticket/sla-explanation.ts'
import { iso, slowSeconds } from '../../support/calendar.ts'
import { anyLife, ran } from '../../support/clock.ts'

const minute = 60_000
const later = fc.integer({ min: 0, max: 3 * 1440 })

describe('any clock, whatever happened to it', () => {
  test('it counted what one counts minute by minute', () => {
    fc.assert(
      fc.property(anyLife, later, (life, minutes) => {
        const { clock, calendar, zone, start } = life
        const at = start + minutes * minute
        const slow = slowSeconds(calendar, zone, start, at, (ms) => ran(life, ms))
        expect(clockElapsed(clock, calendar, iso(at))).toBe(slow)
      }),
      { numRuns: 120 },
    )
  })

  test('while it runs, it is breached from the second it is due, and not one before', () => {
    fc.assert(
      fc.property(anyLife, ({ clock, calendar }) => {
        const due = dueAt(clock, calendar)
        if (due === undefined) return
        const target = clockTarget(clock, calendar)
        expect(clockElapsed(clock, calendar, due)).toBe(target)
        expect(clockStatus(clock, calendar, due).status).toBe('breached')
        expect(clockElapsed(clock, calendar, iso(Date.parse(due) - 1000))).toBe(target - 1)
      }),
      { numRuns: 200 },
    )
  })

  test('looking whenever the next mark is reached, each mark is told once and in order', () => {
    fc.assert(
      fc.property(anyLife, ({ clock, calendar }) => {
        const told: number[] = []
        let now = clock
        for (let next = nextSignal(now, calendar); next; next = nextSignal(now, calendar)) {
          const passed = signalsPassed(now, calendar, next.at)
          expect(passed[0]).toBe(next.percent)
          expect(signalsPassed(now, calendar, iso(Date.parse(next.at) - 1000))).toEqual([])
          told.push(...passed)
          now = signalClock(now, passed.at(-1)!)
        }
        expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
        if (dueAt(clock, calendar) !== undefined) expect(told).toEqual([50, 75, 100])
      }),
      { numRuns: 200 },
    )
  })

  test('what is explained has no gap, and what counts in it adds up to the time it used', () => {
    fc.assert(
      fc.property(anyLife, later, fc.constantFrom('runs' as const, 'intervals' as const), (life, minutes, by) => {
        const { clock, calendar, start } = life
        const at = iso(start + minutes * minute)
        const slices = explain(clock, calendar, at, [], by)
        const end = Math.min(Date.parse(at), Date.parse(clock.completedAt ?? at))
        const bounds = slices.flatMap(({ from, to }) => [from, to])
        expect(bounds.filter((_, i) => i % 2 === 0).slice(1)).toEqual(bounds.filter((_, i) => i % 2 === 1).slice(0, -1))
        if (end > start) expect([bounds[0], bounds.at(-1)]).toEqual([iso(start), iso(end)])
        expect(slices.every(({ from, to }) => from < to)).toBe(true)
        const counted = slices.filter(({ counted }) => counted).reduce((sum, { seconds }) => sum + seconds, 0)
        expect(counted).toBe(clockElapsed(clock, calendar, at))
      }),
      { numRuns: 300 },
    )
  })

  test('whoever held the ticket when, all shares add up to the time it used', () => {
    const handovers = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.constantFrom('ann', 'bo', '')))
    fc.assert(
      fc.property(anyLife, later, handovers, ({ clock, calendar, start }, minutes, handovers) => {
        const causes = handovers
          .sort(([a], [b]) => a - b)
          .map(([minutes, who], i) => ({
            sequence: i + 1,
            at: iso(start + minutes * minute),
            type: 'incident.assigned',
            assignee: who,
            team: who === 'ann' ? 'network' : undefined,
          }))
        const at = iso(start + minutes * minute)
        const { assignees, teams } = breakdown(clock, calendar, at, causes)
        const elapsed = clockElapsed(clock, calendar, at)
        for (const shares of [assignees, teams]) {
          expect(shares.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(elapsed)
          expect(new Set(shares.map(({ who }) => who)).size).toBe(shares.length)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('it is read back from the table as it was', () => {
    fc.assert(
      fc.property(anyLife, ({ clock }) => {
        expect(Clock.parse(JSON.parse(JSON.stringify(clock)))).toEqual(clock)
      }),
      { numRuns: 50 },
    )
  })
})
