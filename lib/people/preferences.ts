import * as z from 'zod'
import type { Role } from './person.ts'

/** What somebody can be told about. Named as the one who is told sees it. */
export const NotifyEvent = z.enum([
  /** My ticket was received. */
  'received',
  /** The desk answered on my ticket. */
  'answered',
  /** My ticket was resolved, or one I worked on. */
  'resolved',
  /** A ticket of mine, or one I work on, was opened again. */
  'reopened',
  /** A ticket was given to me. */
  'assigned',
  /** The requester wrote on a ticket that I work on. */
  'requester-replied',
  /** A colleague wrote an internal note on a ticket that I work on. */
  'internal-note',
  /** A promise on a ticket that I work on will be broken soon. */
  'sla-warning',
  /** A promise on a ticket that I work on is broken. */
  'sla-breached',
  /** One of my tickets may be a major incident, or people wait for news of one. */
  'major-incident',
  /** My team got a ticket that is nobody's yet. */
  'team-new',
  /** I am asked to decide about a change, reminded, or need not decide any more. What waits for a decision is in no digest. */
  'approval',
])
export type NotifyEvent = z.infer<typeof NotifyEvent>

/** How somebody is told: at once by mail, once a day with the rest, or not at all. */
export const Telling = z.enum(['mail', 'digest', 'off'])
export type Telling = z.infer<typeof Telling>

/** Wishes about some events; what is not named follows what stands behind it. */
export const Preferences = z.partialRecord(NotifyEvent, Telling)
export type Preferences = z.infer<typeof Preferences>

/** A person's own wishes: everywhere, and for tickets of single teams (by id), which go before. */
export const OwnPreferences = z.strictObject({
  events: Preferences.default({}).describe('How to be told of each event; what is not named follows the team.'),
  teams: z.record(z.string(), Preferences).default({}).describe('The same for tickets of single teams, by their ids.'),
})
export type OwnPreferences = z.infer<typeof OwnPreferences>

const ofRequesters: Record<NotifyEvent, Telling> = {
  received: 'mail',
  answered: 'mail',
  resolved: 'mail',
  reopened: 'off',
  assigned: 'off',
  'requester-replied': 'off',
  'internal-note': 'off',
  'sla-warning': 'off',
  'sla-breached': 'off',
  'major-incident': 'off',
  'team-new': 'off',
  approval: 'mail',
}

const ofTheDesk: Record<NotifyEvent, Telling> = {
  ...ofRequesters,
  reopened: 'mail',
  assigned: 'mail',
  'requester-replied': 'mail',
  'internal-note': 'mail',
  'sla-warning': 'mail',
  'sla-breached': 'mail',
  'major-incident': 'mail',
  'team-new': 'digest',
}

/** A program asks when it wants to know. */
const ofPrograms = Object.fromEntries(NotifyEvent.options.map((event) => [event, 'off'])) as Record<
  NotifyEvent,
  Telling
>

/** What holds where nobody wished anything else. */
export const usualPreferences: Readonly<Record<Role, Readonly<Record<NotifyEvent, Telling>>>> = {
  guest: ofRequesters,
  employee: ofRequesters,
  agent: ofTheDesk,
  administrator: ofTheDesk,
  integration: ofPrograms,
}

/**
 * How this person wants to be told about an event on a ticket of this team: their wish for the team, else their wish
 * everywhere, else what the team set, else what is usual for the role.
 */
export const preferenceOf = (
  person: { readonly role: Role; readonly preferences: OwnPreferences },
  team: { readonly id: string; readonly preferences?: Preferences } | undefined,
  event: NotifyEvent,
): Telling =>
  (team && person.preferences.teams[team.id]?.[event]) ??
  person.preferences.events[event] ??
  team?.preferences?.[event] ??
  usualPreferences[person.role][event]
