import * as z from 'zod'
import { Channel } from '../ticket/actor.ts'
import { Clock } from '../ticket/clock.ts'
import { HoldReason } from '../ticket/hold.ts'
import { Language, Requester } from '../ticket/message.ts'
import { PersonRef } from '../ticket/person-ref.ts'
import { Impact, Priority, Urgency } from '../ticket/priority.ts'
import { Announcement } from './announcement.ts'
import { Candidate, UpdatePlan } from './major.ts'
import { Rating } from './rating.ts'

/** States of an incident (ITIL 4 practice guide); `life-cycle.ts` has the legal moves. */
export const IncidentState = z.enum(['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'canceled'])
export type IncidentState = z.infer<typeof IncidentState>

/** How an incident was resolved. */
export const ResolutionCode = z.enum(['solved', 'workaround', 'no_fault_found', 'not_reproducible', 'duplicate'])
export type ResolutionCode = z.infer<typeof ResolutionCode>

/** Another incident whose messages belong here as long as it is merged into this one. */
export const Absorbed = z.object({
  number: z.string(),
  requester: Requester,
  replyKey: z.string(),
  /** The people who follow it: they follow this one too, and leave with it. */
  watchers: z.array(PersonRef),
})
export type Absorbed = z.infer<typeof Absorbed>

/** An incident as it stands: an unplanned interruption or loss of quality of a service, for one requester. */
export const Incident = z.object({
  kind: z.literal('incident'),
  number: z.string(),
  version: z.number().int(),
  title: z.string(),
  state: IncidentState,
  impact: Impact,
  urgency: Urgency,
  priority: Priority,
  /** Why the priority is not what the matrix says. */
  priorityReason: z.string().optional(),
  category: z.string().optional(),
  service: z.string().optional(),
  requester: Requester,
  team: z.string(),
  assignee: PersonRef.optional(),
  /** People who follow it; they read what the requester reads. `followersOf` adds those of absorbed incidents. */
  watchers: z.array(PersonRef),
  channel: Channel,
  language: Language,
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Random part of this ticket's own reply address; knowing it proves that we wrote to you. Never shown. */
  replyKey: z.string(),
  /** Message-ID of the newest mail that arrived on this ticket. */
  lastMessageId: z.string().optional(),
  /** The promises made, and how much of each is used. */
  clocks: z.array(Clock),
  /** Why it waits, and until when at the latest. */
  hold: z.object({ reason: HoldReason, until: z.iso.datetime().optional() }).optional(),
  resolution: z
    .object({ code: ResolutionCode, at: z.iso.datetime(), closesAt: z.iso.datetime().optional() })
    .optional(),
  /** How the requester found the present solution. */
  rating: Rating.optional(),
  reopened: z.object({ count: z.number().int(), at: z.array(z.iso.datetime()) }).optional(),
  /** It may be a major incident, and nobody has decided yet. */
  candidate: Candidate.optional(),
  isMajor: z.boolean().optional(),
  /** When people should hear next how a major incident goes on. */
  updates: UpdatePlan.optional(),
  /** When a major incident was reviewed after its resolution; what was found stands in the timeline. */
  review: z.object({ at: z.iso.datetime() }).optional(),
  /** What everybody may know of it while it is open and major. */
  announcement: Announcement.optional(),
  /** A mail about it came back: somebody does not hear from us. */
  isUndelivered: z.boolean().optional(),
  parent: z.string().optional(),
  /** How many incidents have this one as their parent. */
  children: z.number().int().optional(),
  /** Where it went, and what it was before. */
  merged: z.object({ into: z.string(), at: z.iso.datetime(), state: IncidentState }).optional(),
  absorbed: z.array(Absorbed).optional(),
  /** The incident it came from: a reply after its closing, or a message split off. */
  origin: z
    .object({ number: z.string(), how: z.enum(['follow-up', 'split']), sequence: z.number().int().optional() })
    .optional(),
  /** The incident that a reply after closing opened. */
  followedBy: z.string().optional(),
})
export type Incident = z.infer<typeof Incident>

/** Everybody who follows the incident, once each: its own watchers, and the people of the incidents merged into it. */
export const followersOf = ({ requester, watchers, absorbed = [] }: Incident): readonly PersonRef[] => {
  const all = [...watchers, ...absorbed.flatMap((other) => [other.requester, ...other.watchers])]
  return [...new Map(all.map((person) => [person.id, person])).values()].filter(({ id }) => id !== requester.id)
}

/** The incident in a stored head: without its plan, and with what heads of earlier versions did not have. */
export const restore = ({ due: _, targetAt: __, ...state }: Readonly<Record<string, unknown>>): Incident =>
  // Heads are written from an Incident and nothing else, so reading one back needs no second parse.
  ({ watchers: [], clocks: [], ...state }) as unknown as Incident
