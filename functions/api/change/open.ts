import * as z from 'zod'
import { ChangeType } from '../../../lib/change/change.ts'
import { fromTemplate } from '../../../lib/change/template.ts'
import { openChange } from '../../../lib/desk/change/order.ts'
import { usableTemplate } from '../../../lib/desk/change/templates.ts'
import { ensureCanTake, followerOf, peopleNamed, personNamed } from '../../../lib/desk/named-person.ts'
import { messageOf, takeUploads } from '../../../lib/desk/take-uploads.ts'
import { languageOf } from '../../../lib/mail/language.ts'
import type { Person } from '../../../lib/people/person.ts'
import { Language, type Requester } from '../../../lib/ticket/message.ts'
import type { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { Attachments } from '../upload-view.ts'
import { carryOut } from './carry-out.ts'
import { Label, Named, said, Text } from './field.ts'
import { KeptId } from './kept-collection.ts'
import { ChangeSummary } from './summary.ts'
import { ensureMay } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

const NewChange = z
  .strictObject({
    type: ChangeType.optional().describe(
      'A standard change is made from a template; an emergency cannot wait. Normal when absent.',
    ),
    template: KeptId.optional().describe(
      'Id of a template: a standard change, whose procedure is that of the template as it was approved.',
    ),
    title: said.title.optional().describe('In a few words what is changed; demanded without a template.'),
    description: Text.default('').describe('Why it is wanted, in plain text.'),
    attachments: Attachments.default([]).describe('Ids of uploads of the caller.'),
    impact: said.impact.optional(),
    service: said.service.optional(),
    items: said.items.optional(),
    owner: said.owner.optional(),
    team: Label.optional().describe('Id of the team that carries it out; the first team when absent.'),
    assignee: Named.optional().describe('Who carries it out, by mail address or id; they do not decide about it.'),
    requester: Named.optional().describe('Who wants it, by mail address or id; the caller when absent.'),
    watchers: z
      .array(Named)
      .max(40, 'Use at most 40 people')
      .optional()
      .describe('Who follows it beside the requester, by mail address or id.'),
    language: Language.optional().describe('Language to answer in; by the text when absent.'),
    window: said.window.optional(),
    plan: said.plan.optional(),
    test: said.test.optional(),
    backout: said.backout.optional(),
    answers: said.answers.optional(),
  })
  .refine(({ title, template }) => title !== undefined || template !== undefined, {
    path: ['title'],
    error: 'Say in a few words what is changed',
  })
  .refine(({ type = 'standard', template }) => template === undefined || type === 'standard', {
    path: ['type'],
    error: 'What is made from a template is a standard change: leave type out',
  })
type NewChange = z.output<typeof NewChange>

const requesterOf = (person: Person): Requester => ({
  ...followerOf(person),
  isVip: person.isVip,
  timeZone: person.timeZone,
})

/** Everybody whom the body names, looked up together. */
const peopleIn = async ({ caller, body }: Call<NewChange>, { store, policies }: ApiDesk) => {
  const { requester = 'me', owner, assignee, watchers } = body
  const [wanting, owning, assigned, following, { firstTeam }] = await Promise.all([
    personNamed(store, caller, requester, 'requester'),
    owner === undefined ? undefined : personNamed(store, caller, owner, 'owner'),
    assignee === undefined ? undefined : personNamed(store, caller, assignee, 'assignee'),
    watchers && peopleNamed(store, caller, watchers, 'watchers'),
    policies.with([]),
  ])
  if (assigned) await ensureCanTake(store, assigned, body.team ?? firstTeam)
  const refOf = (person: Person): PersonRef => ({ id: person.id, name: person.name })
  return {
    requester: requesterOf(wanting),
    ...(owning && { owner: followerOf(owning) }),
    ...(assigned && { assignee: refOf(assigned) }),
    ...(following && { watchers: following }),
  }
}

/** What the change is to say: its own words, or those of its template, which it is pinned to. */
const contentOf = async (body: NewChange, { store }: ApiDesk) => {
  const { template: id, title = '', type: of = 'normal', impact, service, items, team, owner } = body
  const { plan, test, backout } = body
  if (id === undefined) {
    const texts = { ...(plan && { plan }), ...(test && { test }), ...(backout && { backout }) }
    return { of, title, impact, service, items, team, owner, texts }
  }
  const { edition, fields } = await usableTemplate(store, id)
  return { of: 'standard' as const, template: { id, version: edition }, ...fromTemplate(fields, body) }
}

/** `POST /api/v1/changes` */
export const opening = operation({
  method: 'POST',
  path: '/api/v1/changes',
  id: 'openChange',
  summary: 'Open a change; it need not say everything before it is submitted',
  body: NewChange,
  status: 201,
  answer: ChangeSummary,
  access: { kind: 'change', action: 'open' },
  idempotent: true,
  run: (call: Call<NewChange>, desk: ApiDesk) =>
    carryOut(call, desk, 201, async ({ context, receipt }) => {
      const { caller, body } = call
      ensureMay(caller, 'open')
      const { description, window, answers } = body
      const { owner, impact, service, items, team, ...content } = await contentOf(body, desk)
      const people = await peopleIn({ ...call, body: { ...body, owner, team } }, desk)
      const taken = await takeUploads(desk, caller.id, body.attachments, context.at)
      return openChange(
        changeOffice(desk),
        {
          ...content,
          message: messageOf(description, taken),
          ...people,
          ...(impact && { impact }),
          ...(service !== undefined && { service }),
          ...(items && { items }),
          ...(team !== undefined && { team }),
          language: body.language ?? languageOf(`${content.title} ${description}`),
          replyKey: desk.replyKey(),
          ...(window && { window }),
          ...(answers && { answers }),
        },
        { context, receipt, also: taken.writes },
      )
    }),
})
