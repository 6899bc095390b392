/** Time as the parts of the host see it; a test hands in one that it winds itself. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls once, `ms` from now; the answer takes it back. Never keeps the process alive. */
  after(ms: number, call: () => void): () => void
}

// setTimeout fires at once above 2^31-1 ms (24.8 days), so a longer wait is taken in steps.
const LONGEST_STEP_MS = 2 ** 31 - 1

/** The time of this machine. */
export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    let timer: NodeJS.Timeout
    const step = (left: number) => {
      const next = Math.min(left, LONGEST_STEP_MS)
      timer = setTimeout(() => (left > next ? step(left - next) : call()), next)
      timer.unref()
    }
    step(Math.max(0, ms))
    return () => clearTimeout(timer)
  },
}
