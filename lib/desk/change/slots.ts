import type { Touching } from '../../change/freeze.ts'
import type { Span } from '../../change/recurrence.ts'
import { findSlots, slotDays } from '../../change/slot.ts'
import { currentCalendars } from '../../policy/policy.ts'
import { workingIntervals } from '../../ticket/business-time.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { readTeam } from '../change-team.ts'
import type { Office } from '../execute.ts'
import { readChangeCalendar } from './calendar.ts'

/** What a slot should be like. */
export interface SlotWish {
  readonly from: string
  readonly minutes: number
  readonly count: number
  /** Only within the working hours of the team that carries it out. */
  readonly isInWorkingHours: boolean
}

const day = 86_400_000

/** The working hours of a team within a span, or a refusal where it works by no calendar. */
const workingHoursOf = async ({ store, policies }: Office, teamId: string, { from, to }: Span) => {
  const [team, policy] = await Promise.all([readTeam(store, teamId), policies.with([])])
  const calendar = currentCalendars(policy).find(({ id }) => id === team?.calendar)
  if (!team || !calendar)
    throw new Refusal(
      'conflict',
      `${team?.name ?? teamId} works by no calendar. Give the team one, or ask without inWorkingHours.`,
      'inWorkingHours',
    )
  return workingIntervals(calendar, team.zone, from, to)
}

/** The earliest windows of the next 90 days in which nothing stands in the way of a change (CHG-6). */
export const slotsFor = async (office: Office, change: Touching, wish: SlotWish): Promise<readonly Span[]> => {
  const { from, minutes, count, isInWorkingHours } = wish
  const span = { from, to: new Date(Date.parse(from) + (slotDays + 1) * day).toISOString() }
  const [calendar, hours] = await Promise.all([
    readChangeCalendar(office.store, span),
    isInWorkingHours ? workingHoursOf(office, change.team, span) : undefined,
  ])
  return findSlots(calendar, change, {
    from,
    minutes,
    count,
    ...(hours && {
      alsoAt: hours.map((each) => each.from),
      isWanted: (slot: Span) => hours.some((each) => each.from <= slot.from && slot.to <= each.to),
    }),
  })
}
