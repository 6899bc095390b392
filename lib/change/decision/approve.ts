import {
  type Approval,
  isApprovedFor,
  type Stage,
  toAsk,
  uncovered,
  undecided,
  verdict,
  verdictOf,
} from '../../approval/approval.ts'
import { digestOf } from '../../approval/digest.ts'
import type { Context } from '../../ticket/actor.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Change } from '../change.ts'
import type { ChangeCommandOf, Demanded } from '../command.ts'
import type { ChangeEvent } from '../event.ts'
import { evolve } from '../evolve.ts'
import { ensureLegal } from '../life-cycle.ts'
import { type MaterialField, materialFields, materialOf } from '../material.ts'
import { ensureComplete, ensureUnobstructed } from '../submission.ts'

/** The change as it would be after these events. */
export const following = (change: Change, events: readonly ChangeEvent[], at: string): Change =>
  events.reduce((now, event) => evolve(now, event, { number: now.number, sequence: now.version + 1, at }), change)

const once = (people: readonly PersonRef[]) => [...new Map(people.map((person) => [person.id, person])).values()]

/** Everybody who was asked and has not decided. */
export const pending = ({ approval }: Change): readonly PersonRef[] =>
  once((approval?.steps.flat() ?? []).filter(({ askedAt }) => askedAt !== undefined).flatMap(undecided))

/** Nobody decides about their own change: not who asked for it, and not who carries it out (APR-6). */
export const barred = ({ requester, assignee }: Change): ReadonlySet<string> =>
  new Set([requester.id, ...(assignee ? [assignee.id] : [])])

/** What follows of itself once an approval stands as it does: the next people are asked, or it is authorized or sent back. */
export const onwards = (change: Change, at: string): readonly ChangeEvent[] => {
  const { approval } = change
  if (!approval || change.state !== 'authorize') return []
  switch (verdict(approval)) {
    case 'rejected':
      return [{ type: 'change.reverted', because: 'rejected', reason: rejection(approval), people: pending(change) }]
    case 'expired':
      return [{ type: 'change.reverted', because: 'expired', reason: expiry(approval), people: pending(change) }]
    case 'approved':
      return isApprovedFor(approval, materialOf(change)) ? [{ type: 'change.authorized' }] : []
    case 'waiting': {
      const stages = toAsk(approval).map(({ id }) => id)
      if (stages.length === 0) return []
      const ask: ChangeEvent = { type: 'change.approval_asked', stages }
      // A stage in which nobody can decide is over as soon as it is asked.
      return [ask, ...onwards(following(change, [ask], at), at)]
    }
  }
}

const rejection = (approval: Approval) => {
  const stage = approval.steps.flat().find((each) => verdictOf(each) === 'rejected')!
  const { approver } = stage.ballots.find(({ state }) => state === 'rejected')!
  return `${approver.name} (${stage.name})`
}

const expiry = (approval: Approval) => {
  const stages = approval.steps.flat().filter((each) => verdictOf(each) === 'expired')
  return stages.map(({ name }) => name).join(', ')
}

/** Events, and what follows of itself. */
export const andOnwards = (change: Change, events: readonly ChangeEvent[], at: string): readonly ChangeEvent[] => [
  ...events,
  ...onwards(following(change, events, at), at),
]

/** Everybody's ballot is written in the transaction that asks, and one has room for a hundred items. */
const mostBallots = 40

const ensureElectorate = (approval: Demanded, change: Change) => {
  const own = barred(change)
  const count = approval.steps.flat().flatMap(({ ballots }) => ballots).length
  if (count > mostBallots)
    throw new Refusal(
      'conflict',
      `${count} people would be asked. At most ${mostBallots} can decide about one change; ask an administrator to mend the approval policy.`,
    )
  for (const { name, ballots } of approval.steps.flat()) {
    if (ballots.length === 0)
      throw new Refusal('conflict', `Nobody can approve for ${name}. Ask an administrator to mend the approval policy.`)
    const self = ballots.find(({ approver }) => own.has(approver.id))
    if (self) throw new Refusal('forbidden', `${self.approver.name} cannot approve their own change.`)
  }
}

export const requestApproval = (
  change: Change,
  { approval, obstacles }: ChangeCommandOf<'request-approval'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  ensureLegal(change, 'request-approval')
  if (change.approval && verdict(change.approval) === 'waiting' && change.state === 'authorize')
    throw new Refusal('conflict', `Approval of ${change.number} has been asked for already.`)
  ensureComplete(change, at)
  ensureUnobstructed(change, obstacles)
  ensureElectorate(approval, change)
  return andOnwards(change, [begun(change, approval)], at)
}

const begun = (change: Change, approval: Demanded): ChangeEvent => ({
  type: 'change.approval_begun',
  approval: { ...approval, round: change.rounds + 1 },
})

/** The stage, its people asked, or a refusal that says what became of it. */
const stageFor = (change: Change, id: string): Stage => {
  const stage = change.approval?.steps.flat().find((each) => each.id === id)
  if (!stage) throw new Refusal('not_found', `${change.number} has no approval stage ${id}.`, 'stage')
  if (stage.askedAt === undefined)
    throw new Refusal('conflict', `It is not the turn of ${stage.name} yet; you will be asked.`, 'stage')
  return stage
}

export const decideApproval = (
  change: Change,
  { stage: id, approver, for: absent, decision, comment, digest, channel }: ChangeCommandOf<'decide'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  const stage = stageFor(change, id)
  const lastOf = (person: string) => stage.ballots.findLast((ballot) => ballot.approver.id === person)
  const own = lastOf(approver.id)
  // One vote is one person: whoever is asked decides for nobody else beside.
  const ballot = own ?? (absent && lastOf(absent.id))
  if (!ballot) throw new Refusal('forbidden', `${approver.name} is not asked for ${stage.name}.`, 'stage')
  if (ballot.state !== 'requested')
    throw new Refusal(
      'conflict',
      `This was ${ballot.state}${ballot.decidedAt ? ` at ${ballot.decidedAt}` : ''} already.`,
      'decision',
      {
        decision: ballot.state,
        ...(ballot.decidedAt && { decidedAt: ballot.decidedAt, decidedBy: ballot.approver.name }),
      },
    )
  if (change.state !== 'authorize')
    throw new Refusal('conflict', `${change.number} is ${change.state}; nobody need decide any more.`, 'decision', {
      state: change.state,
    })
  if (barred(change).has(approver.id))
    throw new Refusal('forbidden', 'Nobody approves their own change. Somebody else must decide.', 'decision')
  const current = digestOf(materialOf(change), stage.covers)
  if (digest !== current)
    throw new Refusal('stale', `${change.number} has changed since you were shown it. Look at it again.`, 'digest', {
      digest: current,
    })
  if (decision === 'rejected' && !comment?.trim())
    throw new Refusal('invalid', 'Say why you reject it: the requester has to mend it.', 'comment')
  const event: ChangeEvent = {
    type: 'change.decided',
    stage: id,
    ...(own
      ? { approver: own.approver, ...(own.for && { for: own.for }) }
      : { approver, for: ballot.approver, isStandIn: true }),
    decision,
    ...(comment?.trim() && { comment: comment.trim() }),
    digest,
    channel,
  }
  return andOnwards(change, [event], at)
}

export const replaceApprover = (
  change: Change,
  { stage: id, approver, substitutes }: ChangeCommandOf<'replace-approver'>,
  { at }: Context,
): readonly ChangeEvent[] => {
  if (change.state !== 'authorize') return []
  const stage = change.approval?.steps.flat().find((each) => each.id === id)
  const ballot = stage?.ballots.find((each) => each.approver.id === approver && each.state === 'requested')
  if (!stage || !ballot) return []
  const own = barred(change)
  const there = new Set(
    stage.ballots.filter(({ state }) => state === 'requested' || state === 'approved').map((each) => each.approver.id),
  )
  const now = substitutes.filter((person) => !own.has(person.id) && !there.has(person.id))
  return andOnwards(change, [{ type: 'change.approver_replaced', stage: id, before: ballot.approver, now }], at)
}

/** Whether two approvals demand the same of the same people; who said what is left aside. */
const isSameDemand = (one: Demanded, other: Demanded): boolean => {
  const shape = ({ row, steps }: Demanded) =>
    JSON.stringify([
      row,
      steps.map((stages) =>
        stages.map(({ id, quorum, covers, ballots }) => [
          id,
          quorum,
          covers,
          [...new Set(ballots.map(({ approver }) => approver.id))].sort(),
        ]),
      ),
    ])
  return shape(one) === shape(other)
}

/** What an edit means to approvals that were asked for: those that covered it count no more, and their people are told. */
export const afterEdit = (
  change: Change,
  edited: Change,
  demanded: Demanded | undefined,
  { at }: Context,
): readonly ChangeEvent[] => {
  const { approval, state } = edited
  if (!approval || (state !== 'authorize' && state !== 'scheduled')) return []
  if (demanded) ensureElectorate(demanded, edited)
  const isOther = demanded !== undefined && !isSameDemand(approval, demanded)
  const stages = isOther
    ? approval.steps.flat().filter(({ askedAt }) => askedAt !== undefined)
    : uncovered(approval, materialOf(edited))
  if (stages.length === 0 && !isOther) return []
  const before = materialOf(change)
  const now = materialOf(edited)
  const because = materialFields.filter(
    (field: MaterialField) => digestOf({ it: before[field] }) !== digestOf({ it: now[field] }),
  )
  const people = once(stages.flatMap(({ ballots }) => ballots.filter(stands).map(({ approver }) => approver)))
  const gone: ChangeEvent = {
    type: 'change.approvals_invalidated',
    stages: stages.map(({ id }) => id),
    because,
    people,
  }
  return andOnwards(edited, isOther ? [gone, begun(edited, demanded)] : [gone], at)
}

const stands = ({ state }: Stage['ballots'][number]) => state === 'requested' || state === 'approved'
