import * as z from 'zod'
import { load } from '../../../lib/desk/execute.ts'
import { followerOf, peopleNamed, personNamed } from '../../../lib/desk/named-person.ts'
import { openIncident } from '../../../lib/desk/open-incident.ts'
import { messageOf, takeUploads } from '../../../lib/desk/take-uploads.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { languageOf } from '../../../lib/mail/language.ts'
import { may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Language, type Requester } from '../../../lib/ticket/message.ts'
import { Impact, Urgency } from '../../../lib/ticket/priority.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { TemplateId, templateNamed } from '../ticket-templates.ts'
import { Attachments } from '../upload-view.ts'
import { carryOut } from './carry-out.ts'
import { IncidentNumber, Label, Named, Text, Title } from './field.ts'
import { IncidentSummary } from './summary.ts'

const NewIncident = z
  .strictObject({
    title: Title.optional().describe('In a few words what is wrong; demanded without a template.'),
    description: Text.optional().describe('What happened, in plain text.'),
    attachments: Attachments.default([]).describe('Ids of uploads of the caller.'),
    impact: Impact.optional().describe('How many people and services are hurt; one person when absent.'),
    urgency: Urgency.optional().describe('How soon it must be solved; by who asks when absent.'),
    category: Label.optional().describe('What kind of trouble it is.'),
    service: Label.optional().describe('The service that is hurt.'),
    team: Label.optional().describe('Id of the team that takes it; agents only.'),
    requester: z
      .email('Give the mail address of a person')
      .optional()
      .describe('Mail address of the person it is for; agents only.'),
    watchers: z
      .array(Named)
      .max(40, 'Use at most 40 people')
      .optional()
      .describe('Who follows it beside the requester, by mail address or id.'),
    language: Language.optional().describe('Language to answer in; by the text when absent.'),
    template: TemplateId.optional().describe(
      'Id of a template: what is absent here is taken from it, in the language given or that of the caller.',
    ),
    follows: IncidentNumber.optional().describe(
      'Number of a closed incident that is not solved after all: category, service, team, impact, urgency and watchers are taken from it where they are absent.',
    ),
  })
  .refine(({ title, template }) => title !== undefined || template !== undefined, {
    path: ['title'],
    error: 'Say in a few words what is wrong',
  })
type NewIncident = z.output<typeof NewIncident>

const requesterOf = async ({ caller, body }: Call<NewIncident>, store: Store): Promise<Requester> => {
  const address = body.requester
  const isSelf = address === undefined || caller.addresses.includes(address.toLowerCase())
  if (!isSelf && !may(caller, 'open-for-others', { kind: 'incident' }))
    throw new Refusal('forbidden', 'Only agents open incidents for others. Leave requester out.', 'requester')
  const person: Person = isSelf ? caller : await personNamed(store, caller, address, 'requester')
  return { ...followerOf(person), isVip: person.isVip, timeZone: person.timeZone }
}

/** What a body says itself, over what its template says. */
const given = (body: NewIncident): Partial<NewIncident> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))

/** The incident that the new one goes on with, if the caller may see it. */
const followed = async ({ caller, body: { follows } }: Call<NewIncident>, store: Store) => {
  if (follows === undefined) return undefined
  const found = await load(store, incidentProcess, follows)
  if (found && may(caller, 'read', found)) return found
  throw new Refusal('invalid', `follows: there is no incident ${follows}, or it is not yours to see.`, 'follows')
}

/** `POST /api/v1/incidents` */
export const opening = operation({
  method: 'POST',
  path: '/api/v1/incidents',
  id: 'openIncident',
  summary: 'Open an incident',
  body: NewIncident,
  status: 201,
  answer: IncidentSummary,
  access: { kind: 'incident', action: 'open' },
  idempotent: true,
  run: (call: Call<NewIncident>, desk: ApiDesk) =>
    carryOut(call, desk, 201, async ({ context, receipt }) => {
      const { caller, body } = call
      if (!may(caller, 'open', { kind: 'incident' })) throw new Refusal('forbidden', 'You may not open incidents here.')
      const template = body.template === undefined ? undefined : await templateNamed(desk, body.template)
      const spoken = body.language ?? caller.language
      const { title = template!.title[spoken], description = template?.text[spoken] ?? '' } = body
      const { impact, urgency, category, service, team } = { ...template, ...given(body) }
      if (body.team !== undefined && !may(caller, 'open-for-others', { kind: 'incident' }))
        throw new Refusal('forbidden', 'Only agents choose the team. Leave it out.', 'team')
      const [requester, follows, watchers] = await Promise.all([
        requesterOf(call, desk.store),
        followed(call, desk.store),
        call.body.watchers && peopleNamed(desk.store, call.caller, call.body.watchers, 'watchers'),
      ])
      const taken = await takeUploads(desk, call.caller.id, call.body.attachments, context.at)
      return openIncident(desk, {
        command: {
          type: 'open',
          title,
          message: messageOf(description, taken),
          requester,
          impact,
          urgency,
          category,
          service,
          team,
          watchers,
          language: body.language ?? languageOf(`${title} ${description}`),
          replyKey: desk.replyKey(),
        },
        follows,
        also: taken.writes,
        context,
        receipt,
      })
    }),
})
