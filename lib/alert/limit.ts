/**
 * Requests a minute that one running function takes of one source: far beyond any storm of a monitor that is well (a
 * thousand a second on four functions is a quarter of it each), and below what a sender in a loop could make us pay for.
 * What is accepted is never lost, so this is the only place where a storm meets a wall.
 */
const usual = 240_000

/** Counts a request of a source, by the minute of its instant; answers whether it is one too many. */
export const openLimit = (perMinute = usual) => {
  let minute = -1
  let counts = new Map<string, number>()
  return (source: string, now: string): boolean => {
    const present = Math.floor(Date.parse(now) / 60_000)
    if (present !== minute) {
      minute = present
      counts = new Map()
    }
    const count = (counts.get(source) ?? 0) + 1
    counts.set(source, count)
    return count > perMinute
  }
}

/** Senders that drop an alert for good when they are told 429, and try again when told 503 (Alertmanager, Grafana, Datadog). */
export const dropsWhenLimited = (userAgent: string | undefined, format: string): boolean =>
  /alertmanager|grafana|datadog/i.test(`${userAgent ?? ''} ${format}`)
