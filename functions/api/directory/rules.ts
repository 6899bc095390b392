import * as z from 'zod'
import { readDirectoryRules, replaceDirectoryRules } from '../../../lib/desk/directory/rules.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import { DirectoryRules, directoryRules } from '../../../lib/people/directory/rules.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ensureMay } from './access.ts'

const path = '/api/v1/directory/rules'

const View = DirectoryRules.extend({ version: z.int().describe('0 until somebody changes them.') })

const answer = (body: z.output<typeof View>) => ({
  status: 200,
  headers: { etag: `"${body.version}"` },
  body: View.parse(body),
})

/** What the API can do with the rules about the company's directory. */
export const rulesOfDirectory = [
  operation({
    method: 'GET',
    path,
    id: 'readDirectoryRules',
    access: { kind: 'directory', action: 'read' },
    summary: 'Read what groups of the directory give, and when it is stopped',
    status: 200,
    answer: View,
    run: async (call: Call, { store }: ApiDesk) => {
      ensureMay(call, 'read')
      return answer(await readDirectoryRules(store))
    },
  }),
  operation({
    method: 'PUT',
    path,
    id: 'replaceDirectoryRules',
    access: { kind: 'directory', action: 'administer' },
    summary: 'Say what groups of the directory give; members get and lose it a little later',
    body: DirectoryRules,
    status: 200,
    answer: View,
    matching: true,
    run: async (call: Call<DirectoryRules>, { store, now }: ApiDesk) => {
      ensureMay(call, 'administer')
      const writing = { by: actorOf(call.caller), at: now(), ifVersion: versionIn(call) }
      return answer(await replaceDirectoryRules(store, { rules: call.body, ...writing }))
    },
  }),
  operation({
    method: 'GET',
    path: `${path}/history`,
    id: 'readDirectoryRulesHistory',
    access: { kind: 'directory', action: 'read-history' },
    summary: 'Read every change of these rules, newest first',
    query: HistoryQuery,
    status: 200,
    answer: HistoryPage,
    run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
      ensureMay(call, 'read-history')
      const page = await keptHistory(store, directoryRules.kind, directoryRules.id, call.query)
      return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
    },
  }),
]
