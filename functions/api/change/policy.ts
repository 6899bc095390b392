import * as z from 'zod'
import type { ApprovalPolicy, ApproverRule } from '../../../lib/approval/policy.ts'
import { ChangeRules, changeRules } from '../../../lib/change/rules.ts'
import { readChangeRules, saveChangeRules } from '../../../lib/desk/change/rules.ts'
import { peopleOf } from '../../../lib/desk/change-team.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, historians, readers } from '../rule/access.ts'
import { ruleOrder } from '../rule/policy.ts'

const path = '/api/v1/policy/changes'

const View = z.object({
  ...ChangeRules.shape,
  version: z.int().describe('0 until somebody changes them.'),
})

const view = ({ rules, version }: { readonly rules: ChangeRules; readonly version: number }) => ({
  status: 200,
  headers: { etag: `"${version}"` },
  body: View.parse({ ...rules, version }),
})

/** Every rule that says who approves, with where it stands. */
const approversIn = ({ rows }: ApprovalPolicy): readonly { readonly rule: ApproverRule; readonly field: string }[] =>
  rows.flatMap(({ steps }, row) =>
    steps.flatMap((stages, step) =>
      stages.flatMap(({ approvers, fallback }, stage) => {
        const place = `approval.rows.${row}.steps.${step}.${stage}`
        return [
          ...approvers.map((rule, i) => ({ rule, field: `${place}.approvers.${i}` })),
          ...fallback.map((rule, i) => ({ rule, field: `${place}.fallback.${i}` })),
        ]
      }),
    ),
  )

/** Refuses a policy that names a person or a team that there is not: a stage would fall back unseen. */
const ensureKnown = async ({ approval }: ChangeRules, { store, policies }: ApiDesk): Promise<void> => {
  const all = approversIn(approval)
  const ids = [...new Set(all.flatMap(({ rule }) => (rule.is === 'person' ? [rule.person] : [])))]
  if (ids.length > 100) throw new Refusal('invalid', 'approval: name at most 100 people. Use teams.', 'approval')
  const [people, { teams }] = await Promise.all([ids.length > 0 ? peopleOf(store, ids) : [], policies.with([])])
  for (const { rule, field } of all) {
    if (rule.is === 'person' && !people.some(({ id }) => id === rule.person))
      throw new Refusal('invalid', `${field}.person: there is no person ${rule.person}.`, `${field}.person`)
    if ((rule.is === 'team' || rule.is === 'team-lead') && rule.team !== undefined)
      if (!teams.some(({ id }) => id === rule.team))
        throw new Refusal('invalid', `${field}.team: there is no team ${rule.team}.`, `${field}.team`)
  }
}

const reading = operation({
  method: 'GET',
  path,
  id: 'readChangeRules',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read who must approve which change, and what is asked about risk',
  status: 200,
  answer: View,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    return view(await readChangeRules(store))
  },
})

const replacing = operation({
  method: 'PUT',
  path,
  id: 'replaceChangeRules',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Replace who must approve which change, and what is asked about risk',
  description: 'Changes that are up for approval keep what was demanded of them until they are edited.',
  body: ChangeRules,
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<ChangeRules>, desk: ApiDesk) => {
    administrators(call)
    await ensureKnown(call.body, desk)
    const { version } = await saveChangeRules(desk.store, ruleOrder(call, desk.now()), call.body)
    return view({ rules: call.body, version })
  },
})

const looking = operation({
  method: 'GET',
  path: `${path}/history`,
  id: 'readChangeRulesHistory',
  access: { kind: 'rule', action: 'read-history' },
  summary: 'Read every change of the rules of change enablement, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    historians(call)
    const page = await keptHistory(store, changeRules.kind, changeRules.id, call.query)
    return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
  },
})

/** The rules of change enablement. */
export const changePolicy = [reading, replacing, looking]
