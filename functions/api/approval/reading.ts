import * as z from 'zod'
import { noSuchApproval } from '../../../lib/desk/approval/decide.ts'
import { myBallots } from '../../../lib/desk/approval/my-ballots.ts'
import { readApproval } from '../../../lib/desk/approval/read.ts'
import { may } from '../../../lib/people/access.ts'
import { key } from '../../../lib/store/schema.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { officeOf } from './office.ts'
import { ApprovalView, approvalView, MyApprovals } from './view.ts'

const Limit = z.object({
  limit: z.coerce
    .number('Use a number')
    .int('Use a whole number')
    .min(1, 'Use 1 to 100')
    .max(100, 'Use 1 to 100')
    .default(50)
    .describe('How many of each, at most 100.'),
})

const listApprovals = operation({
  method: 'GET',
  path: '/api/v1/approvals',
  id: 'listApprovals',
  access: { kind: 'approval', action: 'list' },
  summary: 'List what the caller is asked to decide, and what they were asked lately',
  query: Limit,
  status: 200,
  answer: MyApprovals,
  run: async ({ caller, query }: Call<unknown, z.output<typeof Limit>>, { store }: ApiDesk) => {
    if (!may(caller, 'list', { kind: 'approval' }))
      throw new Refusal('forbidden', 'Sign in, or use the link in the mail that asked you.')
    return { status: 200, body: MyApprovals.parse(await myBallots(store, caller.id, query.limit)) }
  },
})

const Since = z.object({
  since: z.coerce
    .number('Use a version')
    .int('Use a version')
    .min(1, 'Use a version')
    .optional()
    .describe('A version of the change that the caller has seen: the answer tells what was edited after it.'),
})

const wasAsked = async ({ store }: ApiDesk, person: string, number: string | undefined, stage: string) =>
  number !== undefined && (await store.get(key.ballot(person, number, stage)))?.kind === 'ballot'

const superseded = (number: string) =>
  new Refusal('not_found', `Others are asked about ${number} now; there is nothing for you to do.`, undefined, {
    superseded: true,
  })

/** The stage that a path names, as the caller sees it; whoever may not see it finds nothing there. */
export const shownTo = async (call: Call, desk: ApiDesk, since?: number) => {
  const { number = '', stage = '' } = call.params
  const { caller, provenAt } = call
  const looking = { person: caller.id, at: desk.now(), provenAt, since }
  const found = parseNumber(number)
  const shown = found && (await readApproval(officeOf(desk), found, stage, looking))
  if (!shown || !may(caller, 'read', { kind: 'approval', ...(shown.held && { person: { id: caller.id } }) }))
    throw (await wasAsked(desk, caller.id, found, stage)) ? superseded(number) : noSuchApproval(number, stage)
  return shown
}

const readOne = operation({
  method: 'GET',
  path: '/api/v1/approvals/{number}/{stage}',
  id: 'readApproval',
  access: { kind: 'approval', action: 'read' },
  summary: 'Read everything that an approver must know of a change, and what became of the question; changes nothing',
  query: Since,
  status: 200,
  answer: ApprovalView,
  run: async (call: Call<unknown, z.output<typeof Since>>, desk: ApiDesk) => ({
    status: 200,
    body: approvalView(await shownTo(call, desk, call.query.since)),
  }),
})

/** Reading approvals. */
export const approvalReadings = [listApprovals, readOne]
