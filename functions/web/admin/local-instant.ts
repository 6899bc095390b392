const parts = (at: number, zone: string): number => {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Date.parse(`${text.replace(' ', 'T')}Z`)
}

/**
 * The instant at which a clock on a wall in the zone shows a local time such as `2026-11-24T09:00`, in ISO 8601; text that
 * is none stays as it is, for whoever parses it to refuse. A time that comes twice is the later one, a skipped one the next.
 */
export const instantOf = (local: string, zone: string): string => {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN
  if (Number.isNaN(wall)) return local
  const guess = wall - (parts(wall, zone) - wall)
  // The offset at the guess is the right one, but for the hour in which clocks change.
  return new Date(wall - (parts(guess, zone) - guess)).toISOString()
}
