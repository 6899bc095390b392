import { defaultCalendars } from '../policy/calendars.ts'
import type { Store, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { byTheClock } from '../ticket/actor.ts'
import { Calendar, type CalendarFields, type CalendarVersion } from '../ticket/calendar.ts'
import { Refusal } from '../ticket/refusal.ts'
import { keep, listKept, readKept, readKeptVersion, refuseStale } from './keep.ts'

/** A calendar as it is to be, by whom, when, and which version of it the caller has seen. */
export interface CalendarOrder {
  readonly id: string
  readonly fields: CalendarFields
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
  readonly also?: readonly Write[]
}

const kind = 'calendar'
/** A desk has a handful; decisions read as many (`policySource`). */
const mostCalendars = 100

const fieldsOf = ({ name, zone, week, holidays, exceptions }: Calendar): CalendarFields => ({
  name,
  zone,
  week,
  holidays,
  exceptions,
})

const calendarIn = (kept: Calendar): Calendar => ({ id: kept.id, version: kept.version, ...fieldsOf(kept) })
const defaultOf = (id: string) => defaultCalendars.find((calendar) => calendar.id === id)

/** The calendar as it stands, one that a desk starts with included, or nothing. One read. */
export const readCalendar = async (store: Store, id: string): Promise<Calendar | undefined> => {
  const kept = await readKept(store, Calendar, kind, id)
  return kept ? calendarIn(kept) : defaultOf(id)
}

/** A version of a calendar, for clocks that count by it, or nothing. */
export const readCalendarVersion = async (
  store: Store,
  { id, version }: CalendarVersion,
): Promise<Calendar | undefined> => {
  const kept = await readKeptVersion(store, Calendar, kind, id, version)
  return kept
    ? calendarIn(kept)
    : defaultCalendars.find((calendar) => calendar.id === id && calendar.version === version)
}

/** All calendars by id, those that a desk starts with included. */
export const readCalendars = async (store: Store): Promise<readonly Calendar[]> => {
  const { items } = await listKept(store, Calendar, kind, { limit: mostCalendars })
  const byId = new Map([...defaultCalendars, ...items.map(calendarIn)].map((calendar) => [calendar.id, calendar]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Makes a calendar. Refused where there is one of that id, or where a desk starts with one. */
export const createCalendar = async (store: Store, { fields, ...order }: CalendarOrder): Promise<Calendar> => {
  refuseStale({ kind, id: order.id }, 0, defaultOf(order.id)?.version ?? 0)
  if ((await readCalendars(store)).length >= mostCalendars)
    throw new Refusal('conflict', `There are ${mostCalendars} calendars already. Change one of them.`)
  return calendarIn(await keep(store, { kind, value: fields, ...order, ifVersion: 0 }))
}

/**
 * Makes a calendar what the fields say: a new version, by which clocks count that start from now on. Running ones go on by
 * the version they began with. Refused where there is no such calendar.
 */
export const replaceCalendar = async (store: Store, { fields, ...order }: CalendarOrder): Promise<Calendar> => {
  const now = await readCalendar(store, order.id)
  if (!now) throw new Refusal('not_found', `There is no calendar ${order.id}.`)
  refuseStale({ kind, id: order.id }, order.ifVersion, now.version)
  await keepDefault(store, order)
  return calendarIn(await keep(store, { kind, value: fields, ...order, ifVersion: order.ifVersion }))
}

/** A calendar that a desk starts with is stored as its first version before it is changed, so that its history begins there. */
const keepDefault = async (store: Store, { id, at }: Pick<CalendarOrder, 'id' | 'at'>): Promise<void> => {
  const first = defaultOf(id)
  if (!first || (await readKept(store, Calendar, kind, id))) return
  try {
    await keep(store, { kind, id, value: fieldsOf(first), by: byTheClock, at, ifVersion: 0 })
  } catch (error) {
    // Somebody else stored it at the same moment, which is as good.
    if (!(error instanceof Refusal)) throw error
  }
}
