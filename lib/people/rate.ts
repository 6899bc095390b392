/** How often something was asked for lately: in the minute that runs, and in the one before. */
export interface Rate {
  /** Counts minutes since 1970. */
  readonly minute: number
  readonly count: number
  readonly before: number
}

/** What a request comes to. */
export interface Taken {
  readonly rate: Rate
  readonly isAllowed: boolean
  /** How many more may come now. */
  readonly remaining: number
  /** Seconds until the minute is over, and with it the most that counts. */
  readonly seconds: number
}

/**
 * One more request at an instant. The window slides: of the minute before counts the share that lies within the last sixty
 * seconds, so that nobody gets twice the limit around the full minute. A refused request does not count.
 */
export const take = (rate: Rate | undefined, limit: number, at: string): Taken => {
  const milliseconds = Date.parse(at)
  const minute = Math.floor(milliseconds / 60_000)
  const into = (milliseconds % 60_000) / 60_000
  const [count, before] =
    rate?.minute === minute ? [rate.count, rate.before] : [0, rate?.minute === minute - 1 ? rate.count : 0]
  const left = Math.floor(limit - count - before * (1 - into))
  const isAllowed = left >= 1
  return {
    rate: { minute, count: count + (isAllowed ? 1 : 0), before },
    isAllowed,
    remaining: Math.max(0, left - 1),
    seconds: Math.ceil((1 - into) * 60),
  }
}
