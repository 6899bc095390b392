import * as z from 'zod'
import { MeetingFields, Sitting } from '../../../lib/change/meeting.ts'
import {
  agendaOf,
  decideInMeeting,
  keepMinutes,
  meetingKind,
  noteOn,
  readMeeting,
  readSitting,
  type SittingName,
  type SittingOrder,
} from '../../../lib/desk/change/meeting.ts'
import { peopleOf } from '../../../lib/desk/change-team.ts'
import { peopleNamed } from '../../../lib/desk/named-person.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { parse } from '../parse.ts'
import { carryOutOn } from './carry-out.ts'
import { ChangeNumber, Named, Text } from './field.ts'
import { keptCollection } from './kept-collection.ts'
import { ensureTeams } from './scope.ts'
import { ChangeSummary, summaryFor } from './summary.ts'
import { changeSeen, deskOnly, ensureMay } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

const path = '/api/v1/change-meetings'
const sitting = `${path}/{id}/sittings/{date}`
const readable = { kind: 'change', action: 'read' } as const
const workable = { kind: 'change', action: 'work' } as const

/** Refuses a board that names somebody or a team that there is not. */
const ensureBoard = async ({ members, delegates, about }: MeetingFields, desk: ApiDesk): Promise<void> => {
  await ensureTeams(about.teams, 'about.teams', desk)
  const named = [
    ...members.map((id, i) => ({ id, field: `members.${i}` })),
    ...delegates.map(({ delegate: id }, i) => ({ id, field: `delegates.${i}.delegate` })),
  ]
  const people =
    named.length === 0
      ? []
      : await peopleOf(
          desk.store,
          named.map(({ id }) => id),
        )
  for (const { id, field } of named)
    if (!people.some((person) => person.id === id && person.isActive))
      throw new Refusal('invalid', `${field}: there is no active person ${id}. Give the id of one.`, field)
  for (const [i, { member }] of delegates.entries())
    if (!members.includes(member))
      throw new Refusal('invalid', `delegates.${i}.member: ${member} is no member.`, `delegates.${i}.member`)
}

const boards = keptCollection({
  kind: meetingKind,
  name: 'change-meetings',
  id: 'ChangeMeeting',
  ids: 'ChangeMeetings',
  what: 'change meeting',
  fields: MeetingFields,
  ensure: ensureBoard,
})

const Span = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
const Agenda = z.object({
  meeting: Span.optional().describe('The meeting that goes on or comes next; absent when there is none within a year.'),
  following: Span.optional(),
  items: z.array(
    ChangeSummary.extend({
      yours: z
        .array(
          z.object({
            stage: z.string(),
            name: z.string(),
            digest: z.string().describe('What a decision must name.'),
            for: PersonRef.optional(),
          }),
        )
        .describe('Where the caller is asked and has not decided.'),
    }),
  ),
})

const agenda = operation({
  method: 'GET',
  path: `${path}/{id}/agenda`,
  id: 'readChangeAgenda',
  access: readable,
  summary: 'Read what a board has to speak about in its next meeting',
  description:
    'Changes that are assessed or wait for approval, that the board speaks about, and for which the meeting after the next would be too late.',
  status: 200,
  answer: Agenda,
  run: async (call: Call, { store, now }: ApiDesk) => {
    deskOnly(call)
    const { caller, params } = call
    const meeting = await readMeeting(store, params.id ?? '')
    if (!meeting) throw new Refusal('not_found', `There is no change meeting ${params.id}.`)
    const { next, following, items } = await agendaOf(store, meeting, caller.id, now())
    const shown = items.map(({ change, yours }) => ({ ...summaryFor(caller, change), yours }))
    return { status: 200, body: Agenda.parse({ meeting: next, following, items: shown }) }
  },
})

const LocalDate = z.iso.date('date: write it as YYYY-MM-DD')
const nameIn = ({ params }: Call): SittingName => ({ id: params.id ?? '', date: parse(LocalDate, params.date) })
const orderIn = (call: Call, at: string): SittingOrder => ({
  ...nameIn(call),
  by: actorOf(call.caller),
  at,
  ifVersion: versionIn(call),
})

const SittingView = Sitting.omit({ id: true }).meta({ id: 'ChangeSitting' })
const answer = (found: Sitting, status = 200) => ({
  status,
  headers: { etag: `"${found.version}"` },
  body: SittingView.parse(found),
})

const reading = operation({
  method: 'GET',
  path: sitting,
  id: 'readChangeSitting',
  access: readable,
  summary: 'Read what came of a meeting: who was there, notes, decisions, minutes',
  status: 200,
  answer: SittingView,
  run: async (call: Call, { store }: ApiDesk) => {
    deskOnly(call)
    return answer(await readSitting(store, nameIn(call)))
  },
})

const Minutes = z.strictObject({
  minutes: Text.max(50_000, 'Use at most 50,000 characters').describe('What was said and agreed, in plain text.'),
  present: z
    .array(Named)
    .max(100, 'Use at most 100 people')
    .default([])
    .describe('Who was there, by mail address or id.'),
})

const minuting = operation({
  method: 'PUT',
  path: `${sitting}/minutes`,
  id: 'keepChangeMinutes',
  access: workable,
  summary: 'Keep the minutes of a meeting; what they said before stays in its history',
  body: Minutes,
  status: 200,
  answer: SittingView,
  matching: true,
  run: async (call: Call<z.output<typeof Minutes>>, { store, now }: ApiDesk) => {
    ensureMay(call.caller, 'work')
    const { minutes, present } = call.body
    const people = await peopleNamed(store, call.caller, present, 'present')
    const there = people.map(({ id, name }) => ({ id, name }))
    return answer(await keepMinutes(store, orderIn(call, now()), { minutes, present: there }))
  },
})

const Note = z.strictObject({
  number: ChangeNumber.describe('Number of the change.'),
  text: Text.trim()
    .min(1, 'Write a text')
    .max(5000, 'Use at most 5,000 characters')
    .describe('What was said about it.'),
})

const noting = operation({
  method: 'POST',
  path: `${sitting}/notes`,
  id: 'noteInChangeSitting',
  access: workable,
  summary: 'Keep what was said about a change in a meeting',
  body: Note,
  status: 201,
  answer: SittingView,
  matching: true,
  run: async (call: Call<z.output<typeof Note>>, { store, now }: ApiDesk) => {
    ensureMay(call.caller, 'work')
    const { number, text } = call.body
    if (!(await changeSeen(call.caller, store, number)))
      throw new Refusal('invalid', `number: there is no change ${number}.`, 'number')
    return answer(await noteOn(store, orderIn(call, now()), number, text), 201)
  },
})

const Decision = z.strictObject({
  number: ChangeNumber.describe('Number of the change.'),
  stage: z.string().min(1).max(40).describe('Id of the stage in which the caller is asked.'),
  decision: z.enum(['approved', 'rejected'], 'Use approved or rejected').describe('What the caller decides.'),
  comment: Text.trim().max(2000, 'Use at most 2,000 characters').optional().describe('Why; demanded to reject.'),
  digest: z.string().min(1).max(100).describe('Of what the caller was shown, as the agenda tells it.'),
})

const deciding = operation({
  method: 'POST',
  path: `${sitting}/decisions`,
  id: 'decideInChangeSitting',
  access: workable,
  summary: 'Decide about a change in a meeting, in the caller’s own name; the same decision as from a mail',
  description: 'Nobody decides for others here: whoever is not there decides by mail or on the page, before or after.',
  body: Decision,
  status: 201,
  answer: ChangeSummary,
  idempotent: true,
  run: async (call: Call<z.output<typeof Decision>>, desk: ApiDesk) => {
    ensureMay(call.caller, 'work')
    const name = nameIn(call)
    const { number, ...voice } = call.body
    const change = await changeSeen(call.caller, desk.store, number)
    if (!change) throw new Refusal('invalid', `number: there is no change ${number}.`, 'number')
    const channel = call.channel === 'web' ? 'page' : 'api'
    return carryOutOn(call, desk, 201, change.number, (wish) =>
      decideInMeeting(changeOffice(desk), wish, name, { ...voice, channel }),
    )
  },
})

/** Change advisory boards. */
export const changeMeetings = [...boards, agenda, reading, minuting, noting, deciding]
