import * as z from 'zod'
import {
  type CalendarOrder,
  createCalendar,
  readCalendar,
  readCalendars,
  replaceCalendar,
} from '../../../lib/desk/change-calendar.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Calendar, CalendarFields, NewCalendar } from '../../../lib/ticket/calendar.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { once } from '../idempotency.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, historians, readers } from './access.ts'

const path = '/api/v1/calendars'

const CalendarPage = z.object({ items: z.array(Calendar), cursor: z.null().describe('The list is always whole.') })

/** The calendar of the path, or a refusal. */
export const calendarOf = async ({ params }: Call, store: Store): Promise<Calendar> => {
  const found = await readCalendar(store, params.id ?? '')
  if (!found) throw new Refusal('not_found', `There is no calendar ${params.id}.`)
  return found
}

/** The calendar as an answer. */
export const answer = (calendar: Calendar, status = 200, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { etag: `"${calendar.version}"`, ...headers },
  body: Calendar.parse(calendar),
})

/** A calendar as the caller wants it. */
export const calendarOrder = (call: Call, id: string, fields: CalendarFields, at: string): CalendarOrder => ({
  id,
  fields,
  by: actorOf(call.caller),
  at,
  ifVersion: versionIn(call),
})

const listing = operation({
  method: 'GET',
  path,
  id: 'listCalendars',
  access: { kind: 'rule', action: 'read' },
  summary: 'List the calendars by which clocks count',
  status: 200,
  answer: CalendarPage,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    return { status: 200, body: CalendarPage.parse({ items: await readCalendars(store), cursor: null }) }
  },
})

const creating = operation({
  method: 'POST',
  path,
  id: 'createCalendar',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Make a calendar',
  body: NewCalendar,
  status: 201,
  answer: Calendar,
  idempotent: true,
  run: async (call: Call<z.output<typeof NewCalendar>>, { store, now }: ApiDesk) => {
    administrators(call)
    const { id: wanted, ...fields } = call.body
    const at = now()
    const { made, repeated } = await once(call, store, at, {
      id: wanted,
      make: (id, also) => createCalendar(store, { ...calendarOrder(call, id, fields, at), also }),
      find: (id) => readCalendar(store, id),
    })
    return answer(made, 201, {
      location: `${path}/${made.id}`,
      ...(repeated && { 'idempotent-replayed': 'true' }),
    })
  },
})

const reading = operation({
  method: 'GET',
  path: `${path}/{id}`,
  id: 'readCalendar',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read a calendar',
  status: 200,
  answer: Calendar,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    return answer(await calendarOf(call, store))
  },
})

const replacing = operation({
  method: 'PUT',
  path: `${path}/{id}`,
  id: 'replaceCalendar',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Make a calendar what the body says, whole; clocks that run go on by the version they began with',
  body: CalendarFields,
  status: 200,
  answer: Calendar,
  matching: true,
  run: async (call: Call<CalendarFields>, { store, now }: ApiDesk) => {
    administrators(call)
    return answer(await replaceCalendar(store, calendarOrder(call, call.params.id ?? '', call.body, now())))
  },
})

const looking = operation({
  method: 'GET',
  path: `${path}/{id}/history`,
  id: 'readCalendarHistory',
  access: { kind: 'rule', action: 'read-history' },
  summary: 'Read every change of a calendar, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    historians(call)
    const { id } = await calendarOf(call, store)
    // One that a desk starts with has no changes until somebody makes one.
    const page = (await keptHistory(store, 'calendar', id, call.query)) ?? { items: [], cursor: null }
    return { status: 200, body: HistoryPage.parse(page) }
  },
})

/** The calendars. */
export const calendars = [listing, creating, reading, replacing, looking]
