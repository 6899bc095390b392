import * as z from 'zod'
import { businessSeconds } from '../../../lib/ticket/business-time.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { readers } from './access.ts'
import { calendarOf } from './calendars.ts'

const Instant = z.iso.datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
const SpanQuery = z.strictObject({
  from: Instant.describe('When the span begins.'),
  to: Instant.describe('When it ends.'),
})
const Span = z.object({
  seconds: z.int().describe('Working time from the one to the other, by the calendar’s own zone.'),
  version: z.int().describe('Of the calendar by which it was counted.'),
})

/** Counting further asks more of the desk than anybody wants to know. */
const mostDays = 366

const measuring = operation({
  method: 'GET',
  path: '/api/v1/calendars/{id}/span',
  id: 'measureSpan',
  access: { kind: 'rule', action: 'read' },
  summary: 'Count the working time between two instants by a calendar',
  query: SpanQuery,
  status: 200,
  answer: Span,
  run: async (call: Call<unknown, z.output<typeof SpanQuery>>, { store }: ApiDesk) => {
    readers(call)
    const { from, to } = call.query
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if (days < 0) throw new Refusal('invalid', 'to: is before from. Give an instant after it.', 'to')
    if (days > mostDays) throw new Refusal('invalid', `to: use at most ${mostDays} days.`, 'to')
    const calendar = await calendarOf(call, store)
    const seconds = businessSeconds(calendar, calendar.zone, from, to)
    return { status: 200, body: { seconds, version: calendar.version } }
  },
})

/** Counting by a calendar. */
export const spans = [measuring]
