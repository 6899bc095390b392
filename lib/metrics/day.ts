import { secondOf } from '../ticket/instant.ts'
import { piecesOf } from '../ticket/working-day.ts'

/** A local date and the instants between which the calendar on the wall shows it; `to` is not part of it. */
export interface Day {
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly from: string
  readonly to: string
}

const daySeconds = 86_400
/** With milliseconds, as tickets have their instants, so that both compare as text. */
const instantOf = (second: number) => new Date(second * 1000).toISOString()

/** The last so many local dates of a zone, oldest first; the last is today and ends with the instant. */
export const lastDays = (zone: string, count: number, at: string): readonly Day[] => {
  const now = secondOf(at)
  const days = new Map<number, { from: number; to: number }>()
  for (const { day, from, to } of piecesOf(zone, now - (count + 1) * daySeconds, now + 1))
    days.set(day, { from: days.get(day)?.from ?? from, to })
  return [...days].slice(-count).map(([day, { from, to }]) => ({
    date: instantOf(day * daySeconds).slice(0, 10),
    from: instantOf(from),
    to: instantOf(to),
  }))
}
