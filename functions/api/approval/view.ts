import * as z from 'zod'
import { BallotState, DecisionChannel } from '../../../lib/approval/approval.ts'
import { AskedBallot } from '../../../lib/approval/ballot.ts'
import { Quorum } from '../../../lib/approval/policy.ts'
import { ChangeState, ChangeType, Risk, Window } from '../../../lib/change/change.ts'
import { materialFields } from '../../../lib/change/material.ts'
import type { Said, ShownApproval } from '../../../lib/desk/approval/read.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Impact } from '../../../lib/ticket/priority.ts'
import { Words } from '../../../lib/ticket/words.ts'

const instant = z.iso.datetime()
const Who = PersonRef.pick({ id: true, name: true })

/** One line of "my approvals". */
export const BallotLine = AskedBallot.omit({ kind: true }).extend({
  approver: Who,
  for: Who.optional().describe('In whose place.'),
  standIn: Who.optional().describe('Who decided in the place of whoever was asked.'),
})

export const MyApprovals = z.object({
  open: z.array(BallotLine).describe('What waits for the caller, whose time ends first coming first.'),
  over: z.array(BallotLine).describe('What does not wait any more, the newest first.'),
})

const SaidView = z.object({
  approver: Who,
  for: Who.optional(),
  state: BallotState,
  decidedAt: instant.optional(),
  channel: DecisionChannel.optional(),
  comment: z.string().optional(),
  entry: z.int().optional().describe('The entry of the timeline that records the decision; names its receipt.'),
})

const StageView = z.object({
  id: z.string(),
  name: z.string(),
  quorum: Quorum,
  verdict: z.enum(['waiting', 'approved', 'rejected', 'expired']),
  isAsked: z.boolean().describe('Whether its turn has come.'),
  ballots: z.array(SaidView),
})

/** Everything an approver must see. */
export const ApprovalView = z.object({
  number: z.string(),
  version: z.int().describe('Of the change; given as `since`, the answer tells what is different.'),
  stage: z.string(),
  stageName: z.string(),
  round: z.int(),
  askedAt: instant.optional(),
  decideBy: instant.optional().describe('When the time is over; nothing is approved by time alone.'),
  isOpen: z.boolean().describe('Whether the caller can decide now.'),
  needsFreshSignIn: z.boolean().describe('Whether the risk asks for a sign-in that is younger than the caller’s.'),
  yours: SaidView.optional().describe('The caller’s own say; absent for those who are not asked.'),
  instead: Who.optional().describe('In whose place the caller decides.'),
  digest: z.string().describe('Of what is shown; a decision about anything else is refused.'),
  type: ChangeType,
  title: z.string(),
  state: ChangeState,
  why: z.string(),
  plan: z.string().optional(),
  test: z.string().optional(),
  backout: z.string().optional(),
  window: Window.optional(),
  impact: Impact,
  risk: Risk.optional(),
  because: z.array(z.object({ risk: Risk, what: Words })).describe('What contributes to the risk, as it is now.'),
  obstacles: z.array(z.object({ id: z.string(), is: z.string(), blocks: z.boolean(), what: Words })),
  service: z.string().optional(),
  items: z.array(z.string()),
  requester: Who,
  owner: Who.optional(),
  assignee: Who.optional().describe('Who carries it out.'),
  team: z.string(),
  stages: z.array(StageView).describe('Every stage in its order, with what its people said.'),
  changes: z
    .array(
      z.object({
        at: instant,
        by: z.string(),
        field: z.enum(materialFields),
        before: z.unknown(),
        now: z.unknown(),
      }),
    )
    .describe('What was edited after the version `since`.'),
  closing: z
    .object({
      is: z.enum(['rejected', 'expired', 'reverted', 'canceled', 'recorded']),
      at: instant,
      by: z.string(),
      reason: z.string(),
    })
    .optional()
    .describe('Why nobody need decide any more.'),
})
export type ApprovalView = z.infer<typeof ApprovalView>

const saidView = (said: Said) => SaidView.parse(said)

/** The approval as it is told over the API. */
export const approvalView = (shown: ShownApproval): ApprovalView => {
  const { change, stage, held, instead, texts, assessment, closing, verdict } = shown
  return ApprovalView.parse({
    ...change,
    ...texts,
    stage: stage.id,
    stageName: stage.name,
    round: change.approval?.round,
    askedAt: stage.askedAt,
    decideBy: shown.decideBy,
    isOpen:
      held?.state === 'requested' &&
      change.state === 'authorize' &&
      verdict === 'waiting' &&
      stage.askedAt !== undefined,
    needsFreshSignIn: shown.needsFreshSignIn,
    yours: held && saidView(held),
    instead,
    digest: shown.digest,
    why: shown.why,
    because: assessment.because,
    obstacles: shown.obstacles,
    stages: shown.stages.map((each) => ({
      ...each.stage,
      verdict: each.verdict,
      isAsked: each.stage.askedAt !== undefined,
      ballots: each.ballots.map(saidView),
    })),
    changes: shown.changes,
    closing,
  })
}
