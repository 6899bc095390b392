import type { Duty, Role } from './person.ts'

/** What somebody can be to a record; lib/people/relation.ts says when they are. */
export const relations = [
  /** The record is about them, or theirs alone. */
  'self',
  'requester',
  /** Follows it. */
  'watcher',
  /** Leads the requester, where the desk lets managers see their people's tickets. */
  'manager',
  /** Is of the requester's department, where the desk lets departments see their tickets. */
  'colleague',
  'assignee',
  /** Works in the team that has it. */
  'team-member',
  /** Answers for the team that has it, or for the team itself. */
  'team-lead',
] as const
export type Relation = (typeof relations)[number]

/**
 * Who may: everybody of a role and above it (guest, employee, agent, administrator: each may what those before may),
 * integrations, people with a duty, or whoever stands in a relation to the record.
 */
export type Who = Role | Duty | Relation

const everybody = 'guest'

/** What incidents and requests have in common, as far as it is the same. */
const tickets = {
  read: ['requester', 'watcher', 'manager', 'colleague', 'agent', 'integration'],
  /** Internal notes, clocks in detail, mails, who was considered: how the desk works. */
  'read-internal': ['agent'],
  comment: ['requester', 'watcher', 'agent', 'integration'],
  'comment-internally': ['agent', 'integration'],
  watch: ['requester', 'watcher', 'agent'],
  reopen: ['requester', 'agent', 'integration'],
  close: ['requester', 'agent', 'integration'],
  cancel: ['requester', 'agent', 'integration'],
  /** Everything that moves it along and only the desk does. */
  work: ['agent', 'integration'],
  'open-for-others': ['agent', 'integration'],
} as const satisfies Record<string, readonly Who[]>

/** Records that only the desk works with, and that requesters may look at. */
const ofTheDesk = {
  read: ['requester', 'watcher', 'agent', 'integration'],
  'read-internal': ['agent'],
  comment: ['requester', 'watcher', 'agent', 'integration'],
  'comment-internally': ['agent', 'integration'],
  watch: ['requester', 'watcher', 'agent'],
  work: ['agent', 'integration'],
} as const satisfies Record<string, readonly Who[]>

/**
 * WHO MAY DO WHAT: kind of record → action → who. What does not stand here nobody may. Somebody inactive may nothing, and
 * a token does what its scopes cover and its bearer may (lib/people/scope.ts).
 */
export const rights = {
  incident: {
    open: [everybody, 'integration'],
    ...tickets,
    /** Nobody is satisfied in somebody else's name. */
    rate: ['requester'],
  },
  request: { open: ['employee', 'integration'], ...tickets },
  /** What everybody in the company is told of a major incident; a guest is of another company. */
  outage: { read: ['employee', 'integration'], 'report-impact': ['employee'] },
  /** Files for a message, each theirs who brings it. Guests cannot sign in: theirs come with their mails. */
  upload: { bring: ['employee', 'integration'] },
  /** Lists of tickets under a name: one's own, a team's for its members, the desk's for administrators. */
  filter: { read: ['agent'], keep: ['agent'], share: ['team-member', 'administrator'] },
  /** What a new ticket can begin with. */
  'ticket-template': { read: ['employee', 'integration'], administer: ['administrator'] },
  /** Employees see what came of a problem in articles and outages. */
  problem: {
    open: ['agent', 'integration'],
    ...ofTheDesk,
    read: ['agent', 'integration'],
    comment: ['agent'],
    watch: ['agent'],
    /** Accept its risk, or take up again what was closed. */
    manage: ['team-lead', 'administrator'],
  },
  change: {
    open: ['agent', 'integration'],
    ...ofTheDesk,
    /** Schedule against a freeze, call it unauthorized, pre-authorize a standard change. */
    manage: ['change-manager', 'administrator'],
  },
  /** What somebody is asked to decide; theirs who is asked, or who stands in for them today. Nobody decides for others. */
  approval: {
    list: ['employee'],
    read: ['self', 'agent'],
    decide: ['self'],
    /** Signed receipts: who may see the decision may show it to others. */
    'read-receipt': ['self', 'agent'],
  },
  /** Who decides for somebody while they are away. */
  delegation: { read: ['self', 'administrator'], set: ['self', 'administrator'] },
  article: {
    read: ['employee', 'integration'],
    'read-internal': ['agent'],
    write: ['agent'],
    /** Publish, retire, and say for whom it is. */
    manage: ['knowledge-manager', 'administrator'],
  },
  'configuration-item': {
    /** Everybody sees what they use themselves. */
    read: ['self', 'agent', 'integration'],
    write: ['agent', 'integration'],
    /** Classes, identity rules, disposal. */
    manage: ['administrator'],
  },
  person: {
    /** What a colleague sees: name, work address, department, location (lib/people/shown.ts). */
    read: ['self', 'employee'],
    /** What one who helps them sees: language, zone, manager, absences, skills. */
    'read-work': ['self', 'agent'],
    /** Notes of absences, and what they wish to be told. */
    'read-private': ['self', 'administrator'],
    list: ['agent'],
    'set-preferences': ['self', 'administrator'],
    administer: ['administrator', 'integration'],
    /** Say what somebody may here, and what they answer for: no program does, or it could make itself more. */
    'give-role': ['administrator'],
    'read-history': ['administrator'],
  },
  /** What groups of the company's directory give, when it is stopped, and what became of work; bringing people is of `person`. */
  directory: { read: ['administrator'], administer: ['administrator'], 'read-history': ['administrator'] },
  team: {
    read: ['agent'],
    /** Its members, their shifts, how it shares its work. */
    lead: ['team-lead', 'administrator'],
    administer: ['administrator', 'integration'],
    'read-history': ['team-lead', 'administrator'],
  },
  /** Matrix, promises, calendars, words of mails, rules about mail. */
  rule: { read: ['agent'], administer: ['administrator'], 'read-history': ['administrator'] },
  /** Alerts as they stand, and storms of them. */
  alert: { read: ['agent', 'integration'] },
  /** What monitors sent, as it came, and what became of it. */
  'alert-delivery': { read: ['agent'], replay: ['agent'] },
  /** What alerts can be about. */
  service: { read: ['agent', 'integration'], administer: ['administrator'] },
  /** Times in which alerts are expected; a change that is carried out brings its own. */
  'maintenance-window': { read: ['agent', 'integration'], plan: ['agent', 'integration'] },
  /** Where alerts come from: monitors, their keys and secrets, how what they send is read; alerts that were given up. */
  'alert-source': { read: ['agent'], administer: ['administrator'], 'read-history': ['administrator'] },
  /** Boards and figures. */
  report: { read: ['agent', 'integration'], write: ['agent'], export: ['team-lead', 'administrator', 'integration'] },
  /** The log of received mail. */
  letter: {
    read: ['agent'],
    'read-raw': ['agent'],
    replay: ['agent'],
    /** A mail in which the virus scan found something. */
    'read-infected': ['administrator'],
  },
  /** Whether mail to an address arrives. */
  mailbox: { read: ['agent'], clear: ['agent'] },
  /** Who is told of events, and how that went. */
  webhook: { read: ['administrator'], administer: ['administrator'] },
  /** Who did and read what. */
  audit: { read: ['administrator'] },
  token: { read: ['self', 'administrator'], make: ['self'], revoke: ['self', 'administrator'] },
  session: { read: ['self', 'administrator'], end: ['self', 'administrator'] },
  /** What concerns no single record. */
  desk: { 'read-internal': ['agent'], work: ['agent'], administer: ['administrator'] },
} as const satisfies Record<string, Readonly<Record<string, readonly Who[]>>>

/** Kinds of records, as access knows them. */
export type Kind = keyof typeof rights
export const kinds = Object.keys(rights) as readonly Kind[]

/** What can be done with a record of a kind. */
export type ActionOn<K extends Kind> = K extends Kind ? keyof (typeof rights)[K] & string : never
export type Action = ActionOn<Kind>

/** Who may do this to records of this kind; nobody where it cannot be done. */
export const whoMay = (kind: Kind, action: string): readonly Who[] =>
  (rights[kind] as Readonly<Record<string, readonly Who[]>>)[action] ?? []
