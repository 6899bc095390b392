import type { Change } from '../../change/change.ts'
import { longestWindowDays } from '../../change/decision/open.ts'
import { type ChangeCalendar, Freeze, MaintenanceTime, type Planned } from '../../change/freeze.ts'
import { changeProcess } from '../../change/process.ts'
import { overlap, type Span } from '../../change/recurrence.ts'
import { key, list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { allKept } from '../keep.ts'

export const freezeKind = 'freeze'
export const maintenanceKind = 'maintenance-time'

/** More changes than this in a span are read in parts; nobody looks through more. */
const mostChanges = 500
const day = 86_400_000

/** The months (UTC) in which a window that touches the span can begin. */
const monthsOf = ({ from, to }: Span): readonly string[] => {
  const months: string[] = []
  const first = new Date(Date.parse(from) - longestWindowDays * day)
  const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1))
  for (; at.toISOString() < to; at.setUTCMonth(at.getUTCMonth() + 1)) months.push(at.toISOString().slice(0, 7))
  return months
}

/** The changes, not canceled, whose windows touch the span, by their beginning: one query a month and one read a hundred. */
export const changesWithin = async (store: Store, span: Span): Promise<readonly Change[]> => {
  const pages = await Promise.all(
    monthsOf(span).map((month) => store.list(list.changeCalendar(month), { limit: mostChanges, upTo: span.to })),
  )
  const numbers = pages.flatMap(({ items }) => items.map(({ number }) => String(number))).slice(0, mostChanges)
  const found: Change[] = []
  for (let i = 0; i < numbers.length; i += 100) {
    const heads = await store.getMany(numbers.slice(i, i + 100).map(key.ticket))
    found.push(...heads.map((head) => changeProcess.restore(head)))
  }
  return found
    .filter(({ window }) => window !== undefined && overlap(window, span))
    .sort((a, b) => (a.window!.from < b.window!.from ? -1 : 1))
}

/** What has its place in the calendar so that others must mind it; a draft minds others, and nobody minds a draft. */
const isMinded = ({ state }: Change) =>
  state !== 'new' && state !== 'canceled' && state !== 'closed' && state !== 'review'

const planned = ({ number, title, service, items, team, assignee, window }: Change): Planned => ({
  number,
  title,
  items,
  team,
  window: window!,
  ...(service !== undefined && { service }),
  ...(assignee && { assignee }),
})

/** Of these changes those that others must mind, as a calendar knows them. */
export const planningOf = (changes: readonly Change[]): readonly Planned[] => changes.filter(isMinded).map(planned)

/** Every freeze and every maintenance time that was not taken away. */
export const readClosedTimes = async (store: Store): Promise<Pick<ChangeCalendar, 'freezes' | 'maintenance'>> => {
  const [freezes, maintenance] = await Promise.all([
    allKept(store, Freeze, freezeKind),
    allKept(store, MaintenanceTime, maintenanceKind),
  ])
  return {
    freezes: freezes.filter(({ isRemoved }) => !isRemoved),
    maintenance: maintenance.filter(({ isRemoved }) => !isRemoved),
  }
}

/** Freezes, maintenance times and other changes that may stand in the way within the span. */
export const readChangeCalendar = async (store: Store, span: Span): Promise<ChangeCalendar> => {
  const [closed, changes] = await Promise.all([readClosedTimes(store), changesWithin(store, span)])
  return { ...closed, changes: planningOf(changes) }
}
