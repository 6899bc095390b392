/** Seconds between an attempt that failed and the next one, by how many have failed; then every hour. */
const delays = [5, 30, 120, 600, 1800] as const
const hour = 3600

/** How long an event is tried before nobody believes that it will still arrive. */
export const retryHours = 48

/**
 * When to try again after so many failed attempts (1 after the first). `chance` (0 to 1) spreads those that failed together
 * over a fifth of the delay. A receiver that asks for more time (Retry-After) gets it, up to an hour.
 */
export const retryAt = (at: string, failures: number, chance: number, askedSeconds = 0): string => {
  const delay = (delays[failures - 1] ?? hour) * (1 + chance / 5)
  return new Date(Date.parse(at) + Math.max(delay, Math.min(askedSeconds, hour)) * 1000).toISOString()
}

/** Whether what failed first at `since` has failed for too long at `at`. */
export const isHopeless = (since: string, at: string): boolean =>
  Date.parse(at) - Date.parse(since) >= retryHours * hour * 1000
