import * as z from 'zod'
import { Scope } from '../../../lib/change/freeze.ts'
import { Recurrence } from '../../../lib/change/recurrence.ts'
import { readCalendarView } from '../../../lib/desk/change/calendar-view.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { Instant } from './field.ts'
import { ChangeSummary, summaryFor } from './summary.ts'
import { deskOnly } from './visible.ts'

/** A quarter of a year and some days: what a month view needs, three times. */
const mostDays = 100

const CalendarQuery = z.strictObject({
  from: Instant.describe('Where the calendar begins.'),
  to: Instant.describe(`Where it ends, at most ${mostDays} days later.`),
  service: z.string().min(1).max(100).optional().describe('Id of a service: its changes, and what concerns it.'),
})

const Coming = z.object({
  id: z.string(),
  name: z.string(),
  scope: Scope,
  when: Recurrence,
  spans: z
    .array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() }))
    .describe('When it comes within the calendar.'),
})

const Calendar = z
  .object({
    changes: z.array(
      ChangeSummary.extend({ collidesWith: z.array(z.string()).describe('Numbers of changes at the same time.') }),
    ),
    freezes: z.array(Coming.extend({ strength: z.enum(['hard', 'soft']) })),
    maintenance: z.array(Coming),
  })
  .meta({ id: 'ChangeCalendar' })

/** `GET /api/v1/changes/calendar` */
export const calendar = operation({
  method: 'GET',
  path: '/api/v1/changes/calendar',
  id: 'readChangeCalendar',
  access: { kind: 'change', action: 'read' },
  summary: 'Read the changes whose windows touch a span, with collisions, freezes and maintenance times',
  query: CalendarQuery,
  status: 200,
  answer: Calendar,
  run: async (call: Call<unknown, z.output<typeof CalendarQuery>>, { store }: ApiDesk) => {
    deskOnly(call)
    const { from, to, service } = call.query
    if (to <= from) throw new Refusal('invalid', 'to: is not after from. Give a later instant.', 'to')
    if (Date.parse(to) - Date.parse(from) > mostDays * 86_400_000)
      throw new Refusal('invalid', `to: use at most ${mostDays} days.`, 'to')
    const { changes, freezes, maintenance } = await readCalendarView(store, { from, to }, service)
    const items = changes.map(({ change, collidesWith }) => ({ ...summaryFor(call.caller, change), collidesWith }))
    return { status: 200, body: Calendar.parse({ changes: items, freezes, maintenance }) }
  },
})
