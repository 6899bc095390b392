import * as z from 'zod'
import { ChangeTemplate, standing, TemplateFields } from '../../../lib/change/template.ts'
import { promotions } from '../../../lib/desk/change/promotion.ts'
import {
  allTemplates,
  approveTemplate,
  editTemplate,
  readTemplate,
  retireTemplate,
  type TemplateOrder,
  templateKind,
} from '../../../lib/desk/change/templates.ts'
import { readPerson } from '../../../lib/desk/change-person.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import type { ActionOn } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { parse } from '../parse.ts'
import { Reason } from './field.ts'
import { KeptId } from './kept-collection.ts'
import { ensureTeams } from './scope.ts'
import { deskOnly, ensureMay } from './visible.ts'

const path = '/api/v1/change-templates'
const one = `${path}/{id}`
const readable = { kind: 'change', action: 'read' } as const
const manageable = { kind: 'change', action: 'manage' } as const

const View = ChangeTemplate.extend({
  standing: z
    .enum(['draft', 'usable', 'retired'])
    .describe('`usable`: changes are made from its approved edition, whatever was written since.'),
}).meta({ id: 'ChangeTemplate' })

const view = (template: ChangeTemplate) => View.parse({ ...template, standing: standing(template) })
const answer = (template: ChangeTemplate) => ({
  status: 200,
  headers: { etag: `"${template.version}"` },
  body: view(template),
})

const orderOf = ({ caller, params, ...call }: Call, at: string, action: ActionOn<'change'>): TemplateOrder => {
  ensureMay(caller, action)
  const id = parse(KeptId, params.id)
  return { id, by: actorOf(caller), at, ifVersion: versionIn({ caller, params, ...call }) }
}

const listing = operation({
  method: 'GET',
  path,
  id: 'listChangeTemplates',
  access: readable,
  summary: 'List the templates of standard changes, retired ones too',
  status: 200,
  answer: z.object({ items: z.array(View), cursor: z.null().describe('The list is always whole.') }),
  run: async (call: Call, { store }: ApiDesk) => {
    deskOnly(call)
    return { status: 200, body: { items: (await allTemplates(store)).map(view), cursor: null } }
  },
})

const Proposals = z.object({
  items: z.array(
    z.object({
      title: z.string(),
      team: z.string(),
      service: z.string().optional(),
      items: z.array(z.string()),
      numbers: z.array(z.string()).describe('The changes that were the same and went well, newest first.'),
    }),
  ),
})

const proposing = operation({
  method: 'GET',
  path: `${path}/proposals`,
  id: 'proposeChangeTemplates',
  access: readable,
  summary: 'List normal changes that could be standard, because the same has gone well three times or more',
  description:
    'Closed normal changes of the last six months whose titles begin with the same five words, numbers left aside, of the same team, service and items; all of them successful, none of high risk, and no template is called so.',
  status: 200,
  answer: Proposals,
  run: async (call: Call, { store, now }: ApiDesk) => {
    deskOnly(call)
    return { status: 200, body: Proposals.parse({ items: await promotions(store, now()) }) }
  },
})

const reading = operation({
  method: 'GET',
  path: one,
  id: 'readChangeTemplate',
  access: readable,
  summary: 'Read a template of standard changes, as it was written last',
  status: 200,
  answer: View,
  run: async (call: Call, { store }: ApiDesk) => {
    deskOnly(call)
    const template = await readTemplate(store, call.params.id ?? '')
    if (!template) throw new Refusal('not_found', `There is no change template ${call.params.id}.`)
    return answer(template)
  },
})

const editing = operation({
  method: 'PUT',
  path: one,
  id: 'saveChangeTemplate',
  access: { kind: 'change', action: 'work' },
  summary: 'Write a template of standard changes; what was approved stays usable until this edition is approved, too',
  body: TemplateFields,
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<TemplateFields>, desk: ApiDesk) => {
    const order = orderOf(call, desk.now(), 'work')
    const { team, owner } = call.body
    if (team !== undefined) await ensureTeams([team], 'team', desk)
    const person = await readPerson(desk.store, owner)
    if (!person?.isActive)
      throw new Refusal('invalid', `owner: there is no active person ${owner}. Give the id of one.`, 'owner')
    return answer(await editTemplate(desk.store, order, call.body))
  },
})

const approving = operation({
  method: 'POST',
  path: `${one}/approve`,
  id: 'approveChangeTemplate',
  access: manageable,
  summary: 'Authorize the procedure of a template as it is; nobody approves what they wrote',
  body: z.strictObject({ edition: z.int('Give the edition that you have read').min(1).describe('What was read.') }),
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<{ readonly edition: number }>, { store, now }: ApiDesk) =>
    answer(await approveTemplate(store, orderOf(call, now(), 'manage'), call.body.edition)),
})

const Why = z.strictObject({ reason: Reason.describe('Why; whoever tries to use it reads this.') })

const retiring = operation({
  method: 'POST',
  path: `${one}/retire`,
  id: 'retireChangeTemplate',
  access: manageable,
  summary: 'Take a template out of use; changes that were made from it stay what they are',
  body: Why,
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<z.output<typeof Why>>, { store, now }: ApiDesk) =>
    answer(await retireTemplate(store, orderOf(call, now(), 'manage'), call.body.reason)),
})

const reinstating = operation({
  method: 'POST',
  path: `${one}/reinstate`,
  id: 'reinstateChangeTemplate',
  access: manageable,
  summary: 'Let a retired template be used again',
  body: z.strictObject({}),
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call, { store, now }: ApiDesk) =>
    answer(await retireTemplate(store, orderOf(call, now(), 'manage'))),
})

const looking = operation({
  method: 'GET',
  path: `${one}/history`,
  id: 'readChangeTemplateHistory',
  access: readable,
  summary: 'Read every change of a template, newest first: what was written, approved and retired by whom',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    deskOnly(call)
    const page = await keptHistory(store, templateKind, call.params.id ?? '', call.query)
    if (!page) throw new Refusal('not_found', `There is no change template ${call.params.id}.`)
    return { status: 200, body: HistoryPage.parse(page) }
  },
})

/** Templates of standard changes. */
export const changeTemplates = [listing, proposing, reading, editing, approving, retiring, reinstating, looking]
