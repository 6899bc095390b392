import { type Deadline, deadlines, isApprovedFor, undecided } from '../../approval/approval.ts'
import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Change } from '../change.ts'
import type { ChangeCommandOf } from '../command.ts'
import type { ChangeEvent } from '../event.ts'
import { after, ensureLegal } from '../life-cycle.ts'
import { materialOf } from '../material.ts'
import { ensureComplete, ensureUnobstructed, warningsIn } from '../submission.ts'
import { following, onwards, pending } from './approve.ts'

/** Days within which an emergency must be reviewed after it was carried out (CHG-12). */
const reviewWithinDays = 5

const said = (text: string, field: string, remedy: string): string => {
  const given = text.trim()
  if (given === '') throw new Refusal('invalid', remedy, field)
  return given
}

export const submit = (
  change: Change,
  { assessment, obstacles }: ChangeCommandOf<'submit'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'submit')
  ensureComplete(change, at)
  const to = after(change, 'submit') as 'assess' | 'authorize' | 'scheduled'
  // What is pre-authorized is scheduled at once, so nothing may stand in its way.
  if (to === 'scheduled') ensureUnobstructed(change, obstacles)
  return [{ type: 'change.submitted', to, assessment }]
}

export const revert = (change: Change, { reason }: ChangeCommandOf<'revert'>): readonly ChangeEvent[] => {
  ensureLegal(change, 'revert')
  const because = said(reason, 'reason', 'Say why it goes back to New: those who were asked will read it.')
  return [{ type: 'change.reverted', because: 'asked', reason: because, people: pending(change) }]
}

export const overrideFreeze = (
  change: Change,
  { freeze, reason }: ChangeCommandOf<'override-freeze'>,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'cancel')
  const because = said(reason, 'reason', 'Say why it may pass the freeze.')
  return change.overrides.includes(freeze) ? [] : [{ type: 'change.freeze_overridden', freeze, reason: because }]
}

/** Every approval that was demanded is there for this very content; standard changes were authorized as a procedure. */
export const isAuthorized = (change: Change): boolean =>
  change.type === 'standard' || (change.approval !== undefined && isApprovedFor(change.approval, materialOf(change)))

export const start = (
  change: Change,
  { obstacles }: ChangeCommandOf<'start'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'start')
  if (!isAuthorized(change))
    throw new Refusal('conflict', `${change.number} is not approved as it is now. Ask for approval again.`)
  ensureUnobstructed(change, obstacles)
  if (change.window && at < change.window.from)
    throw new Refusal('conflict', `Its window begins at ${change.window.from}. Wait, or move the window.`, 'window', {
      window: change.window,
    })
  if (change.window && at >= change.window.to)
    throw new Refusal(
      'conflict',
      `Its window ended at ${change.window.to}. Move the window to one to come.`,
      'window',
      {
        window: change.window,
      },
    )
  return [{ type: 'change.started', warnings: warningsIn(obstacles) }]
}

const reviewDue = ({ type }: Change, at: string) =>
  type === 'emergency' ? new Date(Date.parse(at) + reviewWithinDays * 86_400_000).toISOString() : undefined

export const finish = (
  change: Change,
  { outcome, notes }: ChangeCommandOf<'finish'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'finish')
  const told = said(notes, 'notes', 'Say how it went.')
  const reviewDueAt = reviewDue(change, at)
  return [{ type: 'change.implemented', outcome, notes: told, ...(reviewDueAt !== undefined && { reviewDueAt }) }]
}

export const recordImplementation = (
  change: Change,
  { from, outcome, notes }: ChangeCommandOf<'record-implementation'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'record-implementation')
  if (from > at) throw new Refusal('invalid', `from is ${from}, which is to come. Say when it was done.`, 'from')
  const told = said(notes, 'notes', 'Say how it went, and why it could not wait.')
  const reviewDueAt = reviewDue(change, at)
  return [
    {
      type: 'change.implemented',
      outcome,
      notes: told,
      from,
      isRetroactive: true,
      ...(reviewDueAt !== undefined && { reviewDueAt }),
    },
  ]
}

export const review = (change: Change, { outcome, notes }: ChangeCommandOf<'review'>): readonly ChangeEvent[] => {
  ensureLegal(change, 'close')
  return [{ type: 'change.reviewed', outcome, notes: said(notes, 'notes', 'Say what the review found.') }]
}

export const close = (change: Change): readonly ChangeEvent[] => {
  ensureLegal(change, 'close')
  if (change.reviewedAt === undefined)
    throw new Refusal('conflict', `${change.number} is not reviewed yet. Review it with its outcome, then close it.`)
  return [{ type: 'change.closed' }]
}

export const cancel = (change: Change, { reason }: ChangeCommandOf<'cancel'>): readonly ChangeEvent[] => {
  ensureLegal(change, 'cancel')
  return [
    { type: 'change.canceled', reason: said(reason, 'reason', 'Say why it is canceled.'), people: pending(change) },
  ]
}

export const declareUnauthorized = (
  change: Change,
  { isUnauthorized, reason }: ChangeCommandOf<'declare-unauthorized'>,
): readonly ChangeEvent[] => {
  const because = said(reason, 'reason', 'Say what shows it.')
  if (Boolean(change.isUnauthorized) === isUnauthorized) return []
  return [{ type: 'change.declared_unauthorized', isUnauthorized, reason: because }]
}

/** What time alone brings about: derived from the state, so a late, early or repeated look does no harm. No time approves. */
export const tick = (change: Change, { at }: Context): readonly ChangeEvent[] => {
  const { state, approval, reviewDueAt, isReviewOverdue } = change
  if (state === 'review' && reviewDueAt !== undefined && reviewDueAt <= at && !isReviewOverdue && !change.reviewedAt)
    return [{ type: 'change.review_overdue' }]
  if (state !== 'authorize' || !approval) return []
  const missed = deadlines(approval).filter((deadline) => deadline.at <= at)
  const over = [...new Set(missed.filter(({ is }) => is === 'end').map(({ stage }) => stage.id))]
  const reminders = missed.filter(({ is, stage }) => is !== 'end' && !over.includes(stage.id)).map(reminder)
  if (over.length === 0) return reminders
  const end: ChangeEvent = { type: 'change.approval_expired', stages: over }
  return [...reminders, end, ...onwards(following(change, [...reminders, end], at), at)]
}

const reminder = ({ stage, is, mark }: Deadline): ChangeEvent => ({
  type: 'change.approval_reminded',
  stage: stage.id,
  mark,
  people: undecided(stage),
  ...(is === 'escalation' && { isEscalation: true as const }),
})
