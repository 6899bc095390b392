import * as z from 'zod'
import {
  allTicketTemplates,
  readTicketTemplate,
  removeTicketTemplate,
  saveTicketTemplate,
  type TemplateOrder,
} from '../../lib/desk/ticket-templates.ts'
import { may } from '../../lib/people/access.ts'
import { actorOf } from '../../lib/people/person.ts'
import { TicketTemplate, TicketTemplateFields } from '../../lib/policy/ticket-templates.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { versionIn } from './if-match.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'
import { parse } from './parse.ts'
import { teamsOf } from './rule/policy.ts'

const TemplateView = z.object(TicketTemplate.shape).omit({ isRemoved: true }).meta({ id: 'TicketTemplate' })
const TemplateList = z.object({ items: z.array(TemplateView) })

/** Ids stand in addresses of pages. */
export const TemplateId = z
  .string('Give the id of a template')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40')

const path = '/api/v1/ticket-templates/{id}'

const orderOf = (call: Call, at: string): TemplateOrder => {
  if (!may(call.caller, 'administer', { kind: 'ticket-template' }))
    throw new Refusal('forbidden', 'Only administrators change templates. Ask one of them.')
  const id = parse(TemplateId, call.params.id)
  return { id, by: actorOf(call.caller), at, ifVersion: versionIn(call) }
}

const listing = operation({
  method: 'GET',
  path: '/api/v1/ticket-templates',
  id: 'listTicketTemplates',
  access: { kind: 'ticket-template', action: 'read' },
  summary: 'List what a new incident can begin with',
  status: 200,
  answer: TemplateList,
  run: async ({ caller }: Call, { store }: ApiDesk) => {
    if (!may(caller, 'read', { kind: 'ticket-template' }))
      throw new Refusal('forbidden', 'Templates are for people of the company. Describe what you need.')
    return { status: 200, body: TemplateList.parse({ items: await allTicketTemplates(store) }) }
  },
})

const saving = operation({
  method: 'PUT',
  path,
  id: 'saveTicketTemplate',
  access: { kind: 'ticket-template', action: 'administer' },
  summary: 'Make a template what the body says, whole',
  body: TicketTemplateFields,
  status: 200,
  answer: TemplateView,
  matching: true,
  run: async (call: Call<TicketTemplateFields>, { store, now }: ApiDesk) => {
    const order = orderOf(call, now())
    const { team } = call.body
    if (team !== undefined && !(await teamsOf(store, order.at)).has(team))
      throw new Refusal('invalid', `team: there is no team ${team}. Give the id of one, or leave it out.`, 'team')
    const saved = await saveTicketTemplate(store, order, call.body)
    return { status: 200, headers: { etag: `"${saved.version}"` }, body: TemplateView.parse(saved) }
  },
})

const removing = operation({
  method: 'DELETE',
  path,
  id: 'removeTicketTemplate',
  access: { kind: 'ticket-template', action: 'administer' },
  summary: 'Take a template away; tickets that began with it stay what they are',
  status: 204,
  matching: true,
  run: async (call: Call, { store, now }: ApiDesk) => {
    await removeTicketTemplate(store, orderOf(call, now()))
    return { status: 204 }
  },
})

/** The template that an incident begins with, or a refusal that names the field. */
export const templateNamed = async ({ store }: Pick<ApiDesk, 'store'>, id: string): Promise<TicketTemplate> => {
  const found = await readTicketTemplate(store, id)
  if (!found)
    throw new Refusal('invalid', `template: there is no template ${id}. Leave it out, or give another.`, 'template')
  return found
}

/** What new incidents can begin with. */
export const ticketTemplates = [listing, saving, removing]
