import * as z from 'zod'
import { Announcement } from '../../../lib/incident/announcement.ts'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import { ResolutionCode } from '../../../lib/incident/incident.ts'
import { Surge } from '../../../lib/incident/major.ts'
import { Score } from '../../../lib/incident/rating.ts'
import { AssignmentReason } from '../../../lib/people/assignment.ts'
import { Channel } from '../../../lib/ticket/actor.ts'
import { HoldReason } from '../../../lib/ticket/hold.ts'
import { Language, Requester } from '../../../lib/ticket/message.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Impact, Priority, Urgency } from '../../../lib/ticket/priority.ts'
import { SlaMetric } from '../../../lib/ticket/sla.ts'

const Instant = z.iso.datetime()
const Named = z.string().nullable().optional()
const Edited = { title: z.string().optional(), category: Named, service: Named }
const Judged = { impact: Impact, urgency: Urgency, priority: Priority }
const Holder = { team: z.string(), assignee: PersonRef.optional() }
const Considered = z.object({
  id: z.string(),
  name: z.string(),
  eligible: z.boolean(),
  reason: AssignmentReason,
  load: z.int(),
})

/**
 * What the API tells of each kind of entry, beside the words of a message. Fields that only the desk sees are optional;
 * a new kind of event without a line here does not compile.
 */
export const entryData = {
  'incident.opened': z.object({
    title: z.string(),
    requester: Requester,
    ...Judged,
    category: z.string().optional(),
    service: z.string().optional(),
    team: z.string(),
    watchers: z.array(PersonRef),
    channel: Channel,
    language: Language,
    origin: z
      .object({ number: z.string(), how: z.enum(['follow-up', 'split']), sequence: z.int().optional() })
      .optional(),
  }),
  'incident.commented': z.object({
    watchers: z.array(PersonRef).optional().describe('People whom the message brought along.'),
    isResponse: z.boolean().optional().describe('The first answer of the desk, which ends the response clock.'),
    isUpdate: z.literal(true).optional().describe('It told people how a major incident goes on.'),
  }),
  'incident.echoed': z.object({ origin: z.string(), entry: z.int() }),
  'incident.edited': z.object({ ...Edited, before: z.object(Edited) }),
  'incident.assigned': z.object({
    ...Holder,
    before: z.object(Holder).optional(),
    considered: z.array(Considered).optional().describe('Who was considered and why, where a rule chose.'),
    because: z.literal('left').optional().describe('Whoever had it has left the company or the desk.'),
  }),
  'incident.prioritized': z.object({ ...Judged, reason: z.string().optional(), before: z.object(Judged).optional() }),
  'incident.started': z.object({}),
  'incident.held': z.object({ reason: HoldReason, until: Instant.optional() }),
  'incident.resumed': z.object({ because: z.enum(['asked', 'replied', 'time']) }),
  'incident.resolved': z.object({
    code: ResolutionCode,
    notes: z.string(),
    closesAt: Instant.optional(),
    cause: z.object({ number: z.string(), sequence: z.int() }).optional().describe('The parent that resolved it.'),
    children: z.int().optional().describe('How many children are resolved with it.'),
  }),
  'incident.reopened': z.object({ because: z.enum(['asked', 'replied']), reason: z.string().optional() }),
  'incident.rated': z.object({
    score: Score,
    comment: z.string().optional(),
    isBad: z.boolean().optional(),
    before: Score.optional().describe('The score that this one replaces.'),
    resolvedAt: Instant,
  }),
  'incident.closed': z.object({ because: z.enum(['asked', 'time']) }),
  'incident.canceled': z.object({ reason: z.string() }),
  'incident.watched': z.object({ watchers: z.array(PersonRef) }),
  'incident.unwatched': z.object({ watcher: PersonRef }),
  'incident.declared_major': z.object({
    isMajor: z.boolean(),
    reason: z.string(),
    closesAt: Instant.optional(),
    everyMinutes: z.int().optional().describe('How often people are told how it goes on.'),
    wasCandidate: z.literal(true).optional().describe('It was proposed, and this is the decision.'),
  }),
  'incident.proposed_major': z.object({
    reason: z.string().optional(),
    ...Surge.partial().shape,
    numbers: z.array(z.string()).optional().describe('The incidents that the rule counted.'),
  }),
  'incident.rejected_major': z.object({ reason: z.string() }),
  'incident.updates_planned': z.object({ everyMinutes: z.int(), before: z.int().optional() }),
  'incident.update_overdue': z.object({ nextUpdateAt: Instant, everyMinutes: z.int() }),
  'incident.reviewed': z.object({
    happened: z.string(),
    learned: z.string(),
    followUps: z.string(),
    closesAt: Instant.describe('When it closes by itself.'),
  }),
  'incident.announced': Announcement,
  'incident.announcement_withdrawn': z.object({}),
  'incident.parent_set': z.object({ parent: z.string(), before: z.string().optional() }),
  'incident.parent_removed': z.object({ before: z.string() }),
  'incident.child_added': z.object({ child: z.string() }),
  'incident.child_removed': z.object({ child: z.string() }),
  'incident.merged': z.object({ into: z.string() }),
  'incident.absorbed': z.object({ absorbed: z.array(z.object({ number: z.string(), requester: Requester })) }),
  'incident.unmerged': z.object({ from: z.string() }),
  'incident.released': z.object({ numbers: z.array(z.string()) }),
  'incident.split_off': z.object({ entry: z.int(), into: z.string() }),
  'incident.followed_up': z.object({ by: z.string() }),
  'incident.undelivered': z.object({
    address: z.string(),
    reason: z.string(),
    isPermanent: z.boolean(),
    entry: z.int().optional(),
  }),
  'incident.file_infected': z.object({
    name: z.string(),
    threat: z.string().describe('What was found in the file, as the scanner calls it.'),
  }),
  'incident.sla_signalled': z.object({
    clock: z.string(),
    metric: SlaMetric,
    percent: z.literal([50, 75, 100]),
  }),
} satisfies Record<IncidentEvent['type'], z.ZodObject>

/** Kinds of entries. */
export type EntryType = keyof typeof entryData
