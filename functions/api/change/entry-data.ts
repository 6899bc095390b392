import * as z from 'zod'
import { Approval, DecisionChannel } from '../../../lib/approval/approval.ts'
import { Change, ChangeState, ChangeType, Outcome, Risk, Window } from '../../../lib/change/change.ts'
import type { ChangeEvent } from '../../../lib/change/event.ts'
import { materialFields } from '../../../lib/change/material.ts'
import { Channel } from '../../../lib/ticket/actor.ts'
import { Language, Requester } from '../../../lib/ticket/message.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Impact } from '../../../lib/ticket/priority.ts'
import { Words } from '../../../lib/ticket/words.ts'

const Instant = z.iso.datetime()
const Texts = z.object({ plan: z.string().optional(), test: z.string().optional(), backout: z.string().optional() })
const Answers = z.record(z.string(), z.string())
const Holder = { team: z.string(), assignee: PersonRef.optional() }
const Stages = z.array(z.string()).describe('Ids of stages of the approval.')
const People = z.array(PersonRef)

/** The risk, and everything that was considered; the highest counts. */
export const AssessmentView = z.object({
  risk: Risk,
  because: z.array(z.object({ risk: Risk, what: Words })).describe('Every contribution; the highest counts.'),
})

const Edited = z.object({
  title: z.string().optional(),
  impact: Impact.optional(),
  service: z.string().nullable().optional(),
  items: z.array(z.string()).optional(),
  owner: PersonRef.nullable().optional(),
  window: Window.nullable().optional(),
  texts: Texts.optional(),
  answers: Answers.optional(),
})

/**
 * What the API tells of each kind of entry, beside the words of a message. Fields that only the desk sees are optional;
 * a new kind of event without a line here does not compile.
 */
export const entryData = {
  'change.opened': z.object({
    of: ChangeType,
    title: z.string(),
    requester: Requester,
    owner: PersonRef.optional(),
    impact: Impact,
    service: z.string().optional(),
    items: z.array(z.string()),
    ...Holder,
    watchers: People,
    channel: Channel,
    language: Language,
    window: Window.optional(),
    texts: Texts.optional(),
    answers: Answers.optional(),
    template: Change.shape.template,
    deployment: Change.shape.deployment,
    assessment: AssessmentView.optional(),
  }),
  'change.commented': z.object({}),
  'change.edited': z.object({
    now: Edited,
    before: Edited,
    material: z.array(z.enum(materialFields)).optional().describe('Which of the fields that approvers answer for.'),
    assessment: AssessmentView.optional(),
  }),
  'change.type_set': z.object({ of: ChangeType, before: ChangeType }),
  'change.assigned': z.object({ ...Holder, before: z.object(Holder).optional() }),
  'change.submitted': z.object({ to: ChangeState, assessment: AssessmentView.optional() }),
  'change.approval_begun': z.object({ approval: Approval }),
  'change.approval_asked': z.object({ stages: Stages }),
  'change.decided': z.object({
    stage: z.string(),
    approver: PersonRef,
    for: PersonRef.optional().describe('In whose place.'),
    decision: z.enum(['approved', 'rejected']),
    comment: z.string().optional(),
    digest: z.string().optional().describe('Of what they were shown.'),
    channel: DecisionChannel.optional(),
  }),
  'change.approvals_invalidated': z.object({
    stages: Stages,
    because: z.array(z.enum(materialFields)),
    people: People.describe('Whose word or question is gone.'),
  }),
  'change.approval_reminded': z.object({
    stage: z.string(),
    people: People,
    isEscalation: z.boolean().optional(),
  }),
  'change.approver_replaced': z.object({
    stage: z.string(),
    before: PersonRef.describe('Who was asked and has left.'),
    now: People.describe('Who is asked instead.'),
  }),
  'change.approval_expired': z.object({ stages: Stages }),
  'change.authorized': z.object({}),
  'change.reverted': z.object({
    because: z.enum(['asked', 'rejected', 'expired']),
    reason: z.string(),
    people: People.optional().describe('Who need decide no more.'),
  }),
  'change.freeze_overridden': z.object({ freeze: z.string(), reason: z.string() }),
  'change.started': z.object({ warnings: z.array(Words).optional().describe('What stood in its way.') }),
  'change.implemented': z.object({
    outcome: Outcome,
    notes: z.string().optional(),
    from: Instant.optional(),
    isRetroactive: z.boolean().optional().describe('It was done before it was authorized.'),
    reviewDueAt: Instant.optional(),
  }),
  'change.review_overdue': z.object({}),
  'change.reviewed': z.object({ outcome: Outcome, notes: z.string() }),
  'change.closed': z.object({}),
  'change.canceled': z.object({ reason: z.string(), people: People.optional() }),
  'change.declared_unauthorized': z.object({ isUnauthorized: z.boolean(), reason: z.string() }),
  'change.watched': z.object({ watchers: People }),
  'change.unwatched': z.object({ watcher: PersonRef }),
} satisfies Record<ChangeEvent['type'], z.ZodObject>
