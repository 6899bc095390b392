import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { keep, keptHistory, readKept } from '../../../lib/desk/keep.ts'
import { may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { AlertRules, alertRules, defaultAlertRules } from '../../../lib/policy/alert-rules.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'

const path = '/api/v1/alert-rules'
const Rules = z.strictObject(AlertRules.shape)

const RulesView = AlertRules.extend({
  version: z.int().describe('0 until somebody changes them.'),
  updatedAt: z.string().optional(),
}).meta({ id: 'AlertRules' })

const { kind, id } = alertRules

const answer = (rules: AlertRules & { readonly version: number }): Response => ({
  status: 200,
  headers: { etag: `"${rules.version}"` },
  body: RulesView.parse(rules),
})

const ensureAgent = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'rule' })) throw new Refusal('forbidden', 'Only agents read the rules about alerts.')
}

const reading = operation({
  method: 'GET',
  path,
  id: 'readAlertRules',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read how urgent incidents of alerts are, and in which language alerts speak',
  status: 200,
  answer: RulesView,
  run: async (call: Call, { store }: ApiDesk) => {
    ensureAgent(call)
    return answer((await readKept(store, AlertRules, kind, id)) ?? { ...defaultAlertRules, version: 0 })
  },
})

const replacing = operation({
  method: 'PUT',
  path,
  id: 'replaceAlertRules',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Make the rules about alerts what the body says, whole; they hold within twenty seconds',
  body: Rules,
  status: 200,
  answer: RulesView,
  matching: true,
  run: async (call: Call<z.output<typeof Rules>>, { store, now }: ApiDesk) => {
    if (!may(call.caller, 'administer', { kind: 'rule' }))
      throw new Refusal('forbidden', 'Only administrators change the rules about alerts.')
    // Saying what holds anyway is no change to remember.
    if (isDeepStrictEqual(call.body, defaultAlertRules) && !(await readKept(store, AlertRules, kind, id)))
      return answer({ ...defaultAlertRules, version: 0 })
    const order = { kind, id, value: call.body, by: actorOf(call.caller), at: now() }
    return answer(await keep(store, { ...order, ifVersion: versionIn(call) }))
  },
})

const readHistory = operation({
  method: 'GET',
  path: `${path}/history`,
  id: 'readAlertRulesHistory',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read every change of the rules about alerts, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    ensureAgent(call)
    const page = await keptHistory(store, kind, id, call.query)
    return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
  },
})

/** What the API can do with the rules about alerts. */
export const rulesAboutAlerts = [reading, replacing, readHistory]
