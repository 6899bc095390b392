import type { LetterRecord, Reason } from '../../../../lib/intake/record.ts'

/** Where agents go. */
export type Place = 'mine' | 'unassigned' | 'due' | 'open' | 'board' | 'alerts' | 'letters' | 'administration'
export type PlaceGroup = 'work' | 'desk'

/** Lists of tickets that everybody has. */
export type QueueView = 'mine' | 'unassigned' | 'due' | 'open' | 'resolved' | 'all'

/** What is told of a ticket. */
export type Column =
  | 'state'
  | 'priority'
  | 'impact'
  | 'urgency'
  | 'requester'
  | 'assignee'
  | 'team'
  | 'due'
  | 'opened'
  | 'category'
  | 'service'
  | 'waitsFor'
  | 'watchers'

/** What a ticket is to others. */
export type Link = 'parent' | 'children' | 'merged' | 'absorbed' | 'follow-up' | 'split' | 'followedBy'

/** Everything the agents' pages say beside what all pages do. A text missing in a language does not compile. */
export interface ConsoleTexts {
  readonly place: Record<Place, string>
  readonly self: string
  readonly portal: string
  readonly placeGroup: Record<PlaceGroup, string>
  readonly find: string
  readonly palette: string
  readonly paletteHint: string
  readonly newTicket: string
  readonly keys: string
  readonly keyHelp: readonly (readonly [key: string, what: string])[]
  readonly view: Record<QueueView, string>
  readonly viewLead: Record<QueueView, string>
  readonly noTickets: Record<QueueView, { readonly heading: string; readonly hint: string }>
  readonly filtered: { readonly heading: string; readonly hint: string }
  readonly filters: string
  readonly filter: string
  readonly clear: string
  readonly any: string
  readonly pick: (number: string) => string
  readonly pickAll: string
  readonly picked: string
  readonly found: (wanted: string) => string
  readonly foundNothing: string
  readonly findHint: string
  readonly newTicketLead: string
  readonly requesterHint: string
  readonly title: string
  readonly description: string
  readonly byTheDesk: string
  readonly open: string
  readonly board: {
    readonly lead: string
    readonly wholeDesk: string
    readonly partial: string
    readonly asOf: string
    readonly tile: Record<'open' | 'unassigned' | 'atRisk' | 'breached', string>
    readonly tileHint: Record<'open' | 'unassigned' | 'atRisk' | 'breached', string>
    readonly major: {
      readonly heading: string
      readonly standing: Record<'candidate' | 'major' | 'review' | 'reviewed', string>
      readonly next: string
      readonly overdue: string
    }
    readonly ages: string
    readonly age: Record<'under1d' | 'from1to3d' | 'from3to7d' | 'from7to30d' | 'over30d', string>
    readonly workload: string
    readonly noWorkload: string
    readonly late: (count: number) => string
    readonly soon: (count: number) => string
    readonly states: string
    readonly teams: string
    readonly days: string
    readonly day: string
    readonly opened: string
    readonly resolved: string
    readonly asTable: string
  }
  readonly kept: {
    readonly heading: string
    readonly keep: string
    readonly name: string
    readonly for: string
    readonly scope: Record<'me' | 'desk', string>
    readonly remove: (name: string) => string
  }
  readonly bulk: {
    readonly heading: string
    readonly take: string
    readonly assign: string
    readonly resolve: string
    readonly sameTeam: string
    readonly assigneeHint: string
    readonly code: string
    readonly notes: string
    readonly notesHint: string
    readonly done: (count: number) => string
  }
  readonly column: Record<Column, string>
  readonly link: Record<Link, string>
  readonly due: (when: string) => string
  readonly late: (when: string) => string
  readonly conversation: string
  readonly details: string
  readonly promises: string
  readonly links: string
  readonly alertsOf: string
  readonly until: string
  readonly closes: string
  readonly internal: string
  readonly unverified: string
  readonly automatic: string
  readonly original: string
  readonly mails: (count: number) => string
  readonly mailSent: (to: string) => string
  readonly mailWaiting: (to: string) => string
  readonly mailRejected: (to: string, reason: string) => string
  readonly reply: string
  readonly note: string
  readonly replyHint: (name: string) => string
  readonly noteHint: string
  readonly send: string
  readonly message: string
  readonly letters: string
  readonly outcome: Record<LetterRecord['outcome'], string>
  readonly outcomeHint: Record<'failed' | 'quarantined' | 'filtered', string>
  readonly reason: Record<Reason, string>
  readonly noLetters: string
  readonly replay: string
  readonly release: string
  readonly replayed: string
  readonly noSubject: string
}
