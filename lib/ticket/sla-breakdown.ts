import type { Calendar } from './calendar.ts'
import type { Clock } from './clock.ts'
import { clockElapsed } from './clock-time.ts'
import type { Cause } from './sla-explanation.ts'

/** Counted seconds in one pair of hands; nobody's have no `who`. */
export interface Share {
  readonly who: string | undefined
  readonly seconds: number
}

/** Whose the clock's time was. Each list adds up to its elapsed time. */
export interface Breakdown {
  readonly assignees: Share[]
  readonly teams: Share[]
}

const share = (
  who: 'assignee' | 'team',
  elapsedAt: (at: string) => number,
  at: string,
  causes: readonly Cause[],
): Share[] => {
  const seconds = new Map<string | undefined, number>()
  let [holder, before]: [string | undefined, number] = [undefined, 0]
  const give = (until: number) => {
    if (until > before) seconds.set(holder, (seconds.get(holder) ?? 0) + until - before)
    before = Math.max(before, until)
  }
  for (const cause of causes) {
    if (cause[who] === undefined || cause[who] === holder) continue
    give(elapsedAt(Date.parse(cause.at) < Date.parse(at) ? cause.at : at))
    // An empty name is how an entry says that the ticket was taken from somebody and given to nobody.
    holder = cause[who] || undefined
  }
  give(elapsedAt(at))
  return [...seconds].map(([who, seconds]) => ({ who, seconds }))
}

/**
 * Counted time per assignee and per team, in the order in which they first held the ticket. The causes are in order
 * of sequence and begin with the opening, so that who held it before the clock started is known.
 */
export const breakdown = (clock: Clock, calendar: Calendar, at: string, causes: readonly Cause[]): Breakdown => {
  const elapsedAt = (instant: string) => clockElapsed(clock, calendar, instant)
  return { assignees: share('assignee', elapsedAt, at, causes), teams: share('team', elapsedAt, at, causes) }
}
