import * as z from 'zod'
import { readCalendars } from '../../../lib/desk/change-calendar.ts'
import { changeRules, promisesOf, type RulesInForce, readRules, ruleHistory } from '../../../lib/desk/change-rules.ts'
import { mostSlas } from '../../../lib/policy/desk-rules.ts'
import { SlaDefinition, SlaFields } from '../../../lib/ticket/sla.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, historians, readers } from './access.ts'
import { ruleOrder, teamsOf } from './policy.ts'

const Promises = z.strictObject({
  items: z
    .array(SlaFields, 'Give the list of promises')
    .max(mostSlas, `Use at most ${mostSlas} promises`)
    .describe('Of each kind and metric the first that applies is promised.'),
})

const PromisesView = z.object({
  items: z.array(SlaDefinition),
  cursor: z.null().describe('The list is always whole.'),
  version: z.int().describe('Of all rules of the desk together; 0 until somebody changes them.'),
})

const path = '/api/v1/slas'

const view = ({ rules, version }: RulesInForce) => ({
  status: 200,
  headers: { etag: `"${version}"` },
  body: PromisesView.parse({ items: rules.slas, cursor: null, version }),
})

const reading = operation({
  method: 'GET',
  path,
  id: 'listSlas',
  access: { kind: 'rule', action: 'read' },
  summary: 'List the promises about time, in the order in which they are tried',
  status: 200,
  answer: PromisesView,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    return view(await readRules(store))
  },
})

const replacing = operation({
  method: 'PUT',
  path,
  id: 'replaceSlas',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Replace the promises about time; clocks that run keep what was promised',
  body: Promises,
  status: 200,
  answer: PromisesView,
  matching: true,
  run: async (call: Call<z.output<typeof Promises>>, { store, now }: ApiDesk) => {
    administrators(call)
    const at = now()
    const [calendars, teams] = await Promise.all([readCalendars(store), teamsOf(store, at)])
    const referable = { calendars: new Set(calendars.map(({ id }) => id)), teams }
    const changed = await changeRules(store, ruleOrder(call, at), (rules) => ({
      slas: promisesOf(call.body.items, rules, referable),
    }))
    return view(changed)
  },
})

const looking = operation({
  method: 'GET',
  path: `${path}/history`,
  id: 'readSlasHistory',
  access: { kind: 'rule', action: 'read-history' },
  summary: 'Read every change of the promises, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    historians(call)
    return { status: 200, body: HistoryPage.parse(await ruleHistory(store, ['slas'], call.query)) }
  },
})

/** The promises about time. */
export const slas = [reading, replacing, looking]
