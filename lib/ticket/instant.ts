/**
 * Seconds since 1970 of an ISO 8601 instant. Clocks count whole seconds: the fraction is dropped from every instant
 * before anything is counted, so parts always add up to the whole. Throws a `RangeError` for what is no instant.
 */
export const secondOf = (iso: string): number => {
  const second = Math.floor(Date.parse(iso) / 1000)
  if (Number.isNaN(second)) throw new RangeError(`"${iso}" is no instant`)
  return second
}

/** The instant as ISO 8601 in UTC. */
export const isoOf = (second: number): string => new Date(second * 1000).toISOString()
