import type { Considered } from '../people/assignment.ts'
import type { HoldReason } from '../ticket/hold.ts'
import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Impact, Urgency } from '../ticket/priority.ts'
import type { Announcement } from './announcement.ts'
import type { Absorbed, Incident, ResolutionCode } from './incident.ts'
import type { Surge } from './major.ts'
import type { Score } from './rating.ts'

/** What can be asked of an incident. */
export type IncidentCommand =
  | {
      readonly type: 'open'
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly impact?: Impact
      readonly urgency?: Urgency
      readonly category?: string
      readonly service?: string
      readonly team?: string
      readonly watchers?: readonly PersonRef[]
      readonly language: Language
      /** 128 random bits, in letters that survive any mail system. */
      readonly replyKey: string
      readonly origin?: Incident['origin']
    }
  | {
      readonly type: 'comment'
      readonly message: Message
      readonly visibility: Visibility
      /** People the message brought along, such as those in Cc. */
      readonly watchers?: readonly PersonRef[]
      /** Only words: an answer that asks for nothing (a thank-you, a machine's) moves no state. */
      readonly isQuiet?: boolean
    }
  /** Somebody wrote on an incident that is merged into this one. */
  | {
      readonly type: 'echo'
      readonly origin: string
      readonly sequence: number
      readonly visibility: Visibility
      readonly watchers?: readonly PersonRef[]
      readonly isQuiet?: boolean
      readonly messageId?: string
    }
  | {
      readonly type: 'edit'
      readonly title?: string
      readonly category?: string | null
      readonly service?: string | null
    }
  | {
      readonly type: 'assign'
      readonly team?: string
      /** Null takes the ticket away from whoever has it. */
      readonly assignee?: PersonRef | null
      /** Who was considered and why, where a rule chose. */
      readonly considered?: readonly Considered[]
      /** Whoever had it has left. */
      readonly because?: 'left'
    }
  | { readonly type: 'prioritize'; readonly impact?: Impact; readonly urgency?: Urgency }
  /** Another priority than the matrix says; without one the matrix decides again. */
  | { readonly type: 'override-priority'; readonly priority?: Incident['priority']; readonly reason?: string }
  | { readonly type: 'start' }
  | {
      readonly type: 'hold'
      readonly reason: HoldReason
      readonly until?: string
      /** What to tell the requester; demanded when it waits for them. */
      readonly message?: Message
    }
  | { readonly type: 'resume' }
  | {
      readonly type: 'resolve'
      readonly code: ResolutionCode
      readonly notes: string
      /** The parent whose resolution resolved this one too. */
      readonly cause?: { readonly number: string; readonly sequence: number }
    }
  | { readonly type: 'reopen'; readonly reason?: string }
  | {
      readonly type: 'rate'
      readonly score: Score
      readonly comment?: string
      /** The resolution that is rated; absent: the present one. */
      readonly resolvedAt?: string
    }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'watch'; readonly watchers: readonly PersonRef[] }
  | { readonly type: 'unwatch'; readonly watcher: string }
  | {
      readonly type: 'declare-major'
      readonly isMajor: boolean
      readonly reason: string
      /** How often people are told how it goes on; by the priority when absent. */
      readonly everyMinutes?: number
    }
  /** It may be a major incident: somebody says why, or a rule says what made it think so. */
  | {
      readonly type: 'propose-major'
      readonly reason?: string
      readonly surge?: Surge & { numbers: readonly string[] }
    }
  | { readonly type: 'accept-major'; readonly reason: string; readonly everyMinutes?: number }
  | { readonly type: 'reject-major'; readonly reason: string }
  | { readonly type: 'update-plan'; readonly everyMinutes: number }
  /** What a major incident taught, without which it is not closed. */
  | { readonly type: 'review'; readonly happened: string; readonly learned: string; readonly followUps: string }
  /** Tells everybody of a major incident, in the place of what was told before. */
  | {
      readonly type: 'announce'
      readonly headline: Announcement['headline']
      /** When the trouble began; by default when the incident was opened. */
      readonly since?: string
      readonly expectedEnd?: string
    }
  | { readonly type: 'withdraw-announcement' }
  | { readonly type: 'set-parent'; readonly parent: string | null }
  | { readonly type: 'add-child' | 'remove-child'; readonly child: string }
  | { readonly type: 'merge'; readonly into: string }
  | { readonly type: 'absorb'; readonly absorbed: readonly Absorbed[] }
  | { readonly type: 'unmerge' }
  | { readonly type: 'release'; readonly numbers: readonly string[] }
  | { readonly type: 'split-off'; readonly sequence: number; readonly into: string }
  | { readonly type: 'follow-up'; readonly by: string }
  | {
      readonly type: 'report-undelivered'
      readonly address: string
      readonly reason: string
      readonly isPermanent: boolean
      /** The entry whose mail came back, when we know. */
      readonly sequence?: number
    }
  /** A file that the ticket has is infected, and opens for nobody. */
  | { readonly type: 'report-infected'; readonly name: string; readonly threat: string }
  /** Time has passed: what is due happens. */
  | { readonly type: 'tick' }

export type CommandOf<Type extends IncidentCommand['type']> = Extract<IncidentCommand, { type: Type }>
