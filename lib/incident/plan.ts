import { calendarIn } from '../policy/policy.ts'
import type { Context } from '../ticket/actor.ts'
import type { CalendarVersion } from '../ticket/calendar.ts'
import { dueAt, nextSignal } from '../ticket/clock-time.ts'
import type { Plan } from '../ticket/process.ts'
import type { Incident } from './incident.ts'
import { laneOf } from './lane.ts'
import { isFinished, isOpen, needsReview } from './life-cycle.ts'

/** The calendar versions that the incident's clocks are pinned to. */
export const calendarsOf = ({ clocks }: Incident): readonly CalendarVersion[] => clocks.map(({ calendar }) => calendar)

const earliest = (instants: readonly (string | undefined)[]) =>
  instants.filter((instant) => instant !== undefined).sort()[0]

/** What the incident waits for: the next promise to keep, and the next instant at which something happens by itself. */
export const plan = (incident: Incident, { policy }: Pick<Context, 'policy'>): Plan => {
  if (isFinished(incident)) return {}
  const clocks = incident.clocks.map((clock) => ({ clock, calendar: calendarIn(policy, clock.calendar) }))
  const targetAt = earliest(clocks.map(({ clock, calendar }) => dueAt(clock, calendar)))
  const at = earliest([
    ...clocks.map(({ clock, calendar }) => nextSignal(clock, calendar)?.at),
    incident.hold?.until,
    needsReview(incident) ? undefined : incident.resolution?.closesAt,
    isOpen(incident) ? incident.updates?.remindAt : undefined,
  ])
  return {
    ...(targetAt !== undefined && { targetAt }),
    ...(at !== undefined && { due: { lane: laneOf(incident.number), at } }),
  }
}
