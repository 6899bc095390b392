import type { customEnds } from '../../../../lib/incident/custom-clock.ts'
import type { Purpose } from '../../../../lib/notify/purpose.ts'
import type { AssignmentReason } from '../../../../lib/people/assignment.ts'
import type { Duty, Role } from '../../../../lib/people/person.ts'
import type { NotifyEvent, Telling } from '../../../../lib/people/preferences.ts'
import type { AssignmentMethod } from '../../../../lib/people/team.ts'
import type { ColleaguesSee } from '../../../../lib/policy/colleagues-see.ts'
import type { HoldReason } from '../../../../lib/ticket/hold.ts'
import type { Language } from '../../../../lib/ticket/message.ts'
import type { SlaKind, SlaMetric } from '../../../../lib/ticket/sla.ts'
import type { Weekday } from '../../../../lib/ticket/weekday.ts'

/** What can be set, in groups. */
export type SectionGroup = 'people' | 'promises' | 'alerts' | 'access' | 'mail'
export type Section =
  | 'people'
  | 'teams'
  | 'slas'
  | 'calendars'
  | 'matrix'
  | 'settings'
  | 'addresses'
  | 'mailRules'
  | 'templates'
  | 'digest'
  | 'letters'
  | 'alertSources'
  | 'services'
  | 'alertRules'
  | 'maintenance'
  | 'webhooks'
  | 'directory'
  | 'tokens'
  | 'audit'

/** Fields of what is kept: labels of forms, and what histories call them. */
export type Term =
  | 'name'
  | 'role'
  | 'language'
  | 'timeZone'
  | 'manager'
  | 'department'
  | 'location'
  | 'skills'
  | 'duties'
  | 'groups'
  | 'group'
  | 'safety'
  | 'percent'
  | 'atLeast'
  | 'windowMinutes'
  | 'isVip'
  | 'isShared'
  | 'isActive'
  | 'leaves'
  | 'from'
  | 'to'
  | 'note'
  | 'addresses'
  | 'preferences'
  | 'events'
  | 'event'
  | 'telling'
  | 'team'
  | 'teams'
  | 'members'
  | 'shift'
  | 'lead'
  | 'zone'
  | 'calendar'
  | 'assignment'
  | 'method'
  | 'capacity'
  | 'isSticky'
  | 'matrix'
  | 'high'
  | 'medium'
  | 'low'
  | 'firstTeam'
  | 'closeAfterDays'
  | 'vipIsUrgent'
  | 'candidateIncidents'
  | 'candidateMinutes'
  | 'colleaguesSee'
  | 'slas'
  | 'id'
  | 'kind'
  | 'metric'
  | 'until'
  | 'applies'
  | 'priorities'
  | 'vip'
  | 'requesters'
  | 'target'
  | 'minutes'
  | 'businessDays'
  | 'zoneFrom'
  | 'pausesOn'
  | 'onReopen'
  | 'retroactive'
  | 'week'
  | 'holidays'
  | 'exceptions'
  | 'date'
  | 'hours'
  | 'allowedDomains'
  | 'blockedDomains'
  | 'doesMachineMailOpen'
  | 'rule'
  | 'every'
  | 'at'
  | 'subject'
  | 'intro'
  | 'closing'

/** Values that have a word. */
export type Word =
  | Role
  | Duty
  | Language
  | Telling
  | AssignmentMethod
  | SlaKind
  | SlaMetric
  | HoldReason
  | 'resume'
  | 'restart'
  | 'day'
  | 'hour'

interface Named {
  readonly name: string
  readonly lead: string
}

/** Everything the pages of administration say beside what all pages do. A text missing in a language does not compile. */
export interface AdminTexts {
  readonly administration: string
  readonly administrationLead: string
  readonly group: Record<SectionGroup, Named>
  readonly section: Record<Section, Named>
  readonly crumbs: string
  readonly save: string
  readonly saved: string
  readonly readOnly: string
  readonly stale: string
  readonly staleHint: string
  readonly history: string
  readonly noHistory: string
  readonly sameAsBefore: string
  readonly manyChanges: (count: number) => string
  readonly version: (version: number) => string
  readonly became: string
  readonly nothing: string
  readonly none: string
  readonly asUsual: string
  readonly idHint: string
  readonly raise: (row: number) => string
  readonly removeRow: (row: number) => string
  readonly weekday: Record<Weekday, string>
  readonly weekHint: string
  readonly spell: (day: string, number: number, end: 'from' | 'to') => string
  readonly term: Record<Term, string>
  readonly word: Record<Word, string>
  readonly event: Record<NotifyEvent, string>
  readonly purpose: Record<Purpose, string>
  readonly people: {
    readonly add: string
    readonly addLead: string
    readonly find: string
    readonly findHint: string
    readonly search: string
    readonly which: string
    readonly known: string
    readonly guests: string
    readonly noGuests: string
    readonly nobody: string
    readonly nobodyHint: string
    readonly inactive: string
    readonly vip: string
    readonly roleHint: string
    readonly managerHint: string
    readonly skillsHint: string
    readonly dutiesHint: string
    readonly vipHint: string
    readonly sharedHint: string
    readonly leavesHint: string
    readonly addLeave: string
    readonly addressesHint: string
    readonly wishesHint: string
    readonly teamWishes: string
    readonly teamWishesHint: string
    readonly addWish: string
    readonly firstAddress: string
    readonly addressState: string
    readonly makeFirst: string
    readonly drop: string
    readonly dropAddress: (address: string) => string
    readonly newAddress: string
    readonly addAddress: string
    readonly access: string
    readonly ifDeactivated: readonly string[]
    readonly ifActivated: readonly string[]
    readonly openTickets: (count: number) => string
    readonly deactivate: string
    readonly activate: string
  }
  readonly teams: {
    readonly add: string
    readonly addLead: string
    readonly none: string
    readonly noneHint: string
    readonly members: (count: number) => string
    readonly member: string
    readonly memberHint: string
    readonly membersHint: string
    readonly addMember: string
    readonly always: string
    readonly ownHours: string
    readonly hours: string
    readonly hoursHint: string
    readonly shiftHint: string
    readonly methodHint: string
    readonly method: Record<AssignmentMethod, string>
    readonly capacityHint: string
    readonly stickyHint: string
    readonly preferences: string
    readonly next: string
    readonly nextByHand: string
    readonly nextIs: (name: string) => string
    readonly nextNobody: string
    readonly chosen: string
    readonly reason: Record<AssignmentReason, string>
    readonly load: (count: number) => string
    readonly forWhom: string
    readonly needs: string
    readonly look: string
  }
  readonly matrix: {
    readonly lead: string
    readonly caption: string
    readonly corner: string
    readonly impact: (level: string) => string
    readonly urgency: (level: string) => string
    readonly cell: (impact: string, urgency: string) => string
  }
  readonly settings: {
    readonly firstTeamHint: string
    readonly closeHint: string
    readonly vipHint: string
    readonly candidateHint: string
    readonly candidateMinutesHint: string
    readonly colleaguesSee: Record<ColleaguesSee, string>
  }
  readonly slas: {
    readonly lead: string
    readonly add: string
    readonly addLead: string
    readonly targets: string
    readonly priority: string
    readonly inOrder: string
    readonly inOrderHint: string
    readonly none: string
    readonly noneHint: string
    readonly raise: (name: string) => string
    readonly requesters: (count: number) => string
    readonly runningKeep: string
    readonly remove: string
    readonly removeHint: string
    readonly kind: Record<SlaKind, string>
    readonly metricHint: string
    readonly untilHint: string
    readonly end: Record<(typeof customEnds)[number], string>
    readonly targetHint: string
    readonly unitLabel: string
    readonly unit: Record<'minutes' | 'hours' | 'businessDays', string>
    readonly amount: Record<'minutes' | 'hours' | 'businessDays', (amount: number) => string>
    readonly zoneFrom: Record<'calendar' | 'requester' | 'team', string>
    readonly applies: string
    readonly appliesHint: string
    readonly anybody: string
    readonly vipOnly: string
    readonly noVip: string
    readonly requestersHint: string
    readonly clock: string
    readonly pausesHint: string
    readonly onReopen: Record<'resume' | 'restart', string>
    readonly retroactiveHint: string
    readonly warning: string
  }
  readonly calendars: {
    readonly add: string
    readonly addLead: string
    readonly holidays: (count: number) => string
    readonly weekHint: string
    readonly holidaysHint: string
    readonly year: (year: string, count: number) => string
    readonly daysOf: (year: string) => string
    readonly moreHolidays: string
    readonly lineHint: string
    readonly exceptionsHint: string
    readonly addException: string
    readonly hoursHint: string
    readonly runningKeep: string
    readonly span: string
    readonly spanHint: (zone: string) => string
    readonly count: string
    readonly working: (hours: number, minutes: number) => string
  }
  readonly holidays: {
    readonly title: string
    readonly lead: string
    readonly source: Record<'korean' | 'ics', { readonly name: string; readonly hint: string }>
    readonly from: string
    readonly to: string
    readonly file: string
    readonly feed: string
    readonly feedHint: string
    readonly preview: string
    readonly wouldChange: string
    readonly nothingChanges: string
    readonly added: (count: number) => string
    readonly removed: (count: number) => string
    readonly leftOut: string
    readonly line: (line: number) => string
    readonly looked: (count: number) => string
    readonly lookedSome: (count: number) => string
    readonly moves: (count: number) => string
    readonly apply: string
  }
  readonly addresses: {
    readonly address: string
    readonly hint: string
    readonly look: string
    readonly fine: string
    readonly doubtful: (score: number) => string
    readonly stopped: string
    readonly complained: string
    readonly failures: string
    readonly clear: string
    readonly clearHint: string
  }
  readonly mailRules: {
    readonly machineHint: string
    readonly allowedDomains: string
    readonly blockedDomains: string
  }
  readonly templates: {
    readonly toCallers: string
    readonly toDesk: string
    readonly own: string
    readonly isOwn: string
    readonly isUsual: string
    readonly subjectHint: string
    readonly values: string
    readonly valuesHint: string
    readonly value: Readonly<Record<string, string>>
    readonly ticket: string
    readonly ticketHint: string
    readonly preview: string
    readonly previewHint: string
    readonly test: string
    readonly sentTo: (address: string) => string
    readonly reset: string
    readonly resetHint: string
  }
  readonly digest: { readonly day: string; readonly hour: string; readonly atHint: string }
  readonly tokens: {
    readonly ends: string
    readonly used: string
    readonly never: string
    readonly dead: string
    readonly revoke: string
    readonly revokeNamed: (name: string) => string
    readonly none: string
    readonly noneHint: string
    readonly make: string
    readonly makeHint: string
    readonly program: string
    readonly purpose: string
    readonly days: string
    readonly rate: string
    readonly rateHint: string
    readonly scopes: string
    readonly scopesHint: string
    readonly made: string
    readonly madeHint: string
  }
  readonly sessions: { readonly title: string; readonly none: string; readonly end: string; readonly endAll: string }
  readonly audit: {
    readonly who: string
    readonly record: string
    readonly recordHint: string
    readonly look: string
    readonly read: string
    readonly readWhat: (what: string) => string
    readonly changed: string
    readonly nothing: string
    readonly more: string
  }
  readonly directory: {
    readonly groupsHint: string
    readonly addGroup: string
    readonly safety: string
    readonly safetyHint: string
    readonly flowing: string
    readonly stopped: string
    readonly stoppedHint: (limit: number) => string
    readonly morePending: string
    readonly approve: string
    readonly dismiss: string
    readonly decideHint: string
    readonly import: string
    readonly importLead: string
    readonly csvHint: string
    readonly tryIt: string
    readonly wouldHappen: string
    readonly happened: string
    readonly rows: (from: number, to: number, total: number) => string
    readonly row: string
    readonly whom: string
    readonly what: string
    readonly outcome: Record<'created' | 'changed' | 'unchanged' | 'refused', string>
    readonly apply: string
    readonly goOn: string
    readonly done: string
  }
}
