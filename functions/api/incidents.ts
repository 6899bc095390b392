import * as z from 'zod'
import { execute, type Receipt, type Result, resultOf } from '../../lib/desk/execute.ts'
import { listTickets } from '../../lib/desk/list-tickets.ts'
import { readTicket } from '../../lib/desk/read-ticket.ts'
import { type Incident, IncidentState } from '../../lib/incident/incident.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { languageOf } from '../../lib/mail/language.ts'
import { may } from '../../lib/people/access.ts'
import { ownerIn } from '../../lib/people/own-address.ts'
import { actorOf, isAgent, type Person } from '../../lib/people/person.ts'
import { key } from '../../lib/store/schema.ts'
import type { Store } from '../../lib/store/store.ts'
import type { TimelineEntry } from '../../lib/ticket/event.ts'
import { Language, type Message, Visibility } from '../../lib/ticket/message.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Impact, Urgency } from '../../lib/ticket/priority.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Response } from '../edge/http.ts'
import { receiptOf, refuseOther } from './idempotency.ts'
import { versionIn } from './if-match.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'
import { entryView, IncidentPage, IncidentRecord, IncidentSummary, MailView } from './view.ts'

const text = z.string('Write plain text').max(100_000, 'Use at most 100,000 characters')

const NewIncident = z.strictObject({
  title: z
    .string('Say in a few words what is wrong')
    .trim()
    .min(1, 'Say in a few words what is wrong')
    .max(250, 'Use at most 250 characters'),
  description: text.optional().describe('What happened, in plain text.'),
  impact: Impact.optional(),
  urgency: Urgency.optional(),
  requester: z
    .email('Give the mail address of a person')
    .optional()
    .describe('Mail address of the person it is for; agents only.'),
  language: Language.optional().describe('Language to answer in; by the text when absent.'),
})

const NewComment = z.strictObject({
  text: text.trim().min(1, 'Write a text'),
  visibility: Visibility.default('public').describe('`internal` reaches agents only.'),
})

const states = IncidentState.options

const ListQuery = z.strictObject({
  state: z
    .string()
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(states, `Use one or more of ${states.join(', ')}, separated by commas`)))
    .optional(),
  team: z.string().min(1).max(100).optional(),
  requester: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of a person; people who are not agents see only their own.'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce
    .number('Use a number from 1 to 100')
    .int()
    .min(1, 'Use a number from 1 to 100')
    .max(100, 'Use a number from 1 to 100')
    .default(25),
})

/** The earlier answer to the same request, or a refusal where the key was used for another one. */
const answered = async (store: Store, receipt: Receipt | undefined): Promise<Result<Incident> | undefined> => {
  const before = receipt && (await resultOf(store, incidentProcess, receipt))
  if (before) refuseOther(before.note, receipt)
  return before
}

const saved = (status: number, { state, repeated }: Result<Incident>): Response => ({
  status,
  headers: {
    etag: `"${state.version}"`,
    location: `/api/v1/incidents/${state.number}`,
    ...(repeated && { 'idempotent-replayed': 'true' }),
  },
  body: IncidentSummary.parse(state),
})

/** The ticket of the path, if the caller may see it; otherwise it does not exist for them. */
const visible = async (call: Call, store: Store): Promise<Incident> => {
  const number = parseNumber(call.params.number ?? '')
  const found = number === undefined ? undefined : await store.get(key.ticket(number))
  const incident = found?.kind === 'incident' ? (found as unknown as Incident) : undefined
  if (!incident || !may(call.caller, 'read', incident))
    throw new Refusal('not_found', `There is no incident ${call.params.number}, or it is not yours to see.`)
  return incident
}

const requesterOf = async (call: Call<z.output<typeof NewIncident>>, store: Store): Promise<Person> => {
  const address = call.body.requester
  if (address === undefined || call.caller.addresses.includes(address.toLowerCase())) return call.caller
  if (!may(call.caller, 'open-for-others'))
    throw new Refusal('forbidden', 'Only agents open incidents for others. Leave requester out.', 'requester')
  const owner = ownerIn(await store.get(key.address(address)))
  if (!owner) throw new Refusal('invalid', `requester: nobody here has the address ${address}.`, 'requester')
  return owner
}

const openIncident = operation({
  method: 'POST',
  path: '/api/v1/incidents',
  id: 'openIncident',
  summary: 'Open an incident',
  body: NewIncident,
  status: 201,
  answer: IncidentSummary,
  idempotent: true,
  run: async (call: Call<z.output<typeof NewIncident>>, desk: ApiDesk) => {
    const { store, now, replyKey } = desk
    const { title, description = '', impact, urgency, language } = call.body
    const at = now()
    const receipt = receiptOf(call, at)
    const before = await answered(store, receipt)
    if (before) return saved(201, before)
    const requester = await requesterOf(call, store)
    const message: Message = { text: description }
    const result = await execute(desk, {
      process: incidentProcess,
      command: {
        type: 'open',
        title,
        message,
        requester: { id: requester.id, name: requester.name, address: requester.addresses[0] },
        impact,
        urgency,
        language: language ?? languageOf(`${title} ${description}`),
        replyKey: replyKey(),
      },
      context: { at, by: actorOf(call.caller), channel: 'api' },
      receipt,
    })
    return saved(201, result)
  },
})

const listIncidents = operation({
  method: 'GET',
  path: '/api/v1/incidents',
  id: 'listIncidents',
  summary: 'List incidents, newest first',
  query: ListQuery,
  status: 200,
  answer: IncidentPage,
  run: async ({ caller, query }: Call<unknown, z.output<typeof ListQuery>>, { store, now }: ApiDesk) => {
    const page = await listTickets(store, {
      kind: 'incident',
      states: query.state ?? states,
      team: query.team,
      requester: isAgent(caller) ? query.requester : caller.id,
      cursor: query.cursor,
      limit: query.limit,
      at: now(),
    })
    return { status: 200, body: IncidentPage.parse(page) }
  },
})

const TimelineQuery = z.strictObject({
  timelineCursor: z.coerce.number('Use a cursor that we gave').int().min(0).max(999_999).optional(),
})

const readIncident = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}',
  id: 'readIncident',
  summary: 'Read an incident with its timeline',
  query: TimelineQuery,
  status: 200,
  answer: IncidentRecord,
  run: async (call: Call<unknown, z.output<typeof TimelineQuery>>, { store }: ApiDesk) => {
    const { number } = await visible(call, store)
    const record = await readTicket(store, number, call.query.timelineCursor)
    const entries = (record?.timeline ?? []).map(entryView)
    const seesInternal = may(call.caller, 'read-internal')
    const body: z.input<typeof IncidentRecord> = {
      ...IncidentRecord.omit({ timeline: true, timelineCursor: true, mails: true }).parse(record?.head),
      timeline: entries.filter((entry) => seesInternal || entry.visibility !== 'internal'),
      timelineCursor: record?.more === undefined ? null : String(record.more),
      mails: seesInternal ? (record?.mails ?? []).map((mail) => MailView.parse(mail)) : [],
    }
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

const commentOnIncident = operation({
  method: 'POST',
  path: '/api/v1/incidents/{number}/comments',
  id: 'commentOnIncident',
  summary: 'Comment on an incident',
  body: NewComment,
  status: 201,
  answer: IncidentSummary,
  idempotent: true,
  matching: true,
  run: async (call: Call<z.output<typeof NewComment>>, desk: ApiDesk) => {
    const { store, now } = desk
    const at = now()
    const { number } = await visible(call, store)
    if (call.body.visibility === 'internal' && !may(call.caller, 'comment-internally'))
      throw new Refusal('forbidden', 'Only agents write internal comments. Use public.', 'visibility')
    const receipt = receiptOf(call, at)
    const before = await answered(store, receipt)
    if (before) return saved(201, before)
    const result = await execute(desk, {
      process: incidentProcess,
      number,
      command: { type: 'comment', message: { text: call.body.text }, visibility: call.body.visibility },
      context: { at, by: actorOf(call.caller), channel: 'api' },
      receipt,
      ifVersion: versionIn(call),
    })
    return saved(201, result)
  },
})

/** A link to storage lives just long enough to be followed. */
const linkSeconds = 60

const readAttachment = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}/attachments/{attachment}',
  id: 'readAttachment',
  summary: 'Download an attachment: answers with a link to storage that is good for a minute',
  status: 302,
  run: async (call: Call, { store, files }: ApiDesk) => {
    const { number } = await visible(call, store)
    const [sequence, place] = (call.params.attachment ?? '').split('-').map(Number) as [number, number?]
    const entry = Number.isInteger(sequence) ? await store.get(key.event(number, sequence)) : undefined
    const data = (entry as unknown as TimelineEntry | undefined)?.data as
      | { message?: Message; visibility?: Visibility }
      | undefined
    const found = data?.message?.attachments?.[(place ?? 0) - 1]
    if (!found || (data?.visibility === 'internal' && !may(call.caller, 'read-internal')))
      throw new Refusal('not_found', `${number} has no such attachment.`)
    return { status: 302, headers: { location: await files.link(found.key, linkSeconds) } }
  },
})

/** What the API can do with incidents. */
export const incidents = [openIncident, listIncidents, readIncident, commentOnIncident, readAttachment]
