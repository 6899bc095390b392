import { alertLanes } from '../alert/lane.ts'
import { changeLanes } from '../change/lane.ts'
import { ticketLanes, unassignedLane } from '../incident/lane.ts'
import { alertNameIn, digestNameIn, dueUpTo, list, mailNameIn, webhookCursorIn } from '../store/schema.ts'
import type { Key, Store } from '../store/store.ts'
import { webhookLanes } from '../webhook/lane.ts'

/** One thing to tell the bus. */
export interface Announcement {
  readonly type: string
  readonly detail: object
  readonly at: string
}

/** What announcing needs: the table, the bus, and the clock on the wall. */
export interface Announcing {
  readonly store: Store
  /** Answers the positions of those that the bus did not take. */
  readonly announce: (events: readonly Announcement[]) => Promise<readonly number[]>
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Keys a query; a page holds at most 1 MB, far more than these. */
const aPage = 500
/** Tickets that one event names: looking at one is quick, and what one of them stops is tried again for all. */
const ticketsAnEvent = 20
/**
 * The clock comes once a minute; what falls due in the half minute after it is announced by the same run, so nothing is
 * noticed later than half a minute (and a run in which nothing falls due ends at once).
 */
const aheadMilliseconds = 30_000

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

const byNumber = (lane: string, places: readonly Key[]) =>
  chunks(
    places.map(({ pk }) => pk),
    ticketsAnEvent,
  ).map((numbers) => ({ lane, numbers }))

/** Each webhook by itself: one whose receiver hangs keeps no other one waiting. */
const byWebhook = (places: readonly Key[]) =>
  [...Map.groupBy(places.map(webhookCursorIn), ({ webhook }) => webhook)].flatMap(([webhook, cursors]) =>
    chunks(
      cursors.map(({ number }) => number),
      ticketsAnEvent,
    ).map((numbers) => ({ lane: 'webhook', webhook, numbers })),
  )
const byAlert = (places: readonly Key[]) =>
  chunks(places.map(alertNameIn), ticketsAnEvent).map((alerts) => ({ lane: 'alert', alerts }))

/** Who can be reminded, and how what is due is told to them. */
const lanes: readonly { lane: string; tell: (places: readonly Key[]) => readonly object[] }[] = [
  { lane: 'mail', tell: (places) => places.map((place) => ({ lane: 'mail', ...mailNameIn(place) })) },
  { lane: 'digest', tell: (places) => places.map((place) => ({ lane: 'digest', ...digestNameIn(place) })) },
  { lane: unassignedLane, tell: (places) => byNumber(unassignedLane, places) },
  ...webhookLanes.map((lane) => ({ lane, tell: byWebhook })),
  ...ticketLanes.map((lane) => ({ lane, tell: (places: readonly Key[]) => byNumber('ticket', places) })),
  ...changeLanes.map((lane) => ({ lane, tell: (places: readonly Key[]) => byNumber('change', places) })),
  ...alertLanes.map((lane) => ({ lane, tell: byAlert })),
]

/** The names of all lanes. */
export const dueLanes: readonly string[] = lanes.map(({ lane }) => lane)

/**
 * Announces everything due by now, page by page, then what falls due within the next half minute; answers how much it
 * was. An item stays due until whoever minds it has planned anew or settled it, so nothing is lost when an announcement is.
 */
export const announceDue = async (desk: Announcing): Promise<number> => {
  const began = desk.now()
  const soon = new Date(Date.parse(began) + aheadMilliseconds).toISOString()
  // Most minutes of a quiet desk end here, after half a read unit a lane.
  if (!(await isAnythingDue(desk.store, undefined, soon))) return 0
  const count = await announceUpTo(desk, began)
  if (!(await isAnythingDue(desk.store, began, soon))) return count
  await desk.wait(Math.max(0, Date.parse(soon) - Date.parse(desk.now())))
  return count + (await announceUpTo(desk, soon))
}

const announceUpTo = async ({ store, announce }: Announcing, at: string): Promise<number> => {
  const counts = await Promise.all(
    lanes.map(async ({ lane, tell }) => {
      let count = 0
      let after: string | undefined
      do {
        const page = await store.keys(list.due(lane), { limit: aPage, upTo: dueUpTo(at), after })
        const events = tell(page.items).map((detail) => ({ type: 'timer.due', at, detail }))
        const failed = events.length > 0 ? await announce(events) : []
        if (failed.length > 0) throw new Error(`The bus did not take ${failed.length} of ${events.length} events`)
        count += page.items.length
        after = page.next
      } while (after !== undefined)
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

const isAnythingDue = async (store: Store, from: string | undefined, to: string): Promise<boolean> => {
  const pages = await Promise.all(
    lanes.map(({ lane }) => store.keys(list.due(lane), { limit: 1, after: from && dueUpTo(from), upTo: dueUpTo(to) })),
  )
  return pages.some(({ items }) => items.length > 0)
}
