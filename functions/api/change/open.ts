import * as z from 'zod'
import { ChangeType } from '../../../lib/change/change.ts'
import { openChange } from '../../../lib/desk/change/order.ts'
import { ensureCanTake, followerOf, peopleNamed, personNamed } from '../../../lib/desk/named-person.ts'
import { messageOf, takeUploads } from '../../../lib/desk/upload.ts'
import { languageOf } from '../../../lib/mail/language.ts'
import type { Person } from '../../../lib/people/person.ts'
import { Language, type Requester } from '../../../lib/ticket/message.ts'
import type { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { Attachments } from '../uploads.ts'
import { carryOut } from './carry-out.ts'
import { Label, Named, said, Text } from './field.ts'
import { ChangeSummary } from './summary.ts'
import { ensureMay } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

const NewChange = z.strictObject({
  type: ChangeType.default('normal').describe('A standard change is made from a template; an emergency cannot wait.'),
  title: said.title,
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
      const { type, title, description, impact, service, items, team, window, answers } = body
      const { plan, test, backout } = body
      const people = await peopleIn(call, desk)
      const taken = await takeUploads(desk, caller.id, body.attachments, context.at)
      return openChange(
        changeOffice(desk),
        {
          of: type,
          title,
          message: messageOf(description, taken),
          ...people,
          ...(impact && { impact }),
          ...(service !== undefined && { service }),
          ...(items && { items }),
          ...(team !== undefined && { team }),
          language: body.language ?? languageOf(`${title} ${description}`),
          replyKey: desk.replyKey(),
          ...(window && { window }),
          texts: { ...(plan && { plan }), ...(test && { test }), ...(backout && { backout }) },
          ...(answers && { answers }),
        },
        { context, receipt, also: taken.writes },
      )
    }),
})
