import { localTime } from '../../../lib/people/local-time.ts'

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/
const wall = (at: number, timeZone: string): number => {
  const { date, time } = localTime(new Date(at).toISOString(), timeZone)
  return Date.parse(`${date}T${time}Z`)
}

/**
 * The instant (ISO 8601) that a clock on the wall of a zone shows so, as `<input type="datetime-local">` writes it; an hour
 * that is left out in spring is the one after it. Anything else is given back as it is, for the schema to judge.
 */
export const localInstant = (given: string, timeZone: string): string => {
  if (!shape.test(given)) return given
  const shown = Date.parse(`${given}Z`)
  const guess = shown - (wall(shown, timeZone) - shown)
  return new Date(guess - (wall(guess, timeZone) - shown)).toISOString()
}

/** An instant as `<input type="datetime-local">` takes it, on the clock of the zone. */
export const asLocal = (at: string, timeZone: string): string => {
  const { date, time } = localTime(at, timeZone)
  return `${date}T${time}`
}
