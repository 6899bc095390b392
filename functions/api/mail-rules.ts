import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { keep, keptHistory, readKept } from '../../lib/desk/keep.ts'
import { may } from '../../lib/people/access.ts'
import { actorOf } from '../../lib/people/person.ts'
import { defaultMailRules, MailRules, mailRules } from '../../lib/policy/mail-rules.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Response } from '../edge/http.ts'
import { HistoryPage, HistoryQuery } from './history.ts'
import { versionIn } from './if-match.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const Rules = z.strictObject(MailRules.shape)

const RulesView = MailRules.extend({
  version: z.int().describe('0 until somebody changes them.'),
  updatedAt: z.string().optional(),
})

const { kind, id } = mailRules

const answer = (rules: MailRules & { readonly version: number }): Response => ({
  status: 200,
  headers: { etag: `"${rules.version}"` },
  body: RulesView.parse(rules),
})

const ensureAgent = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'rule' })) throw new Refusal('forbidden', 'Only agents read the rules about mail.')
}

const readRules = operation({
  method: 'GET',
  path: '/api/v1/mail-rules',
  id: 'readMailRules',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read which domains’ automatic mail opens tickets, and whose mail is quarantined',
  status: 200,
  answer: RulesView,
  run: async (call: Call, { store }: ApiDesk) => {
    ensureAgent(call)
    return answer((await readKept(store, MailRules, kind, id)) ?? { ...defaultMailRules, version: 0 })
  },
})

const replaceRules = operation({
  method: 'PUT',
  path: '/api/v1/mail-rules',
  id: 'replaceMailRules',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Make the rules about mail what the body says, whole; they hold within twenty seconds',
  body: Rules,
  status: 200,
  answer: RulesView,
  matching: true,
  run: async (call: Call<z.output<typeof Rules>>, { store, now }: ApiDesk) => {
    if (!may(call.caller, 'administer', { kind: 'rule' }))
      throw new Refusal('forbidden', 'Only administrators change the rules about mail.')
    // Saying what holds anyway is no change to remember.
    if (isDeepStrictEqual(call.body, defaultMailRules) && !(await readKept(store, MailRules, kind, id)))
      return answer({ ...defaultMailRules, version: 0 })
    const order = { kind, id, value: call.body, by: actorOf(call.caller), at: now() }
    return answer(await keep(store, { ...order, ifVersion: versionIn(call) }))
  },
})

const readHistory = operation({
  method: 'GET',
  path: '/api/v1/mail-rules/history',
  id: 'readMailRulesHistory',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read every change of the rules about mail, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    ensureAgent(call)
    const page = await keptHistory(store, kind, id, call.query)
    return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
  },
})

/** What the API can do with the rules about mail. */
export const rulesAboutMail = [readRules, replaceRules, readHistory]
