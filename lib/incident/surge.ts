/** That an incident of a service was opened. */
export interface Opening {
  readonly number: string
  readonly openedAt: string
}

/** The openings of the busiest stretch of so many minutes, earliest first; of two that are as busy, the later one. */
export const busiest = (openings: readonly Opening[], minutes: number): readonly Opening[] => {
  const sorted = [...openings].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  let best: readonly Opening[] = []
  let first = 0
  for (const [last, { openedAt }] of sorted.entries()) {
    while (Date.parse(openedAt) - Date.parse(sorted[first]!.openedAt) > minutes * 60_000) first++
    if (last - first + 1 >= best.length) best = sorted.slice(first, last + 1)
  }
  return best
}
