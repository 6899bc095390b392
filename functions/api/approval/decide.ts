import * as z from 'zod'
import { changeProcess } from '../../../lib/change/process.ts'
import { decideBallot } from '../../../lib/desk/approval/decide.ts'
import { resultOf } from '../../../lib/desk/execute.ts'
import { followerOf } from '../../../lib/desk/named-person.ts'
import { may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { receiptOf, refuseOther } from '../idempotency.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { officeOf } from './office.ts'
import { shownTo } from './reading.ts'
import { ApprovalView, approvalView } from './view.ts'

/** What somebody decides. */
export const DecisionBody = z.strictObject({
  decision: z.enum(['approved', 'rejected']).describe('What the caller decides; the first decision counts.'),
  comment: z
    .string()
    .max(4000, 'Use at most 4,000 characters')
    .optional()
    .describe('Why; a rejection must say it, because the requester has to mend the change.'),
  digest: z
    .string('Give the digest that you were shown')
    .max(100)
    .describe('The digest of what the caller was shown. Other content meanwhile: 412, and nothing is decided.'),
})

/** Records the caller’s decision, and answers what it led to. */
export const decideAs = async (call: Call<z.output<typeof DecisionBody>>, desk: ApiDesk) => {
  const { caller, body, params, provenAt, channel } = call
  const { change, stage, held } = await shownTo(call, desk)
  if (!held || !may(caller, 'decide', { kind: 'approval', person: { id: caller.id } }))
    throw new Refusal('forbidden', `Others are asked about ${params.number}. Only they decide.`)
  const at = desk.now()
  const receipt = receiptOf(call, at)
  const before = receipt && (await resultOf(desk.store, changeProcess, receipt))
  if (before) refuseOther(before.note, receipt)
  else
    await decideBallot(officeOf(desk), {
      number: change.number,
      stage: stage.id,
      approver: followerOf(caller),
      ...body,
      channel: channel === 'web' ? 'page' : 'api',
      context: { at, by: actorOf(caller), channel: channel ?? 'api' },
      provenAt,
      receipt,
    })
  return { status: 200, body: approvalView(await shownTo(call, desk)) }
}

/** Decides about a change: once, by whoever is asked, or by who stands in for them today. */
export const decide = operation({
  method: 'POST',
  path: '/api/v1/approvals/{number}/{stage}/decide',
  id: 'decideApproval',
  access: { kind: 'approval', action: 'decide' },
  summary: 'Approve or reject a change in one stage, as the one who is asked',
  description:
    'The first decision counts: another one is answered with 409 and what was decided, by whom and when. Above the risk that the step-up rule names, a token cannot decide: 401.',
  body: DecisionBody,
  status: 200,
  answer: ApprovalView,
  idempotent: true,
  run: decideAs,
})
