import * as z from 'zod'
import { Channel } from '../ticket/actor.ts'
import { Language, Requester } from '../ticket/message.ts'
import { Impact, Priority, Urgency } from '../ticket/priority.ts'

/** States of an incident (ITIL 4 practice guide; legal moves are in the domain's transition table). */
export const IncidentState = z.enum(['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'canceled'])
export type IncidentState = z.infer<typeof IncidentState>

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
  requester: Requester,
  team: z.string(),
  channel: Channel,
  language: Language,
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Random part of this ticket's own reply address; knowing it proves that we wrote to you. Never shown. */
  replyKey: z.string(),
  /** Message-ID of the newest mail that arrived on this ticket. */
  lastMessageId: z.string().optional(),
})
export type Incident = z.infer<typeof Incident>
