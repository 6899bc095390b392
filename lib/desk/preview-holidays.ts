import { restore } from '../incident/incident.ts'
import { openStates } from '../incident/life-cycle.ts'
import { type ClockMove, type HolidayPreview, holidayPreview } from '../policy/holiday-preview.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type Calendar, calendarKey } from '../ticket/calendar.ts'
import { isOver } from '../ticket/clock.ts'
import { readCalendarVersion } from './change-calendar.ts'
import { listTickets } from './list-tickets.ts'

/** Which holidays to try on which calendar, and which of the open tickets to look at. */
export interface PreviewWish {
  readonly calendar: Calendar
  readonly holidays: Readonly<Record<string, string>>
  readonly cursor?: string | undefined
  /** At most this many tickets, 1 to 100. */
  readonly limit: number
  readonly at: string
}

/** What the holidays would do, of one page of open tickets; `cursor` is where to look on. */
export interface PagedPreview extends Omit<HolidayPreview, 'moves'> {
  readonly moves: readonly ClockMove[]
  readonly looked: number
  readonly cursor: string | null
}

/** What other holidays would do, before anybody applies them. Reads one page of open tickets, and writes nothing. */
export const previewHolidays = async (store: Store, wish: PreviewWish): Promise<PagedPreview> => {
  const { calendar, holidays, cursor, limit, at } = wish
  const page = await listTickets(store, { kind: 'incident', states: openStates, cursor, limit, at })
  const heads = await store.getMany(page.items.map(({ number }) => key.ticket(String(number))))
  const running = heads
    .map(restore)
    .flatMap(({ number, clocks }) => clocks.filter((clock) => !isOver(clock)).map((clock) => ({ number, clock })))
  const refs = running
    .map(({ clock }) => clock.calendar)
    .filter(({ id, version }) => id === calendar.id && version !== calendar.version)
  const older = await Promise.all(
    [...new Map(refs.map((ref) => [calendarKey(ref), ref])).values()].map((ref) => readCalendarVersion(store, ref)),
  )
  const preview = holidayPreview(
    calendar,
    holidays,
    running,
    older.filter((version) => version !== undefined),
  )
  return { ...preview, looked: heads.length, cursor: page.cursor }
}
