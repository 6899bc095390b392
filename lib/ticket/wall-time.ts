import { stretchesOf } from './zone-offset.ts'

/**
 * Seconds since 1970 at which the clock on the wall of a zone shows this date and time (`YYYY-MM-DD`, `HH:MM`). A time that
 * does not exist, because clocks were put forward, is the instant at which they were; one that comes twice is the first.
 */
export const wallSecond = (date: string, time: string, zone: string): number => {
  const wall = Date.parse(`${date}T${time}:00Z`) / 1000
  // Offsets lie between -12 and +14 hours, so the instant lies within a day of what the wall says.
  const near = [wall - 86_400, wall, wall + 86_400].flatMap((second) => stretchesOf(zone, second))
  const candidates = near.filter(({ from, to, offset }) => wall - offset >= from && wall - offset < to)
  if (candidates.length > 0) return Math.min(...candidates.map(({ offset }) => wall - offset))
  const forward = near.find(({ from, offset }) => from + offset > wall && from - (wall - offset) < 86_400)
  return forward ? forward.from : wall - near[0]!.offset
}
