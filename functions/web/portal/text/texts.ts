import type { IncidentState } from '../../../../lib/incident/incident.ts'
import type { NotifyEvent } from '../../../../lib/people/preferences.ts'
import type { Scope } from '../../../../lib/people/scope.ts'
import type { HoldReason } from '../../../../lib/ticket/hold.ts'
import type { Impact, Urgency } from '../../../../lib/ticket/priority.ts'
import type { RefusalCode } from '../../../../lib/ticket/refusal.ts'

/** Where employees go. */
export type Place = 'home' | 'tickets' | 'report'

/** Lists of one's own tickets. */
export type OwnView = 'open' | 'solved' | 'all' | 'reports'

/** Parts of a day by which people are greeted. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night'

/** How a ticket stands, as its requester sees it. */
export type Standing =
  | 'new'
  | 'working'
  | 'asked'
  | Exclude<HoldReason, 'caller'>
  | 'resolved'
  | 'closed'
  | 'canceled'
  | 'merged'

/** What happened, as a requester is told of it. */
export interface HappeningTexts {
  readonly started: (by: string) => string
  readonly assigned: (name: string) => string
  readonly held: (reason: HoldReason) => string
  readonly resumed: string
  readonly reopened: (by: string) => string
  readonly closed: (by: string) => string
  readonly closedByTime: string
  readonly canceled: (by: string) => string
  readonly follows: (names: string) => string
  readonly left: (name: string) => string
  readonly merged: (number: string) => string
  readonly apart: string
  readonly goesOnIn: (number: string) => string
}

/** Everything the employees' pages say beside what all pages do. A text missing in a language does not compile. */
export interface PortalTexts {
  readonly place: Record<Place, string>
  readonly toDesk: string
  readonly byMail: (address: string) => string
  readonly account: string
  readonly approvals: string

  readonly greeting: Record<DayPart, (name: string) => string>
  readonly ask: string
  readonly askHint: string
  readonly askExample: string
  readonly begin: string

  readonly outages: string
  readonly outageLead: string
  readonly since: (when: string) => string
  readonly expectedEnd: (when: string) => string
  readonly othersToo: (count: number) => string
  readonly meToo: string
  readonly notMe: string
  readonly meTooSaid: string

  readonly yourTurn: string
  readonly yourTurnHint: (name: string) => string
  readonly answer: string
  readonly isItSolved: string
  readonly yesSolved: string
  readonly notSolved: string
  readonly openTickets: string
  readonly allTickets: string
  readonly nothing: { readonly heading: string; readonly hint: string }

  /** How a ticket stands, in a word or two. */
  readonly state: Record<IncidentState, string>
  readonly view: Record<OwnView, string>
  readonly noTickets: Record<OwnView, { readonly heading: string; readonly hint: string }>
  readonly updated: string

  readonly report: {
    readonly heading: string
    readonly lead: string
    readonly followLead: (number: string) => string
    readonly title: string
    readonly titleHint: string
    readonly description: string
    readonly descriptionHint: string
    readonly impact: string
    readonly impacts: Record<Impact, readonly [text: string, more: string]>
    readonly urgency: string
    readonly urgencies: Record<Urgency, readonly [text: string, more: string]>
    readonly more: string
    readonly category: string
    readonly categoryHint: string
    readonly service: string
    readonly serviceHint: string
    readonly send: string
    readonly again: (title: string) => string
    readonly knownAlready: string
    /** What offers the templates, and the way to none of them. */
    readonly beginWith: string
    readonly blank: string
  }
  readonly reported: {
    readonly heading: string
    readonly lead: (number: string) => string
    readonly next: string
    readonly read: string
    readonly answerBy: (when: string) => string
    readonly mail: (address: string) => string
    readonly follow: string
    readonly see: string
    readonly home: string
  }

  readonly step: readonly [received: string, working: string, solved: string, closed: string]
  readonly steps: string
  readonly standing: Record<Standing, { readonly heading: string; readonly hint: string }>
  readonly workedOnBy: (name: string) => string
  readonly answerBy: (when: string) => string
  readonly solveBy: (when: string) => string
  readonly late: (when: string) => string
  readonly closesBy: (when: string) => string
  readonly mergedInto: (number: string) => string
  readonly today: (time: string) => string
  readonly fresh: string
  readonly freshNotice: { readonly heading: string; readonly hint: string }

  readonly conversation: string
  readonly solution: string
  readonly desk: string
  readonly you: string
  /** Who did something, as the subject of what they did. */
  readonly by: { readonly you: string; readonly desk: string; readonly name: (name: string) => string }
  readonly happening: HappeningTexts
  readonly write: string
  readonly writeHint: string
  readonly writeReopens: string
  readonly send: string
  readonly whatIsWrong: string
  readonly whatIsWrongHint: string
  readonly reopen: string
  readonly cancelTicket: string
  readonly cancelHint: string
  readonly cancelReason: string
  readonly cancelDefault: string
  readonly follow: string
  readonly followHint: string
  readonly facts: string
  readonly fact: Record<
    'number' | 'opened' | 'assignee' | 'priority' | 'category' | 'service' | 'followers' | 'requester',
    string
  >
  readonly unfollow: string
  readonly goesOn: (number: string) => string
  readonly cameFrom: (number: string) => string
  readonly toTicket: string

  readonly rate: {
    readonly heading: string
    readonly hint: string
    readonly scores: readonly [string, string, string, string, string]
    readonly comment: string
    readonly commentHint: string
    readonly send: string
    readonly change: string
    readonly thanks: string
    readonly given: (score: string) => string
    readonly mailHeading: (name: string) => string
    readonly over: { readonly heading: string; readonly hint: string }
    readonly unknown: { readonly heading: string; readonly hint: string }
    readonly once: string
    readonly signIn: string
  }

  readonly me: {
    readonly heading: string
    readonly lead: string
    readonly work: string
    readonly workHint: string
    readonly fact: Record<'name' | 'addresses' | 'department' | 'location' | 'manager', string>
    readonly language: string
    readonly languageHint: string
    readonly timeZone: string
    readonly look: string
    readonly lookHint: string
    readonly theme: string
    readonly themes: Record<'auto' | 'light' | 'dark', string>
    readonly density: string
    readonly densities: Record<'comfortable' | 'compact', string>
    readonly told: string
    readonly toldHint: string
    readonly usual: (telling: string) => string
    readonly events: Record<NotifyEvent, string>
    readonly tellings: Record<'mail' | 'digest' | 'off', string>
    readonly save: string
    readonly saved: string
  }

  readonly sessions: {
    readonly heading: string
    readonly hint: string
    readonly here: string
    readonly since: string
    readonly seen: string
    readonly end: string
    readonly endOthers: string
  }

  readonly tokens: {
    readonly heading: string
    readonly hint: string
    readonly none: string
    readonly name: string
    readonly nameHint: string
    readonly scopes: string
    readonly scope: Record<Scope, string>
    readonly days: string
    readonly daysHint: string
    readonly make: string
    readonly made: string
    readonly madeHint: string
    readonly until: string
    readonly dead: string
    readonly neverUsed: string
    readonly used: string
    readonly revoke: string
    readonly manage: string
  }

  /** Why something was refused, where our own words are better than those of the API. */
  readonly refusal: (code: RefusalCode, field: string | undefined) => string | undefined
}
