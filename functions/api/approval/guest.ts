import * as z from 'zod'
import { askForCode, enterCode, passHolder } from '../../../lib/desk/approval/code.ts'
import { noSuchApproval } from '../../../lib/desk/approval/decide.ts'
import { readPerson } from '../../../lib/desk/change-person.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { DecisionBody, decideAs } from './decide.ts'
import { shownTo } from './reading.ts'
import { ApprovalView, approvalView } from './view.ts'

const path = '/api/v1/approvals/{number}/{stage}/guest'

/** The header that carries a pass: the id of its person, a dot, and the secret. */
export const passHeader = 'approval-pass'

const Address = z
  .string('Give the address')
  .trim()
  .min(3, 'Give the address')
  .max(254, 'is longer than a mail address may be (254)')
  .describe('The mail address that was asked to decide.')

const CodeWish = z.strictObject({ address: Address })

const numberIn = ({ params: { number = '', stage = '' } }: Call): { number: string; stage: string } => {
  const found = parseNumber(number)
  if (!found) throw noSuchApproval(number, stage)
  return { number: found, stage }
}

const asking = operation({
  method: 'POST',
  path: `${path}/code`,
  id: 'askApprovalCode',
  isOpen: true,
  summary: 'Have a one-time code mailed to an approver who has no account',
  description:
    'The answer is the same whether the address is asked or not. At most three codes an hour; each is good for ten minutes.',
  body: CodeWish,
  status: 202,
  answer: z.object({}),
  run: async (call: Call<z.output<typeof CodeWish>>, { store, now }: ApiDesk) => {
    await askForCode(store, { ...numberIn(call), ...call.body }, now())
    return { status: 202, body: {} }
  },
})

const CodeEntry = z.strictObject({
  address: Address,
  code: z.string('Give the code').trim().min(1, 'Give the code').max(20, 'Give the code').describe('The six digits.'),
})

const Pass = z.object({
  person: z.string(),
  pass: z.string().describe(`Sent in the header ${passHeader}, after the person’s id and a dot.`),
  until: z.iso.datetime(),
})

const entering = operation({
  method: 'POST',
  path: `${path}/enter`,
  id: 'enterApprovalCode',
  isOpen: true,
  summary: 'Open one decision for fifteen minutes with the code from the mail',
  body: CodeEntry,
  status: 200,
  answer: Pass,
  run: async (call: Call<z.output<typeof CodeEntry>>, { store, now, randomBytes }: ApiDesk) => {
    const secret = Buffer.from(randomBytes()).toString('base64url')
    const opened = await enterCode(store, { ...numberIn(call), ...call.body }, { secret, at: now() })
    return { status: 200, body: Pass.parse(opened) }
  },
})

/** The call in the name of whoever has the pass, or a refusal. */
const asGuest = async <Body>(call: Call<Body>, desk: ApiDesk): Promise<Call<Body>> => {
  const { number, stage } = numberIn(call)
  const given = call.request.headers[passHeader] ?? ''
  const dot = given.lastIndexOf('.')
  const [id, pass] = [given.slice(0, Math.max(dot, 0)), given.slice(dot + 1)]
  const holder = await passHolder(desk.store, { number, stage, person: id, pass }, desk.now())
  const person = holder && (await readPerson(desk.store, id))
  if (!holder || !person?.isActive) throw noSuchApproval(number, stage)
  return { ...call, caller: { ...person, via: 'code' }, provenAt: holder.since }
}

const reading = operation({
  method: 'GET',
  path,
  id: 'readApprovalAsGuest',
  isOpen: true,
  summary: 'Read what one is asked to decide, with a pass and without an account',
  status: 200,
  answer: ApprovalView,
  run: async (call: Call, desk: ApiDesk) => ({
    status: 200,
    body: approvalView(await shownTo(await asGuest(call, desk), desk)),
  }),
})

const deciding = operation({
  method: 'POST',
  path: `${path}/decide`,
  id: 'decideApprovalAsGuest',
  isOpen: true,
  summary: 'Approve or reject a change with a pass and without an account',
  body: DecisionBody,
  status: 200,
  answer: ApprovalView,
  run: async (call: Call<z.output<typeof DecisionBody>>, desk: ApiDesk) => decideAs(await asGuest(call, desk), desk),
})

/** What approvers without an account can do. */
export const guestApprovals = [asking, entering, reading, deciding]
