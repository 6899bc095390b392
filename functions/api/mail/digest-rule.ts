import * as z from 'zod'
import { keep } from '../../../lib/desk/keep.ts'
import { DigestRule, digestRule, readDigestRule } from '../../../lib/notify/digest-rule.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, readers } from '../rule/access.ts'

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

/** What the API can do with the rule by which digests go out. */
export const digestRules = [readRule, replaceRule]
