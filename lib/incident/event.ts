import type { Considered } from '../people/assignment.ts'
import type { Clock } from '../ticket/clock.ts'
import type { HoldReason } from '../ticket/hold.ts'
import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Impact, Priority, Urgency } from '../ticket/priority.ts'
import type { Announcement } from './announcement.ts'
import type { Absorbed, Incident, ResolutionCode } from './incident.ts'
import type { Surge } from './major.ts'
import type { Score } from './rating.ts'

/** What can have happened to an incident. */
export type IncidentEvent =
  | {
      readonly type: 'incident.opened'
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly impact: Impact
      readonly urgency: Urgency
      readonly priority: Priority
      readonly category?: string
      readonly service?: string
      readonly team: string
      readonly watchers: readonly PersonRef[]
      readonly channel: Incident['channel']
      readonly language: Language
      readonly replyKey: string
      readonly clocks: readonly Clock[]
      readonly origin?: Incident['origin']
      /** Nobody has it, and its team shares work by a rule, which is now to find somebody. */
      readonly sharesWork?: true
    }
  | {
      readonly type: 'incident.commented'
      readonly message: Message
      readonly visibility: Visibility
      readonly watchers?: readonly PersonRef[]
      /** The first answer of a person of the desk: the response clock ends. */
      readonly isResponse?: boolean
      /** The desk tells how a major incident goes on. */
      readonly isUpdate?: true
    }
  | {
      readonly type: 'incident.echoed'
      readonly origin: string
      readonly entry: number
      readonly visibility: Visibility
      readonly watchers?: readonly PersonRef[]
      readonly messageId?: string
      readonly isResponse?: boolean
      /** As in `incident.commented`. */
      readonly isUpdate?: true
    }
  | {
      readonly type: 'incident.edited'
      readonly title?: string
      readonly category?: string | null
      readonly service?: string | null
      readonly before: { readonly title?: string; readonly category?: string | null; readonly service?: string | null }
    }
  | {
      readonly type: 'incident.assigned'
      readonly team: string
      readonly assignee?: PersonRef
      readonly before: { readonly team: string; readonly assignee?: PersonRef }
      readonly considered?: readonly Considered[]
      /** Whoever had it has left. */
      readonly because?: 'left'
      /** The clocks after a change of team; absent when they stay. */
      readonly clocks?: readonly Clock[]
      /** As in `incident.opened`. */
      readonly sharesWork?: true
    }
  | {
      readonly type: 'incident.prioritized'
      readonly impact: Impact
      readonly urgency: Urgency
      readonly priority: Priority
      readonly reason?: string
      readonly before: { readonly impact: Impact; readonly urgency: Urgency; readonly priority: Priority }
      readonly clocks: readonly Clock[]
    }
  | { readonly type: 'incident.started' }
  | { readonly type: 'incident.held'; readonly reason: HoldReason; readonly until?: string }
  | { readonly type: 'incident.resumed'; readonly because: 'asked' | 'replied' | 'time' }
  | {
      readonly type: 'incident.resolved'
      readonly code: ResolutionCode
      readonly notes: string
      /** When it closes by itself; absent: never. */
      readonly closesAt?: string
      readonly cause?: { readonly number: string; readonly sequence: number }
      /** How many children it has: they are resolved with it. */
      readonly children?: number
    }
  | { readonly type: 'incident.reopened'; readonly because: 'asked' | 'replied'; readonly reason?: string }
  | {
      readonly type: 'incident.rated'
      readonly score: Score
      readonly comment?: string
      readonly isBad?: boolean
      /** The score that this one replaces. */
      readonly before?: Score
      /** When what is rated was resolved. */
      readonly resolvedAt: string
    }
  | { readonly type: 'incident.closed'; readonly because: 'asked' | 'time' }
  | { readonly type: 'incident.canceled'; readonly reason: string }
  | { readonly type: 'incident.watched'; readonly watchers: readonly PersonRef[] }
  | { readonly type: 'incident.unwatched'; readonly watcher: PersonRef }
  | {
      readonly type: 'incident.declared_major'
      readonly isMajor: boolean
      readonly reason: string
      readonly closesAt?: string
      /** How often people are told how it goes on; timelines of earlier versions have no plan. */
      readonly everyMinutes?: number
      /** It was proposed, and this is the decision. */
      readonly wasCandidate?: true
    }
  | ({
      readonly type: 'incident.proposed_major'
      readonly reason?: string
      /** The incidents that a rule counted. */
      readonly numbers?: readonly string[]
    } & Partial<Surge>)
  | { readonly type: 'incident.rejected_major'; readonly reason: string }
  | { readonly type: 'incident.updates_planned'; readonly everyMinutes: number; readonly before?: number }
  | { readonly type: 'incident.update_overdue'; readonly nextUpdateAt: string; readonly everyMinutes: number }
  | {
      readonly type: 'incident.reviewed'
      readonly happened: string
      readonly learned: string
      readonly followUps: string
      /** When it closes by itself. */
      readonly closesAt: string
    }
  | ({ readonly type: 'incident.announced' } & Announcement)
  | { readonly type: 'incident.announcement_withdrawn' }
  | { readonly type: 'incident.parent_set'; readonly parent: string; readonly before?: string }
  | { readonly type: 'incident.parent_removed'; readonly before: string }
  | { readonly type: 'incident.child_added' | 'incident.child_removed'; readonly child: string }
  | { readonly type: 'incident.merged'; readonly into: string }
  | { readonly type: 'incident.absorbed'; readonly absorbed: readonly Absorbed[] }
  | { readonly type: 'incident.unmerged'; readonly from: string }
  | { readonly type: 'incident.released'; readonly numbers: readonly string[] }
  | { readonly type: 'incident.split_off'; readonly entry: number; readonly into: string }
  | { readonly type: 'incident.followed_up'; readonly by: string }
  | {
      readonly type: 'incident.undelivered'
      readonly address: string
      readonly reason: string
      readonly isPermanent: boolean
      readonly entry?: number
    }
  | { readonly type: 'incident.file_infected'; readonly name: string; readonly threat: string }
  | {
      readonly type: 'incident.sla_signalled'
      readonly clock: string
      readonly metric: Clock['metric']
      readonly percent: 50 | 75 | 100
    }

export type EventOf<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>
