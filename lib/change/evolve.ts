import { createHash } from 'node:crypto'
import { asked, decided, expired, invalidated, replaced, withdrawn } from '../approval/approval.ts'
import type { Placed } from '../ticket/process.ts'
import type { Change } from './change.ts'
import type { ChangeEvent, ChangeEventOf, Edits, Texts } from './event.ts'
import { materialOf } from './material.ts'

/** The change after the event: the only way its state changes. Pure and total. */
export const evolve = (change: Change | undefined, event: ChangeEvent, placed: Placed): Change => {
  if (event.type === 'change.opened') return opened(event, placed)
  if (!change) throw new Error(`${placed.number} begins with ${event.type}, so its timeline lost its first entry`)
  return { ...change, ...changes(change, event, placed), version: placed.sequence, updatedAt: placed.at }
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

const hashes = ({ plan, test, backout }: Texts): Change['texts'] => ({
  ...(plan && { plan: hash(plan) }),
  ...(test && { test: hash(test) }),
  ...(backout && { backout: hash(backout) }),
})

const opened = (event: ChangeEventOf<'change.opened'>, { number, sequence, at }: Placed): Change => {
  const { type: _, of, message, texts, assessment, items, watchers, ...facts } = event
  return {
    kind: 'change',
    ...facts,
    type: of,
    items: [...items],
    watchers: [...watchers],
    number,
    version: sequence,
    state: 'new',
    openedAt: at,
    updatedAt: at,
    textsAt: sequence,
    texts: hashes(texts),
    rounds: 0,
    overrides: [],
    answers: { ...facts.answers },
    ...(assessment && { risk: assessment.risk, assessedAt: sequence }),
    ...(message.mail && { lastMessageId: message.mail.messageId }),
  }
}

const edited = (
  { title, impact, service, items, owner, window, texts, answers }: Edits,
  sequence: number,
): Partial<Change> => ({
  ...(title !== undefined && { title }),
  ...(impact !== undefined && { impact }),
  ...(service !== undefined && { service: service ?? undefined }),
  ...(items !== undefined && { items: [...items] }),
  ...(owner !== undefined && { owner: owner ?? undefined }),
  ...(window !== undefined && { window: window ?? undefined }),
  ...(texts !== undefined && { texts: hashes(texts), textsAt: sequence }),
  ...(answers !== undefined && { answers: { ...answers } }),
})

/** What an event changes; a field that is `undefined` is gone. */
const changes = (
  change: Change,
  event: Exclude<ChangeEvent, { type: 'change.opened' }>,
  { at, sequence }: Placed,
): Partial<Change> => {
  const { approval } = change
  switch (event.type) {
    case 'change.commented':
      return event.message.mail ? { lastMessageId: event.message.mail.messageId } : {}
    case 'change.edited':
      return {
        ...edited(event.now, sequence),
        ...(event.assessment && { risk: event.assessment.risk, assessedAt: sequence }),
      }
    case 'change.type_set':
      // It is no longer what the template authorized.
      return { type: event.of, ...(event.of !== 'standard' && { template: undefined }) }
    case 'change.assigned':
      return { team: event.team, assignee: event.assignee }
    case 'change.submitted':
      return { state: event.to, risk: event.assessment.risk, assessedAt: sequence }
    case 'change.approval_begun':
      return { state: 'authorize', approval: event.approval, rounds: event.approval.round }
    case 'change.approval_asked':
      return approval ? { approval: asked(approval, event.stages, materialOf(change), at) } : {}
    case 'change.decided': {
      const { stage, approver, decision, channel } = event
      const who =
        event.isStandIn && event.for ? { approver: event.for.id, standIn: approver } : { approver: approver.id }
      return approval ? { approval: decided(approval, { stage, ...who, decision, at, channel, entry: sequence }) } : {}
    }
    case 'change.approvals_invalidated':
      return approval ? { approval: invalidated(approval, event.stages), state: 'authorize' } : {}
    case 'change.approval_reminded':
      return approval ? { approval: { ...approval, reminded: [...(approval.reminded ?? []), event.mark] } } : {}
    case 'change.approver_replaced': {
      const { stage, before, now } = event
      return approval ? { approval: replaced(approval, { stage, approver: before.id, substitutes: now }) } : {}
    }
    case 'change.approval_expired':
      return approval ? { approval: expired(approval, event.stages) } : {}
    case 'change.authorized':
      return { state: 'scheduled' }
    case 'change.reverted':
      return { state: 'new', approval: approval && withdrawn(approval), overrides: [] }
    case 'change.freeze_overridden':
      return { overrides: [...change.overrides, event.freeze] }
    case 'change.started':
      return { state: 'implement', implementedAt: { from: at } }
    case 'change.implemented': {
      const from = event.from ?? change.implementedAt?.from ?? at
      return {
        state: 'review',
        approval: approval && event.isRetroactive ? withdrawn(approval) : approval,
        implementedAt: { from, to: at },
        outcome: event.outcome,
        ...(event.reviewDueAt !== undefined && { reviewDueAt: event.reviewDueAt }),
      }
    }
    case 'change.review_overdue':
      return { isReviewOverdue: true }
    case 'change.reviewed':
      return { outcome: event.outcome, reviewedAt: at, isReviewOverdue: undefined, reviewDueAt: undefined }
    case 'change.closed':
      return { state: 'closed' }
    case 'change.canceled':
      return { state: 'canceled', approval: approval && withdrawn(approval) }
    case 'change.declared_unauthorized':
      return { isUnauthorized: event.isUnauthorized || undefined }
    case 'change.watched':
      return { watchers: [...change.watchers, ...event.watchers] }
    case 'change.unwatched':
      return { watchers: change.watchers.filter(({ id }) => id !== event.watcher.id) }
  }
}
