import type { Clock } from '../../../../infra/local/events/clock.ts'

/** A clock that only `wind` moves; what falls due on the way is called at its own instant, in order. */
export interface StillClock extends Clock {
  wind(ms: number): void
  /** Moves at once, as the clock of a machine that slept. */
  jump(ms: number): void
}

/** Starts at an instant, epoch milliseconds. */
export function stillClock(start: number): StillClock {
  let now = start
  const pending = new Set<{ at: number; call: () => void }>()
  const next = (until: number) =>
    [...pending].filter(({ at }) => at <= until).toSorted((left, right) => left.at - right.at)[0]
  const fire = (until: number, isJump: boolean) => {
    for (let due = next(until); due !== undefined; due = next(until)) {
      pending.delete(due)
      if (!isJump) now = Math.max(now, due.at)
      due.call()
    }
    now = until
  }
  return {
    now: () => now,
    after(ms, call) {
      const due = { at: now + Math.max(0, ms), call }
      pending.add(due)
      return () => void pending.delete(due)
    },
    wind: (ms) => fire(now + ms, false),
    jump(ms) {
      now += ms
      fire(now, true)
    },
  }
}
