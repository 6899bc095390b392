import type { AssignmentReason } from '../../../../../lib/people/assignment.ts'
import type { HoldReason } from '../../../../../lib/ticket/hold.ts'
import type { SlaKind, SlaMetric } from '../../../../../lib/ticket/sla.ts'

/** What can be done to a ticket in a sheet of its own; each is a command of the API, or opens another ticket. */
export type SheetName =
  | 'assign'
  | 'start'
  | 'hold'
  | 'resume'
  | 'resolve'
  | 'reopen'
  | 'close'
  | 'cancel'
  | 'edit'
  | 'prioritize'
  | 'override-priority'
  | 'declare-major'
  | 'propose-major'
  | 'accept-major'
  | 'reject-major'
  | 'update-plan'
  | 'review'
  | 'add-children'
  | 'announce'
  | 'withdraw-announcement'
  | 'watch'
  | 'unwatch'
  | 'set-parent'
  | 'merge'
  | 'unmerge'
  | 'split'
  | 'follow-up'

/** What a sentence about something done may tell. */
export interface DoneFacts {
  readonly number: string
  readonly team: string
  readonly assignee: string | undefined
  readonly priority: string
  readonly isMajor: boolean
  readonly parent: string | undefined
  readonly mergedInto: string | undefined
}

interface SheetTexts {
  /** On the button or in the menu that opens it. */
  readonly menu: string
  readonly heading: string
  readonly lead?: string
  readonly submit: string
  /** What was done, said once it is. */
  readonly done: (facts: DoneFacts) => string
}

/** How a promise stands. */
export type ClockWord = 'running' | 'paused' | 'met' | 'breached' | 'canceled'
/** Why a stretch of time counted or did not. */
export type SliceWhy = 'working' | 'outside-hours' | 'special-day' | 'holiday' | 'paused' | 'completed'

/** Everything the page of one ticket says beside what all pages of the desk do. */
export interface TicketTexts {
  readonly sheet: Record<SheetName, SheetTexts>
  readonly back: (number: string) => string
  readonly actions: string
  readonly more: string
  readonly changeState: string
  readonly change: (what: string) => string
  readonly take: string
  readonly follow: string
  readonly unfollow: string
  readonly replied: string
  readonly noted: string
  readonly latest: string
  readonly earlier: string
  readonly later: string
  readonly changes: (count: number) => string
  readonly nothingYet: string
  readonly split: string
  readonly link: string
  readonly asSent: string
  readonly asSentHint: string
  readonly empty: string
  readonly none: string
  readonly solution: string
  readonly isHere: (names: string) => string
  readonly isWriting: (name: string) => string
  readonly draftKept: string
  readonly draftRestored: string
  readonly draftDiscard: string
  readonly draftDiscarded: string
  readonly news: string
  readonly newsRead: string
  readonly sendReply: string
  readonly sendNote: string
  readonly sendAnyway: string
  readonly stale: {
    readonly heading: string
    readonly kept: string
    readonly answered: (name: string) => string
    readonly moreChanges: string
    readonly takeBack: string
  }
  readonly field: {
    readonly team: string
    readonly person: string
    readonly personHint: string
    readonly holdReason: string
    readonly until: string
    readonly untilHint: string
    readonly holdText: string
    readonly holdTextHint: string
    readonly code: string
    readonly notes: string
    readonly notesHint: string
    readonly why: string
    readonly stillWrong: string
    readonly title: string
    readonly category: string
    readonly service: string
    readonly priority: string
    readonly matrix: string
    readonly headlineKo: string
    readonly headlineEn: string
    readonly since: string
    readonly expectedEnd: string
    readonly people: string
    readonly peopleHint: string
    readonly parent: string
    readonly parentHint: string
    readonly into: string
    readonly description: string
    readonly everyMinutes: string
    readonly everyMinutesHint: (least: number, most: number) => string
    readonly children: string
    readonly childrenHint: string
    readonly otherChildren: string
    readonly otherChildrenHint: string
    readonly happened: string
    readonly happenedHint: string
    readonly learned: string
    readonly learnedHint: string
    readonly followUps: string
    readonly followUpsHint: string
  }
  /** What is to be decided or done about a major incident; an instant stands after those that end without a full stop. */
  readonly major: {
    readonly candidate: string
    readonly surge: (service: string, count: number, minutes: number) => string
    readonly byHand: string
    readonly next: string
    readonly overdue: string
    readonly every: (minutes: number) => string
    readonly tell: string
    readonly reviewFirst: string
    readonly reviewHint: string
    readonly reviewed: string
    readonly closes: string
  }
  readonly hold: Record<HoldReason, readonly [name: string, meaning: string]>
  readonly byMatrix: string
  readonly matrixSays: (priority: string) => string
  readonly notMajor: string
  readonly mergeSteps: readonly string[]
  readonly mergedInto: (number: string) => string
  readonly mergedHint: string
  readonly undeliverable: string
  readonly announced: string
  readonly followHint: string
  readonly closesItself: string
  readonly assignToMe: string
  readonly assignNobody: string
  readonly membersOf: (team: string) => string
  readonly others: string
  readonly openTickets: (count: number) => string
  readonly availability: Record<AssignmentReason, string | null>
  readonly people: string
  readonly vip: string
  readonly language: string
  readonly languageName: Record<'en' | 'ko', string>
  readonly department: string
  readonly location: string
  readonly localTime: string
  readonly otherTickets: string
  readonly noOtherTickets: string
  readonly rating: (score: number) => string
  readonly ratingHeading: string
  readonly state: {
    readonly noClocks: string
    readonly clock: Record<ClockWord, string>
    readonly left: (duration: string) => string
    readonly over: (duration: string) => string
    readonly used: (percent: number) => string
    readonly stood: string
    readonly why: string
    readonly kind: Record<SlaKind, string>
    readonly metric: Record<SlaMetric, string>
  }
  readonly explained: {
    readonly heading: string
    readonly lead: (number: string) => string
    readonly promised: (duration: string, calendar: string) => string
    readonly promisedDays: (days: number, calendar: string) => string
    readonly startedAt: (when: string) => string
    readonly stands: Record<ClockWord, (used: string, rest: string, due: string | undefined) => string>
    readonly paused: (duration: string) => string
    readonly from: string
    readonly to: string
    readonly counted: string
    readonly reason: string
    readonly why: Record<SliceWhy, string>
    readonly by: (name: string) => string
    readonly waiting: Record<HoldReason | 'merged', string>
    readonly moved: (duration: string) => string
    readonly whose: string
    readonly nobody: string
    readonly byPerson: string
    readonly byTeam: string
    readonly time: string
    readonly notCounted: string
  }
}
