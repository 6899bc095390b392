import * as z from 'zod'
import { listAudit } from '../../lib/desk/list-audit.ts'
import { may } from '../../lib/people/access.ts'
import { Actor } from '../../lib/ticket/actor.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { noting } from './noting.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const Instant = z.iso.datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
const limit = 'Use a number from 1 to 50'

const RecordName = z
  .string()
  .max(200)
  .transform((given, context) => {
    const number = parseNumber(given)
    if (number !== undefined) return { kind: number.startsWith('CHG-') ? 'change' : 'incident', id: number }
    const [, kind, id] = /^([a-z-]+)\/(.+)$/.exec(given) ?? []
    if (kind !== undefined && id !== undefined) return { kind, id }
    context.addIssue({ code: 'custom', message: 'Use a ticket number such as INC-12, or kind/id such as person/p-1' })
    return z.NEVER
  })

const AuditQuery = z
  .strictObject({
    person: z.string().min(1).max(100).optional().describe('Id of who did it: everything they did and read.'),
    record: RecordName.optional().describe('What it was done to: a ticket number, or kind/id such as `team/network`.'),
    from: Instant.optional().describe('Nothing before this instant.'),
    to: Instant.optional().describe('Nothing after this instant.'),
    cursor: z.string().max(500).optional().describe('Where to go on: the cursor of the page before.'),
    limit: z.coerce.number(limit).int(limit).min(1, limit).max(50, limit).default(25).describe('How many, 1 to 50.'),
  })
  .refine(({ person, record }) => (person === undefined) !== (record === undefined), {
    path: ['person'],
    error: 'Ask for a person or for a record, one of the two',
  })

const Entry = z.object({
  at: z.iso.datetime(),
  by: Actor,
  record: z.object({ kind: z.string(), id: z.string() }),
  did: z.string().describe('The event on a ticket, `changed` for other records, or `read`.'),
  channel: z.string().optional(),
  what: z.string().optional().describe('What was read.'),
  sequence: z.int().optional().describe('Place in the timeline, or version of the record.'),
  data: z.record(z.string(), z.unknown()).optional().describe('What the event says, without the words of messages.'),
  changed: z
    .record(z.string(), z.object({ before: z.unknown().optional(), after: z.unknown().optional() }))
    .optional()
    .describe('Each field that changed.'),
})

const readingAudit = operation({
  method: 'GET',
  path: '/api/v1/audit',
  id: 'readAudit',
  access: { kind: 'audit', action: 'read' },
  summary: 'Read who did and read what, newest first: by one person of the desk, or to one record',
  description:
    'Reading it is itself recorded. What employees wrote stands on their tickets: ask for those. A short page with a cursor is not the last.',
  query: AuditQuery,
  status: 200,
  answer: z.object({ items: z.array(Entry), cursor: z.string().nullable() }),
  run: async (call: Call<unknown, z.output<typeof AuditQuery>>, desk: ApiDesk) => {
    if (!may(call.caller, 'read', { kind: 'audit' }))
      throw new Refusal('forbidden', 'Only administrators read the audit. Ask one of them.')
    const { person, record } = call.query
    await noting(call, desk, 'audit', record ?? { kind: 'person', id: person! })
    const page = await listAudit(desk.store, call.query)
    return { status: 200, body: { items: page.items.map((entry) => Entry.parse(entry)), cursor: page.cursor } }
  },
})

/** Who did and read what. */
export const audit = [readingAudit]
