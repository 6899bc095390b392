import type { Change } from '../../change/change.ts'
import { type ChangeCalendar, collisions, concerns, type Freeze, type MaintenanceTime } from '../../change/freeze.ts'
import { occurrences, type Span } from '../../change/recurrence.ts'
import type { Store } from '../../store/store.ts'
import { changesWithin, planningOf, readClosedTimes } from './calendar.ts'

/** A freeze or a maintenance time, and when it comes within a span. */
export type Coming<Of> = Of & { readonly spans: readonly Span[] }

/** What there is within a span: changes with those they collide with, and the times in which nothing, or only these, may be done. */
export interface CalendarView {
  readonly changes: readonly { readonly change: Change; readonly collidesWith: readonly string[] }[]
  readonly freezes: readonly Coming<Freeze>[]
  readonly maintenance: readonly Coming<MaintenanceTime>[]
}

/** The calendar of a span; of one service, its changes and the times that concern it. */
export const readCalendarView = async (store: Store, span: Span, service?: string): Promise<CalendarView> => {
  const [{ freezes, maintenance }, changes] = await Promise.all([readClosedTimes(store), changesWithin(store, span)])
  const minded = planningOf(changes)
  const isWanted = ({ scope }: Pick<ChangeCalendar['freezes'][number], 'scope'>) =>
    service === undefined || concerns(scope, { number: '', service, items: [], team: '' })
  const coming = <Of extends Freeze | MaintenanceTime>(all: readonly Of[]): Coming<Of>[] =>
    all
      .filter(isWanted)
      .map((one) => ({ ...one, spans: occurrences(one.when, span) }))
      .filter(({ spans }) => spans.length > 0)
  return {
    changes: changes
      .filter((change) => service === undefined || change.service === service)
      .map((change) => ({
        change,
        collidesWith: minded.some(({ number }) => number === change.number)
          ? collisions(minded, change, change.window!).map(({ id }) => id)
          : [],
      })),
    freezes: coming(freezes),
    maintenance: coming(maintenance),
  }
}
