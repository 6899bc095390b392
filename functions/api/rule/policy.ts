import * as z from 'zod'
import {
  changeRules,
  type RuleOrder,
  type RulesInForce,
  readRules,
  ruleHistory,
} from '../../../lib/desk/change-rules.ts'
import { policySource } from '../../../lib/desk/policy-source.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { type DeskRules, DeskSettings, Matrix } from '../../../lib/policy/desk-rules.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, type Operation, operation } from '../operation.ts'
import { administrators, historians, readers } from './access.ts'

/** By whom, when, and having seen which version the caller changes rules. */
export const ruleOrder = (call: Call, at: string): RuleOrder => ({
  by: actorOf(call.caller),
  at,
  ifVersion: versionIn(call),
})

/** Some of the rules as the API reads and replaces them, whole. */
interface Part<Body extends z.ZodObject> {
  /** Last part of the path. */
  readonly name: string
  /** What the document calls it. */
  readonly id: string
  readonly what: string
  readonly body: Body
  readonly fields: readonly (keyof DeskRules)[]
  read(rules: DeskRules): z.output<Body>
  /** What the body makes of the rules, or a refusal of what it refers to. */
  write(body: z.output<Body>, store: Store, at: string): Promise<Partial<DeskRules>>
}

/** Reading, replacing and looking back at some of the rules, which share one version. */
const part = <Body extends z.ZodObject>({
  name,
  id,
  what,
  body,
  fields,
  read,
  write,
}: Part<Body>): readonly Operation[] => {
  const path = `/api/v1/policy/${name}`
  const View = body.extend({
    version: z.int().describe('Of all rules of the desk together; 0 until somebody changes them.'),
  })
  const view = ({ rules, version }: RulesInForce): Response => ({
    status: 200,
    headers: { etag: `"${version}"` },
    body: View.parse({ ...read(rules), version }),
  })
  return [
    operation({
      method: 'GET',
      path,
      id: `read${id}`,
      access: { kind: 'rule', action: 'read' },
      summary: `Read ${what}`,
      status: 200,
      answer: View,
      run: async (call: Call, { store }: ApiDesk) => {
        readers(call)
        return view(await readRules(store))
      },
    }),
    operation({
      method: 'PUT',
      path,
      id: `replace${id}`,
      access: { kind: 'rule', action: 'administer' },
      summary: `Replace ${what}; decisions follow within 20 seconds`,
      body,
      status: 200,
      answer: View,
      matching: true,
      run: async (call: Call<z.output<Body>>, { store, now }: ApiDesk) => {
        administrators(call)
        const at = now()
        const change = await write(call.body, store, at)
        return view(await changeRules(store, ruleOrder(call, at), () => change))
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/history`,
      id: `read${id}History`,
      access: { kind: 'rule', action: 'read-history' },
      summary: `Read every change of ${what}, newest first`,
      query: HistoryQuery,
      status: 200,
      answer: HistoryPage,
      run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
        historians(call)
        return { status: 200, body: HistoryPage.parse(await ruleHistory(store, fields, call.query)) }
      },
    }),
  ]
}

/** The teams that decisions know at an instant, by id. */
export const teamsOf = async (store: Store, at: string): Promise<ReadonlySet<string>> => {
  const { teams } = await policySource(store, () => at).with([])
  return new Set(teams.map(({ id }) => id))
}

const matrix = part({
  name: 'priority-matrix',
  id: 'PriorityMatrix',
  what: 'the priority by impact and urgency',
  body: Matrix,
  fields: ['matrix'],
  read: ({ matrix }) => matrix,
  write: async (matrix) => ({ matrix }),
})

const settings = part({
  name: 'settings',
  id: 'Settings',
  what: 'the settings of the desk',
  body: DeskSettings,
  fields: Object.keys(DeskSettings.shape) as (keyof DeskSettings)[],
  read: ({ matrix: _, slas: __, ...settings }) => settings,
  write: async (given, store, at) => {
    const teams = await teamsOf(store, at)
    if (!teams.has(given.firstTeam))
      throw new Refusal(
        'invalid',
        `firstTeam: there is no team ${given.firstTeam}. Use one of ${[...teams].join(', ')}.`,
        'firstTeam',
      )
    return given
  },
})

/** The rules that are one value each, and the matrix. */
export const policy = [...matrix, ...settings]
