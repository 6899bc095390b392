import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { keep, keptHistory } from '../../../lib/desk/keep.ts'
import { DigestRule, digestRule, readDigestRule } from '../../../lib/notify/digest-rule.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, historians, readers } from '../rule/access.ts'

const Rule = z.object({ rule: DigestRule, version: z.int().describe('0 for the usual rule.') })

const path = '/api/v1/policy/digest'

const readRule = operation({
  method: 'GET',
  path,
  id: 'readDigestRule',
  access: { kind: 'rule', action: 'read' },
  summary: 'Read when digests go out',
  status: 200,
  answer: Rule,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    const body = await readDigestRule(store)
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

const replaceRule = operation({
  method: 'PUT',
  path,
  id: 'replaceDigestRule',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Say when digests go out: once a day at a time in each reader’s zone, or at every full hour',
  body: DigestRule,
  status: 200,
  answer: Rule,
  matching: true,
  run: async (call: Call<DigestRule>, { store, now }: ApiDesk) => {
    administrators(call)
    const ifVersion = versionIn(call)
    const before = await readDigestRule(store)
    // Saying what holds anyway is no change to remember.
    if (before.version === 0 && isDeepStrictEqual(call.body, before.rule))
      return { status: 200, headers: { etag: '"0"' }, body: before }
    const { version } = await keep(store, {
      ...digestRule,
      value: { rule: call.body },
      by: actorOf(call.caller),
      at: now(),
      ...(ifVersion !== undefined && { ifVersion }),
    })
    return { status: 200, headers: { etag: `"${version}"` }, body: { rule: call.body, version } }
  },
})

const readHistory = operation({
  method: 'GET',
  path: `${path}/history`,
  id: 'readDigestRuleHistory',
  access: { kind: 'rule', action: 'read-history' },
  summary: 'Read every change of when digests go out, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    historians(call)
    const page = await keptHistory(store, digestRule.kind, digestRule.id, call.query)
    return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
  },
})

/** What the API can do with the rule by which digests go out. */
export const digestRules = [readRule, replaceRule, readHistory]
