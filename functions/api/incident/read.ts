import * as z from 'zod'
import type { JudgedAttachment } from '../../../lib/desk/file-states.ts'
import { readEntry, readTicket } from '../../../lib/desk/read-ticket.ts'
import { entryFor } from '../../../lib/desk/shown.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { may } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import { isRelated } from '../../../lib/people/relation.ts'
import type { Item } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { noting } from '../noting.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { IncidentRecord, recordView } from './record.ts'
import { readable } from './visible.ts'

const TimelineQuery = z.strictObject({
  timelineCursor: z.coerce
    .number('Use a cursor that we gave')
    .int('Use a cursor that we gave')
    .min(0, 'Use a cursor that we gave')
    .max(999_999, 'Use a cursor that we gave')
    .optional()
    .describe('Sequence after which the timeline goes on.'),
  timelineNewest: z.coerce
    .number('Use a number from 1 to 200')
    .int('Use a number from 1 to 200')
    .min(1, 'Use a number from 1 to 200')
    .max(200, 'Use a number from 1 to 200')
    .optional()
    .describe('Only so many of the newest entries; a cursor counts more.'),
})

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
    const { timelineCursor, timelineNewest } = call.query
    // Sequences count from 1 without a gap, and the newest is the version.
    const newest = timelineNewest && Math.max(0, version - timelineNewest)
    const record = await readTicket(desk.store, number, timelineCursor ?? newest)
    const body = await recordView(desk, call.caller, record!, desk.now())
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

/** Whether they are on the incident, or have it. */
const isOn = (caller: Caller, incident: Incident) =>
  (['requester', 'watcher', 'assignee'] as const).some((relation) => isRelated(caller, relation, incident))

/** A link to storage lives just long enough to be followed. */
const linkSeconds = 60

const AttachmentQuery = z.strictObject({
  unchecked: z
    .literal('open', 'Use open')
    .optional()
    .describe('Agents open with `open` what a scan could not look into; it may be infected.'),
})

/** Refuses what must not be opened, or not without saying so. */
const ensureOpens = ({ name, state, threat }: JudgedAttachment, caller: Caller, isWarned: boolean): void => {
  if (state === 'ready') return
  if (state === 'checking')
    throw new Refusal('conflict', `${name} is still being checked for malware. Try again in a minute.`)
  if (state === 'infected')
    throw new Refusal('forbidden', `${name} is infected (${threat ?? 'malware'}), and opens for nobody.`)
  if (!may(caller, 'read-internal', { kind: 'incident' }))
    throw new Refusal('forbidden', `${name} could not be checked for malware. Only the desk can open it.`)
  if (!isWarned)
    throw new Refusal(
      'conflict',
      `${name} could not be checked for malware, and may be infected. Add ?unchecked=open to open it all the same.`,
      'unchecked',
    )
}

const readingAttachment = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}/attachments/{attachment}',
  id: 'readAttachment',
  access: { kind: 'incident', action: 'read' },
  summary: 'Download an attachment: answers with a link to storage that is good for a minute',
  query: AttachmentQuery,
  status: 302,
  run: async (call: Call<unknown, z.output<typeof AttachmentQuery>>, desk: ApiDesk) => {
    const { store, files } = desk
    const incident = await readable(call, desk)
    const [, sequence, place] = /^(\d{1,6})-(\d{1,4})$/.exec(call.params.attachment ?? '') ?? []
    const entry = sequence && (await readEntry(store, incident as unknown as Item, Number(sequence)))
    const data = (entry && entryFor(call.caller, entry)?.data) as
      | { message?: { attachments?: JudgedAttachment[] } }
      | undefined
    const found = data?.message?.attachments?.[Number(place) - 1]
    if (!found) throw new Refusal('not_found', `${incident.number} has no such attachment.`)
    ensureOpens(found, call.caller, call.query.unchecked === 'open')
    if (!isOn(call.caller, incident)) await noting(call, desk, 'attachment', { kind: 'incident', id: incident.number })
    return { status: 302, headers: { location: await files.link(found.key, linkSeconds) } }
  },
})

/** One incident. */
export const readingOne = [reading, readingAttachment]
