import { deadlines } from '../approval/approval.ts'
import type { Plan } from '../ticket/process.ts'
import type { Change } from './change.ts'
import { laneOf } from './lane.ts'

const earliest = (instants: readonly (string | undefined)[]) =>
  instants.filter((instant) => instant !== undefined).sort()[0]

/** What the change waits for: its window, and the next instant at which something happens by itself. */
export const plan = (change: Change): Plan => {
  if (change.state === 'canceled') return {}
  const { number, state, approval, window, reviewDueAt, isReviewOverdue } = change
  const isAsked = state === 'authorize' && approval
  const at = earliest([
    isAsked ? deadlines(approval)[0]?.at : undefined,
    state === 'review' && !isReviewOverdue ? reviewDueAt : undefined,
  ])
  return {
    // The calendar of changes has it where it begins.
    ...(window && { targetAt: window.from }),
    ...(at !== undefined && { due: { lane: laneOf(number), at } }),
  }
}
