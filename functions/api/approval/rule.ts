import * as z from 'zod'
import { StepUpRule, stepUpRule } from '../../../lib/approval/step-up.ts'
import { readStepUpRule } from '../../../lib/desk/approval/decide.ts'
import { keep } from '../../../lib/desk/keep.ts'
import { may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'

const path = '/api/v1/approvals/rule'
const View = StepUpRule.extend({ version: z.int().describe('0 until somebody changes it.') })

const answer = (rule: z.input<typeof View>) => ({
  status: 200,
  headers: { etag: `"${rule.version}"` },
  body: View.parse(rule),
})

const reading = operation({
  method: 'GET',
  path,
  id: 'readApprovalRule',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read from which risk a decision needs a fresh sign-in',
  status: 200,
  answer: View,
  run: async ({ caller }: Call, { store }: ApiDesk) => {
    if (!may(caller, 'read', { kind: 'rule' }))
      throw new Refusal('forbidden', 'Only agents read the rules of the desk.')
    return answer(await readStepUpRule(store))
  },
})

const replacing = operation({
  method: 'PUT',
  path,
  id: 'replaceApprovalRule',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Say from which risk a decision needs a fresh sign-in, and how fresh; it holds at once',
  body: StepUpRule,
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<StepUpRule>, { store, now }: ApiDesk) => {
    if (!may(call.caller, 'administer', { kind: 'rule' }))
      throw new Refusal('forbidden', 'Only administrators change the rules of the desk.')
    const order = { ...stepUpRule, value: call.body, by: actorOf(call.caller), at: now() }
    const ifVersion = versionIn(call)
    const { version } = await keep(store, { ...order, ...(ifVersion !== undefined && { ifVersion }) })
    return answer({ ...call.body, version })
  },
})

/** The rule about fresh sign-ins. */
export const approvalRule = [reading, replacing]
