import type * as z from 'zod'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { attachmentReading } from '../attachment.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { TimelineQuery, timelineAfter } from '../timeline-query.ts'
import { IncidentRecord, recordView } from './record.ts'
import { readable } from './visible.ts'

const reading = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}',
  id: 'readIncident',
  access: { kind: 'incident', action: 'read' },
  summary: 'Read an incident with its timeline, its clocks as they stand now, and the moves that can be made',
  query: TimelineQuery,
  status: 200,
  answer: IncidentRecord,
  run: async (call: Call<unknown, z.output<typeof TimelineQuery>>, desk: ApiDesk) => {
    const { number, version } = await readable(call, desk)
    const record = await readTicket(desk.store, number, timelineAfter(call.query, version))
    const body = await recordView(desk, call.caller, record!, desk.now())
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

const readingAttachment = attachmentReading({
  kind: 'incident',
  path: '/api/v1/incidents',
  id: 'readAttachment',
  readable,
})

/** One incident. */
export const readingOne = [reading, readingAttachment]
