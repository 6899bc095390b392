import * as z from 'zod'
import { calendarIn, type Policy } from '../../../lib/policy/policy.ts'
import { CalendarVersion } from '../../../lib/ticket/calendar.ts'
import type { Clock } from '../../../lib/ticket/clock.ts'
import { clockStatus } from '../../../lib/ticket/clock-time.ts'
import { SlaKind, SlaMetric } from '../../../lib/ticket/sla.ts'

const Seconds = z.int().nullable()

/** A promise to keep, and how it stands at the instant of the answer. All times count working time, but `actualElapsed`. */
export const ClockView = z
  .object({
    id: z.string().describe('Id of the definition.'),
    name: z.string().describe('What the definition is called.'),
    version: z.int().describe('Version of the definition that was promised.'),
    kind: SlaKind,
    metric: SlaMetric,
    until: z.string().optional(),
    status: z.enum(['running', 'paused', 'met', 'breached', 'canceled']),
    startedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().optional().describe('Absent while it stands still, and when it is over.'),
    completedAt: z.iso.datetime().optional(),
    canceledAt: z.iso.datetime().optional(),
    targetSeconds: Seconds.describe('Null when its calendar has no such day.'),
    elapsedSeconds: z.int(),
    remainingSeconds: Seconds.describe('Below zero by how much it is over.'),
    percent: z.int().describe('Of the target used, rounded down: 100 means breached.'),
    actualElapsedSeconds: z.int().describe('By the clock on the wall, without the time it stood still.'),
    calendar: CalendarVersion,
    zone: z.string(),
  })
  .meta({ id: 'Clock' })

const whole = (seconds: number) => (Number.isFinite(seconds) ? seconds : null)

/** The clock for a reader. */
export const clockView = (clock: Clock, policy: Policy, at: string): z.infer<typeof ClockView> => {
  const { target, elapsed, remaining, actualElapsed, ...status } = clockStatus(
    clock,
    calendarIn(policy, clock.calendar),
    at,
  )
  return ClockView.parse({
    ...clock,
    ...status,
    name: policy.slas.find(({ id }) => id === clock.id)?.name ?? clock.id,
    targetSeconds: whole(target),
    elapsedSeconds: elapsed,
    remainingSeconds: whole(remaining),
    actualElapsedSeconds: actualElapsed,
  })
}
