import * as z from 'zod'
import { type Approval, Ballot, dueAt, needed, Stage, verdict, verdictOf } from '../../../lib/approval/approval.ts'

const Verdict = z.enum(['waiting', 'approved', 'rejected', 'expired'])

/** A stage of an approval: who was asked, what they said, and what that comes to. */
const StageView = Stage.pick({ id: true, name: true, quorum: true, covers: true, digest: true, askedAt: true })
  .extend({
    verdict: Verdict,
    needed: z.int().describe('How many must approve.'),
    dueAt: z.iso.datetime().optional().describe('When its time is over; what is not decided by then expires.'),
    ballots: z.array(Ballot).describe('Everybody who is or was asked; one that was invalidated stays to be seen.'),
  })
  .meta({ id: 'ApprovalStage' })

/** An approval as the desk sees it. */
export const ApprovalView = z.object({
  round: z.int().describe('Counts how often approval was asked for from the beginning.'),
  row: z.string().describe('The row of the policy that demanded it.'),
  verdict: Verdict,
  steps: z.array(z.array(StageView)).describe('Steps follow each other; stages of a step run side by side.'),
})

/** What was invalidated or withdrawn was never said. */
const counts = ({ state }: Ballot) => state !== 'invalidated' && state !== 'withdrawn'

/** The approval for a reader of the desk. */
export const approvalView = (approval: Approval): z.infer<typeof ApprovalView> => ({
  round: approval.round,
  row: approval.row,
  verdict: verdict(approval),
  steps: approval.steps.map((stages) =>
    stages.map((stage) => ({
      ...StageView.omit({ verdict: true, needed: true, dueAt: true }).parse(stage),
      verdict: verdictOf(stage),
      needed: needed(stage.quorum, stage.ballots.filter(counts).length),
      dueAt: dueAt(stage),
    })),
  ),
})
