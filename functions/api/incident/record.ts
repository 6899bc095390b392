import * as z from 'zod'
import { childrenOf } from '../../../lib/desk/family.ts'
import type { TicketRecord } from '../../../lib/desk/read-ticket.ts'
import { recordFor } from '../../../lib/desk/shown.ts'
import { Announcement } from '../../../lib/incident/announcement.ts'
import { followersOf, Incident, restore } from '../../../lib/incident/incident.ts'
import { legalMoves, type Move } from '../../../lib/incident/life-cycle.ts'
import { Candidate, UpdatePlan } from '../../../lib/incident/major.ts'
import { calendarsOf } from '../../../lib/incident/plan.ts'
import { Rating } from '../../../lib/incident/rating.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Impact, Urgency } from '../../../lib/ticket/priority.ts'
import type { ApiDesk } from '../operation.ts'
import { ClockView, clockView } from './clock-view.ts'
import { EntryView, entryView } from './entry-view.ts'
import { MailView, mailView } from './mail-view.ts'
import { IncidentSummary, summaryFor } from './summary.ts'

const { hold, resolution, reopened, origin } = Incident.shape

/** What a reader sees of an incident beside its summary and its timeline. */
const Detail = z.object({
  impact: Impact,
  urgency: Urgency,
  priorityReason: z.string().optional().describe('Why the priority is not what the matrix says.'),
  category: z.string().optional(),
  service: z.string().optional(),
  language: Language,
  hold,
  resolution,
  reopened,
  rating: Rating.optional().describe('How the requester found the solution; for them and for agents.'),
  candidate: Candidate.optional().describe('It may be a major incident, and nobody has decided yet; for agents.'),
  isMajor: z.boolean().optional(),
  updates: UpdatePlan.optional().describe('When people should hear next how a major incident goes on; for agents.'),
  review: z.object({ at: z.iso.datetime() }).optional().describe('When a major incident was reviewed; for agents.'),
  announcement: Announcement.optional().describe('What everybody is told while it is open and major.'),
  isUndelivered: z.boolean().optional().describe('A mail about it came back: somebody does not hear from us.'),
  parent: z.string().optional(),
  merged: z.object({ into: z.string(), at: z.iso.datetime() }).optional(),
  origin: origin.describe('The closed incident it follows, or the one from which it was split.'),
  followedBy: z.string().optional(),
})

/** An incident with its timeline. */
export const IncidentRecord = IncidentSummary.extend({
  ...Detail.shape,
  watchers: z.array(PersonRef).describe('Everybody who follows it, with the people of incidents merged into it.'),
  children: z.array(z.string()).describe('Numbers of at most 100 incidents that have this one as their parent.'),
  absorbed: z.array(z.string()).describe('Numbers of the incidents merged into it.'),
  legalMoves: z.array(z.string()).describe('The moves that the caller can make now.'),
  clocks: z.array(ClockView),
  timeline: z.array(EntryView),
  timelineCursor: z
    .string()
    .nullable()
    .describe('What to ask for the next part of the timeline with; null at its end.'),
  mails: z.array(MailView).describe('Mails that the desk sent because of the entries shown; for agents.'),
}).meta({ id: 'Incident' })

/** Requesters may make these moves, but for closing a major incident; all others are work. */
const actionOf = (move: Move, { isMajor }: Incident): ActionOn<'incident'> => {
  if (move === 'close' && isMajor) return 'work'
  return move === 'reopen' || move === 'close' || move === 'cancel' ? move : 'work'
}

/** The record for a reader, with clocks as they stand at an instant. */
export const recordView = async (
  desk: ApiDesk,
  reader: Person,
  record: TicketRecord,
  at: string,
): Promise<z.infer<typeof IncidentRecord>> => {
  const incident = restore(record.head)
  const shown = recordFor(reader, record)
  const head = restore(shown.head)
  const [policy, children] = await Promise.all([
    desk.policies.with(calendarsOf(incident)),
    head.children ? childrenOf(desk, incident.number) : { numbers: [] },
  ])
  return {
    ...summaryFor(reader, record.head),
    ...Detail.parse(head),
    watchers: [...followersOf(head)],
    children: [...children.numbers],
    absorbed: (head.absorbed ?? []).map(({ number }) => number),
    legalMoves: legalMoves(incident).filter((move) => may(reader, actionOf(move, incident), incident)),
    clocks: head.clocks.map((clock) => clockView(clock, policy, at)),
    timeline: shown.timeline.map((entry) => entryView(entry, may(reader, 'read-internal'))),
    timelineCursor: record.more === undefined ? null : String(record.more),
    mails: shown.mails.map(mailView),
  }
}
