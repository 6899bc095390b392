import { createHash } from 'node:crypto'

/**
 * THE TABLE. Every key and every index of Haneul on one page: infra creates the table from `table`, code reads and
 * writes only through `key`, `indexKeys` and `list`. Nothing else in the system writes a key string.
 *
 * pk                     sk                     what it is
 * INC-12                 head                   a ticket as it stands now (about 1 KB)
 * INC-12                 event#000003           one entry of its timeline; the head is the fold of these
 * INC-12                 mail#000003#comment…   a mail that event 3 caused: planned, then sent
 * INC-12                 child#INC-13           an incident whose parent this is, or was
 * INC-12                 unassigned             nobody could take it: when to look again, until somebody has it
 * INC-12                 presence#<person>      somebody has it open right now; gone after a minute and a half
 * INC-12                 draft#<person>         what somebody is writing on it, for nobody else's eyes
 * INC-12                 outage                 what everybody may know of a major incident
 * INC-12                 major                  a candidate for a major incident, or a major one, until it is over
 * INC-12                 affected#<person>      whether somebody said that it hurts them too
 * INC-12                 affected-count#3       how many of a part of all people did
 * CHG-12                 decision#000007        the signed receipt of the decision in that entry
 * INC-12                 thread                 the newest mail that we sent to the ticket's people
 * INC-12                 webhook#<webhook>      how far a webhook has been told of it
 * CHG-12                 workflow#000001        the execution that walks with it through this round of its approval, and the task
 *                                               token by which that waits: never shown, mailed or logged; gone by TTL
 * letter#<raw mail id>   head                   one mail that arrived, and what became of it
 * message#<Message-ID>   head                   a Message-ID we received or sent, and the ticket it belongs to
 * receipt#<input>        head                   an input that has taken effect, and its result
 * <kind>#<id>            head                   a kept record: a person, a team, a calendar, … as it stands now
 * <kind>#<id>            version#000003         what it was after its third change, who made that and when; for ever
 * person#<id>            session#<session id>   a browser that is or was signed in as this person (only hashes of its secrets)
 * person#<id>            token#<token id>       says that this API token is theirs
 * person#<id>            feed#<feed id>         says that this calendar feed is theirs
 * person#<id>            event#000003           an event about a person that others react to
 * person#<id>            leaving#000003         what became of the work of somebody who left
 * account#<person>       head                   what the directory says of a person, and what it gave them
 * pointer#<what>#<name>  head                   whose this directory id or user name is, which group is called so
 * group#<id>             member#<person>        whether somebody is in a group of the directory
 * safety#directory       head                   how many people the directory has deactivated lately, and whether it may go on
 * safety#directory       pending#000003#<pers…> whom it wanted to deactivate when it was stopped for the third time
 * signing-keys           head                   public halves of the keys that signed receipts
 * approvals#<person>     CHG-12#board           what somebody is or was asked to decide: a stage of a change, as it stands now
 * approvals#<person>     CHG-12#board#code      what lets them decide without an account, for minutes (only hashes)
 * delegation#<person>    head                   who decides for them, and from when to when (a kept record)
 * address#<mail address> head                   the one person who owns this address
 * identity#<who says it> head                   the person whom a sign-in service knows by this id
 * sign-in#<state>        head                   a sign-in under way: what its answer must fit, usable once, for minutes
 * token#<hash>           head                   an API token (only its hash is known): the ids of its person and of its record
 * api-token#<id>         used                   when a token was used first, and in which hour last
 * upload#<id>            head                   a file that somebody brings, until a message takes it or a day has passed; for ever when
 *                                               a message took it before it was known to be clean
 * hook-key#<hash>        head                   the source and the key of it that has this hash (of all of it, or of its routing key)
 * board#<team>            head                   how the work stood a moment ago, for everybody who looks
 * board#<team>            claim                  who reads it anew right now
 * rating#<hash>          head                   a key with which one solution is rated without signing in
 * calendar-feed#<id>     head                   a calendar feed: whose, of what, until when it was revoked (a kept record)
 * feed#<hash>            head                   a key with which one calendar feed is read without signing in: the id of its record
 * freeze#<id>            head                   a time in which nothing is to be changed (a kept record, as are the next four)
 * maintenance-time#<id>  head                   the only time in which something may be changed
 * change-template#<id>   head                   a procedure that is authorized once, for standard changes
 * change-meeting#<id>    head                   a change advisory board: when it meets, who sits on it, and on what
 * change-sitting#<m.day> head                   what came of one of its meetings: notes, decisions, minutes
 * rotation#<team>        head                   whose turn it was last in a team
 * allowance#<address>    head                   automatic answers an address got lately
 * mailbox#<address>      head                   mail to this address that came back
 * digest#<person>        due#<instant>          what a person is told then, all at once
 * DIGEST-<person>        mail#498123#digest     the mail that told them (the number counts hours)
 * read#<person>          494001#person#p-1#…    a sensitive reading, once in five minutes (the number counts those); gone by TTL
 * webhooks               head                   the ids of all webhooks, and how often one of them has changed
 * webhook#<id>           event#1764000000000    what was asked of a webhook: a test, a replay (the number counts milliseconds)
 * webhook#<id>           health                 since when its receiver fails, and until when it is left alone
 * webhook#<id>           attempt#8235…#INC-12#3 how one attempt ended, newest first; gone by TTL
 * surge#<service>        opened#<instant>#INC…  an incident of a service, for a day: what a rule counts
 * surge#<service>        head                   the incident that was last proposed as a major one because so many came
 * surge#<service>        rejection              when somebody last said that it was none, and how many had come
 * INC-12                 alert#<source>#<digest> an alert that opened or joined this incident
 * INC-12                 alerts                 how often that changed, so that two of them never end unseen of each other
 * INC-12                 storm                  how many alerts the storm that it stands for has, and how many are over
 * alert#<source>#<digest> head                  one alert of a source as it stands now (about 1 KB)
 * alert-group#<source>#… head                   the incident that alerts of one service join for a while
 * storm#<source>         head                   the storm that a source is in, or was in last
 * storm#<source>         minute#<minute>        how many incidents it opened in that minute; gone by TTL
 * sheet#<id>             head                   which deliveries of alerts have taken effect, 64 to a sheet; gone by TTL
 * pulse#alerts           head                   the newest test alert that came through
 * deliveries#<source>    page#<instant>#<event id> a page of the log of deliveries, with their bodies; gone by TTL
 * unread#<source>        page#<instant>#<event id> those of a page that nobody could read
 * happenings#<service>   at#<instant>#<event id> a change that was reported of a service, such as a deploy; gone by TTL
 * counter#<kind>         head                   the last ticket number given out, and since when
 */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  ttl: 'expiresAt',
  /** Lists in the same order share the attribute that orders them: a head stays below 1 KB, a write unit less each time. */
  indexes: {
    /**
     * Tickets of one kind and state, and letters of one outcome and month, newest first; kept records of one kind by name;
     * outages that go on; candidates and major incidents that are not over; entries of a kind that is counted, by month.
     */
    byState: { pk: 'statePk', sk: 'position' },
    /** Tickets of one team and state, and entries of a kind that is counted, by team and month, newest first; active people whom the directory knows, by name. */
    byTeam: { pk: 'teamPk', sk: 'position' },
    /**
     * Tickets of one requester, letters from one address, and what one person of the desk did and read, newest first; active
     * people of one role of the desk, by name.
     */
    byRequester: { pk: 'requesterPk', sk: 'position' },
    /**
     * Tickets of one assignee, open or finished, and sensitive readings of one record, newest first; who reports to one
     * person, by name; what somebody is asked to decide, by the end of its time, and what they were asked, by when it was over.
     */
    byAssignee: { pk: 'assigneePk', sk: 'position' },
    /**
     * Tickets of one priority and state, by the instant at which the next promise must be kept, earliest first; changes of
     * the month in which their window begins, in its order.
     */
    byTarget: { pk: 'targetPk', sk: 'targetSk' },
    /** What is due, per lane, earliest first; keys only. */
    byDue: { pk: 'lane', sk: 'dueAt' },
  },
  /** What lists show; copied into every index but `byDue`, which carries keys only. */
  projection: [
    'kind',
    'number',
    'title',
    'state',
    'priority',
    'requester',
    'team',
    'assignee',
    'targetAt',
    'channel',
    'openedAt',
    'updatedAt',
    'version',
    'outcome',
    'reason',
    'from',
    'subject',
    'receivedAt',
    'id',
  ],
} as const

export type IndexName = keyof typeof table.indexes

/** Primary key of one item. */
export interface Key {
  readonly pk: string
  readonly sk: string
}

const head = (pk: string): Key => ({ pk, sk: 'head' })
const digits = (sequence: number) => String(sequence).padStart(6, '0')
/** Message-IDs and addresses are others' input of any length; a key must be at most 2,048 bytes. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** An instant as text that sorts the later before the earlier; until the year 2286. */
const newestFirst = (at: string) => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')
/** The partition of what came of a service lately; people write the names of services in any case. */
export const surgeOf = (service: string): string => `surge#${digest(service.trim().toLowerCase())}`

/** The primary key of everything in the table. */
export const key = {
  ticket: (number: string) => head(number),
  event: (number: string, sequence: number): Key => ({ pk: number, sk: `event#${digits(sequence)}` }),
  mail: (number: string, sequence: number, purpose: string): Key => ({
    pk: number,
    sk: `mail#${digits(sequence)}#${purpose}`,
  }),
  unassigned: (number: string): Key => ({ pk: number, sk: 'unassigned' }),
  child: (number: string, child: string): Key => ({ pk: number, sk: `child#${child}` }),
  presence: (number: string, person: string): Key => ({ pk: number, sk: `presence#${person}` }),
  draft: (number: string, person: string): Key => ({ pk: number, sk: `draft#${person}` }),
  outage: (number: string): Key => ({ pk: number, sk: 'outage' }),
  major: (number: string): Key => ({ pk: number, sk: 'major' }),
  affected: (number: string, person: string): Key => ({ pk: number, sk: `affected#${person}` }),
  affectedCount: (number: string, share: number): Key => ({ pk: number, sk: `affected-count#${share}` }),
  thread: (number: string): Key => ({ pk: number, sk: 'thread' }),
  approvalCode: (person: string, number: string, stage: string): Key => ({
    pk: `approvals#${person}`,
    sk: `${number}#${stage}#code`,
  }),
  decisionReceipt: (number: string, sequence: number): Key => ({ pk: number, sk: `decision#${digits(sequence)}` }),
  signingKeys: () => head('signing-keys'),
  ballot: (person: string, number: string, stage: string): Key => ({
    pk: `approvals#${person}`,
    sk: `${number}#${stage}`,
  }),
  workflow: (number: string, round: number): Key => ({ pk: number, sk: `workflow#${digits(round)}` }),
  webhookCursor: (number: string, webhook: string): Key => ({ pk: number, sk: `webhook#${webhook}` }),
  webhookList: () => head('webhooks'),
  webhookHealth: (webhook: string): Key => ({ pk: `webhook#${webhook}`, sk: 'health' }),
  webhookAttempt: (webhook: string, at: string, number: string, sequence: number): Key => ({
    pk: `webhook#${webhook}`,
    sk: `attempt#${newestFirst(at)}#${number}#${sequence}`,
  }),
  letter: (id: string) => head(`letter#${id}`),
  message: (messageId: string) => head(`message#${digest(messageId)}`),
  receipt: (input: string) => head(`receipt#${digest(input)}`),
  kept: (kind: string, id: string) => head(`${kind}#${id}`),
  keptVersion: (kind: string, id: string, version: number): Key => ({
    pk: `${kind}#${id}`,
    sk: `version#${digits(version)}`,
  }),
  person: (id: string) => head(`person#${id}`),
  /** An event about something that is no ticket, such as a person; `of` is the partition it belongs to. */
  happening: (of: string, sequence: number): Key => ({ pk: of, sk: `event#${digits(sequence)}` }),
  leaving: (person: string, version: number): Key => ({ pk: `person#${person}`, sk: `leaving#${digits(version)}` }),
  account: (person: string) => head(`account#${person}`),
  pointer: (what: 'directory-id' | 'user-name' | 'group-id' | 'group-name', name: string) =>
    head(`pointer#${what}#${digest(name.toLowerCase())}`),
  member: (group: string, person: string): Key => ({ pk: `group#${group}`, sk: `member#${person}` }),
  safety: () => head('safety#directory'),
  pending: (stop: number, person: string): Key => ({
    pk: 'safety#directory',
    sk: `pending#${digits(stop)}#${person}`,
  }),
  address: (address: string) => head(`address#${digest(address.toLowerCase())}`),
  session: (person: string, session: string): Key => ({ pk: `person#${person}`, sk: `session#${session}` }),
  identity: (issuer: string, subject: string) => head(`identity#${digest(JSON.stringify([issuer, subject]))}`),
  signIn: (state: string) => head(`sign-in#${digest(state)}`),
  upload: (id: string) => head(`upload#${id}`),
  token: (hash: string) => head(`token#${hash}`),
  hookKey: (hash: string) => head(`hook-key#${hash}`),
  board: (name: string) => head(`board#${name}`),
  boardClaim: (name: string): Key => ({ pk: `board#${name}`, sk: 'claim' }),
  rating: (hash: string) => head(`rating#${hash}`),
  tokenOf: (person: string, token: string): Key => ({ pk: `person#${person}`, sk: `token#${token}` }),
  feed: (hash: string) => head(`feed#${hash}`),
  feedOf: (person: string, feed: string): Key => ({ pk: `person#${person}`, sk: `feed#${feed}` }),
  tokenUse: (token: string): Key => ({ pk: `api-token#${token}`, sk: 'used' }),
  rotation: (team: string) => head(`rotation#${team}`),
  allowance: (address: string) => head(`allowance#${digest(address.toLowerCase())}`),
  mailbox: (address: string) => head(`mailbox#${digest(address.toLowerCase())}`),
  digest: (person: string, dueAt: string): Key => ({ pk: `digest#${person}`, sk: `due#${dueAt}` }),
  read: (person: string, window: number, kind: string, id: string, what: string): Key => ({
    pk: `read#${person}`,
    sk: `${window}#${kind}#${id}#${what}`,
  }),
  surge: (service: string) => head(surgeOf(service)),
  surgeRejection: (service: string): Key => ({ pk: surgeOf(service), sk: 'rejection' }),
  opening: (service: string, openedAt: string, number: string): Key => ({
    pk: surgeOf(service),
    sk: `opened#${openedAt}#${number}`,
  }),
  /** `id` is `<source>#<digest>` (lib/alert/alert.ts). */
  alert: (id: string) => head(`alert#${id}`),
  alertOf: (number: string, id: string): Key => ({ pk: number, sk: `alert#${id}` }),
  alertShare: (number: string): Key => ({ pk: number, sk: 'alerts' }),
  stormTally: (number: string): Key => ({ pk: number, sk: 'storm' }),
  alertGroup: (source: string, service: string) => head(`alert-group#${source}#${digest(service)}`),
  storm: (source: string) => head(`storm#${source}`),
  /** How many incidents a source opened in a minute (`2026-11-24T09:30`). */
  stormCount: (source: string, minute: string): Key => ({ pk: `storm#${source}`, sk: `minute#${minute}` }),
  sheet: (id: string) => head(`sheet#${id}`),
  pulse: head('pulse#alerts'),
  deliveries: (source: string, page: string): Key => ({ pk: `deliveries#${source}`, sk: `page#${page}` }),
  unread: (source: string, page: string): Key => ({ pk: `unread#${source}`, sk: `page#${page}` }),
  /** A change that was reported of a service, by when it happened. */
  reported: (service: string, at: string, id: string): Key => ({
    pk: `happenings#${digest(service)}`,
    sk: `at#${at}#${id}`,
  }),
  counter: (kind: string) => head(`counter#${kind}`),
} as const

/** Begin of the sort keys of a ticket's or a person's parts, for one query each. */
export const partOf = {
  event: 'event#',
  mail: 'mail#',
  receipt: 'decision#',
  child: 'child#',
  presence: 'presence#',
  affected: 'affected#',
  affectedCount: 'affected-count#',
  opening: 'opened#',
  session: 'session#',
  token: 'token#',
  feed: 'feed#',
  member: 'member#',
  leaving: 'leaving#',
  webhookAttempt: 'attempt#',
  alert: 'alert#',
  page: 'page#',
  reported: 'at#',
  workflow: 'workflow#',
} as const

/** Begin of the sort keys of those who wait because the directory was stopped for the n-th time. */
export const pendingOf = (stop: number): string => `pending#${digits(stop)}#`

/** Sort key after which the openings of a service since this instant lie. */
export const openingsSince = (at: string): string => `opened#${at}`

/** Sort keys after which the parts of later timeline entries lie. */
export const partsAfter = (sequence: number) => ({
  event: `event#${digits(sequence)}`,
  mail: `mail#${digits(sequence)}#\uffff`,
})

/** The fields of a record that indexes are made from; any item of the table may have them. */
export interface Indexed {
  readonly kind: string
  readonly number?: string
  readonly state?: string
  readonly team?: string
  readonly requester?: { readonly id: string }
  readonly assignee?: { readonly id: string }
  readonly priority?: string
  /** The instant by which the next promise must be kept; absent when none runs. */
  readonly targetAt?: string
  readonly openedAt?: string
  readonly id?: string
  readonly outcome?: string
  readonly receivedAt?: string
  /** The address a letter came from. */
  readonly from?: string
  readonly sequence?: number
  readonly name?: string
  readonly role?: string
  /** Of an outage, or of the place of a major incident in its list: whether it belongs to the past. */
  readonly isOver?: boolean
  /** Of an entry of a timeline: what happened, and when. */
  readonly type?: string
  readonly at?: string
  /** Who did it and when: of entries, versions and readings. */
  readonly by?: { readonly id: string; readonly is: string }
  /** Kind of the record that was changed or read. */
  readonly of?: string
  /** Of people: who leads them, whether they are there, and what the directory calls them. */
  readonly manager?: string
  readonly isActive?: boolean
  readonly directoryId?: string
  /** Who changed a kept record last; nothing else has this. */
  readonly updatedBy?: object
  /** Of what somebody is asked to decide: who, in which stage, until when, and since when nobody need decide any more. */
  readonly approver?: { readonly id: string }
  readonly stage?: string
  readonly decideBy?: string
  readonly endedAt?: string
  /** Lane and instant of the next thing to do about this item; absent when nothing is. */
  readonly due?: { readonly lane: string; readonly at: string }
}

const finished: ReadonlySet<string> = new Set(['closed', 'canceled'])
const waiting: ReadonlySet<string> = new Set(['resolved', ...finished])

/** Finished tickets leave the hot partitions: they are kept apart by the month (UTC) in which they were opened. */
const stateGroup = (state: string, openedAt: string) =>
  finished.has(state) ? `${state}#${openedAt.slice(0, 7)}` : state

/** All states in which there is work to do are one partition of an assignee: it is never large. */
const workGroup = (state: string, openedAt: string) => (waiting.has(state) ? stateGroup(state, openedAt) : 'open')

/** Behind every instant. */
const never = '9999'

/** Begin of the partitions of what is due. */
const timer = 'timer#'

const isTicket = (r: Indexed): r is Indexed & { number: string; state: string; openedAt: string } =>
  r.number !== undefined && r.state !== undefined && r.openedAt !== undefined

/** Position in every list: newest first is descending order of this. */
const position = (r: { openedAt: string; number: string }) => `${r.openedAt}#${r.number}`

const isLetter = (r: Indexed): r is Indexed & { id: string; outcome: string; receivedAt: string } =>
  r.kind === 'letter' && r.id !== undefined && r.outcome !== undefined && r.receivedAt !== undefined

const letterPosition = (r: { receivedAt: string; id: string }) => `${r.receivedAt}#${r.id}`
const senderGroup = (address: string) => `letter-from#${digest(address.toLowerCase())}`

/** Kept records stand in their lists by name; guests apart, because anybody who writes becomes one. */
const keptGroup = (kind: string, role?: string) => (role === 'guest' ? `kept#${kind}#guest` : `kept#${kind}`)
/** Names come from mail headers and have any length; an index key must be at most 1,024 bytes. */
const folded = (name: string) => name.slice(0, 100).toLowerCase()

/** Entries that are counted carry their ticket's team; all others stand in no list. */
const isCounted = (r: Indexed): r is Indexed & { type: string; at: string; team: string; number: string } =>
  r.kind === 'event' && r.type !== undefined && r.at !== undefined && r.team !== undefined && r.number !== undefined

/** The partition of outages that are not over. */
const outages = 'outage#open'
/** The partition of candidates and major incidents that are not over. */
const majors = 'major#open'

/** What the people of the desk do is found by who did it; what employees write stands on their own tickets. */
const isDeed = (r: Indexed): r is Indexed & { at: string; by: { id: string } } =>
  (r.kind === 'event' || r.kind === 'version' || r.kind === 'read') &&
  r.at !== undefined &&
  (r.kind === 'read' || r.by?.is === 'agent' || r.by?.is === 'administrator')

/** An entry that is counted may be a deed, too, and an item has one place in all lists that order by position. */
const deedPosition = (r: { at: string; of?: string; number?: string; id?: string; sequence?: number }) =>
  `${r.at}#${r.of ?? ''}#${r.number ?? r.id}#${r.sequence ?? 0}`

const readGroup = (kind: string, id: string) => `reads#${kind}#${id}`

const isPerson = (r: Indexed): r is Indexed & { id: string; role: string } =>
  r.kind === 'person' && r.updatedBy !== undefined && r.id !== undefined && r.role !== undefined

/** Employees and guests are many, and nobody asks for all of them. */
const isOfTheDesk = (role: string) => role !== 'employee' && role !== 'guest'

/** The active whom the directory knows: it is asked how many they are. */
const directoryGroup = 'person#directory'
const roleGroup = (role: string) => `person#role#${role}`
const managerGroup = (manager: string) => `reports#${manager}`
const namePosition = (r: { readonly name?: string | undefined; readonly id: string }) =>
  `${folded(r.name ?? r.id)}#${r.id}`

const ballotGroup = (person: string, isOpen: boolean) => `ballots#${person}#${isOpen ? 'open' : 'over'}`

/** Changes whose window begins in a month (UTC). */
const calendarGroup = (at: string) => `change-calendar#${at.slice(0, 7)}`

/** Per index: from the record to its partition and sort key, or to nothing, and then the record is not in that index. */
const keyIn: Record<IndexName, (record: Indexed) => Key | undefined> = {
  byState: (r) => {
    if (isTicket(r)) return { pk: `${r.kind}#${stateGroup(r.state, r.openedAt)}`, sk: position(r) }
    if (isLetter(r)) return { pk: `letter#${r.outcome}#${r.receivedAt.slice(0, 7)}`, sk: letterPosition(r) }
    if (isCounted(r)) return { pk: `${r.type}#${r.at.slice(0, 7)}`, sk: deedPosition(r) }
    if (r.kind === 'outage' && r.isOver === false && r.number) return { pk: outages, sk: `${r.openedAt}#${r.number}` }
    if (r.kind === 'major' && r.isOver === false && r.number) return { pk: majors, sk: `${r.openedAt}#${r.number}` }
    if (r.updatedBy && r.id) return { pk: keptGroup(r.kind, r.role), sk: namePosition({ id: r.id, name: r.name }) }
    return undefined
  },
  byTeam: (r) => {
    if (isCounted(r)) return { pk: `${r.type}#${r.team}#${r.at.slice(0, 7)}`, sk: deedPosition(r) }
    if (isPerson(r) && r.isActive && r.directoryId) return { pk: directoryGroup, sk: namePosition(r) }
    return isTicket(r) && r.team
      ? { pk: `${r.kind}#${r.team}#${stateGroup(r.state, r.openedAt)}`, sk: position(r) }
      : undefined
  },
  byRequester: (r) => {
    if (isDeed(r)) return { pk: `deeds#${r.by.id}`, sk: deedPosition(r) }
    if (isTicket(r) && r.requester) return { pk: `${r.kind}#${r.requester.id}`, sk: position(r) }
    if (isPerson(r) && r.isActive && isOfTheDesk(r.role)) return { pk: roleGroup(r.role), sk: namePosition(r) }
    return isLetter(r) && r.from ? { pk: senderGroup(r.from), sk: letterPosition(r) } : undefined
  },
  byAssignee: (r) => {
    if (r.kind === 'read' && isDeed(r)) return { pk: readGroup(r.of ?? '', r.id ?? ''), sk: deedPosition(r) }
    if (isPerson(r) && r.manager) return { pk: managerGroup(r.manager), sk: namePosition(r) }
    if (r.kind === 'ballot' && r.approver)
      return {
        pk: ballotGroup(r.approver.id, r.endedAt === undefined),
        sk: `${r.endedAt ?? r.decideBy}#${r.number}#${r.stage}`,
      }
    return isTicket(r) && r.assignee
      ? { pk: `${r.kind}#${r.assignee.id}#${workGroup(r.state, r.openedAt)}`, sk: position(r) }
      : undefined
  },
  byTarget: (r) => {
    if (!isTicket(r)) return undefined
    if (r.kind === 'change')
      return r.targetAt ? { pk: calendarGroup(r.targetAt), sk: `${r.targetAt}#${r.number}` } : undefined
    return r.priority
      ? {
          pk: `${r.kind}#${r.priority}#${stateGroup(r.state, r.openedAt)}`,
          sk: `${r.targetAt ?? never}#${position(r)}`,
        }
      : undefined
  },
  byDue: (r) =>
    r.due ? { pk: `${timer}${r.due.lane}`, sk: `${r.due.at}#${r.number ?? r.id}#${r.sequence ?? 0}` } : undefined,
}

/** The index attributes a record must be stored with. */
export const indexKeys = (record: Indexed): Record<string, string> => {
  const attributes: Record<string, string> = {}
  for (const name of Object.keys(table.indexes) as IndexName[]) {
    const found = keyIn[name](record)
    if (!found) continue
    const { pk, sk } = table.indexes[name]
    if (attributes[sk] !== undefined && attributes[sk] !== found.sk)
      throw new Error(`Two indexes that order by ${sk} want a ${record.kind} at two places`)
    attributes[pk] = found.pk
    attributes[sk] = found.sk
  }
  return attributes
}

/** When and in which lane a stored item is due, which its index attributes tell: it is not stored twice. */
export const dueIn = ({ lane, dueAt }: Readonly<Record<string, unknown>>): Indexed['due'] =>
  typeof lane === 'string' && typeof dueAt === 'string'
    ? { lane: lane.slice(timer.length), at: dueAt.split('#')[0]! }
    : undefined

/** One partition of an index that a list reads. */
export interface Partition {
  readonly index: IndexName
  readonly pk: string
}

/** The partitions behind each list; a finished state is asked month by month (`2026-11`). */
export const list = {
  byState: (kind: string, state: string, month: string): Partition => ({
    index: 'byState',
    pk: `${kind}#${stateGroup(state, `${month}-`)}`,
  }),
  byTeam: (kind: string, team: string, state: string, month: string): Partition => ({
    index: 'byTeam',
    pk: `${kind}#${team}#${stateGroup(state, `${month}-`)}`,
  }),
  byRequester: (kind: string, personId: string): Partition => ({ index: 'byRequester', pk: `${kind}#${personId}` }),
  byAssignee: (kind: string, personId: string, state: string, month: string): Partition => ({
    index: 'byAssignee',
    pk: `${kind}#${personId}#${workGroup(state, `${month}-`)}`,
  }),
  byTarget: (kind: string, priority: string, state: string, month: string): Partition => ({
    index: 'byTarget',
    pk: `${kind}#${priority}#${stateGroup(state, `${month}-`)}`,
  }),
  kept: (kind: string, role?: string): Partition => ({ index: 'byState', pk: keptGroup(kind, role) }),
  deeds: (person: string): Partition => ({ index: 'byRequester', pk: `deeds#${person}` }),
  reads: (kind: string, id: string): Partition => ({ index: 'byAssignee', pk: readGroup(kind, id) }),
  /** Active people whom the directory knows. */
  directoryPeople: (): Partition => ({ index: 'byTeam', pk: directoryGroup }),
  /** Active people of a role of the desk. */
  peopleOfRole: (role: string): Partition => ({ index: 'byRequester', pk: roleGroup(role) }),
  /** People whom somebody leads, active or not. */
  reports: (manager: string): Partition => ({ index: 'byAssignee', pk: managerGroup(manager) }),
  letters: (outcome: string, month: string): Partition => ({ index: 'byState', pk: `letter#${outcome}#${month}` }),
  lettersFrom: (address: string): Partition => ({ index: 'byRequester', pk: senderGroup(address) }),
  /** Entries of a kind that is counted, of a team or of all, in order of time. */
  events: (type: string, team: string | undefined, month: string): Partition =>
    team === undefined
      ? { index: 'byState', pk: `${type}#${month}` }
      : { index: 'byTeam', pk: `${type}#${team}#${month}` },
  /** Changes that are not canceled whose window begins in this month, in its order. */
  changeCalendar: (month: string): Partition => ({ index: 'byTarget', pk: calendarGroup(month) }),
  /** What somebody is asked to decide, or was. */
  ballots: (person: string, isOpen: boolean): Partition => ({ index: 'byAssignee', pk: ballotGroup(person, isOpen) }),
  outages: { index: 'byState', pk: outages } as Partition,
  majors: { index: 'byState', pk: majors } as Partition,
  due: (lane: string): Partition => ({ index: 'byDue', pk: `${timer}${lane}` }),
} as const

/** The sort keys in a list of kept records whose names begin so, in any case. */
export const namesBeginning = (name: string) => ({ after: folded(name), upTo: `${folded(name)}\uffff` })

/** Sort key in `byDue` up to which everything is due at this instant. */
export const dueUpTo = (at: string): string => `${at}#\uffff`

/** The name of the mail that lies at this key. */
export const mailNameIn = ({ pk, sk }: Key): { number: string; sequence: number; purpose: string } => {
  const [, sequence, purpose] = sk.split('#')
  return { number: pk, sequence: Number(sequence), purpose: purpose ?? '' }
}

/** The webhook and the record whose cursor lies at this key. */
export const webhookCursorIn = ({ pk, sk }: Key): { webhook: string; number: string } => ({
  webhook: sk.slice('webhook#'.length),
  number: pk,
})
/** Whether an alert or the storm of a source lies at this key, and its id. */
export const alertNameIn = ({ pk }: Key): { readonly is: 'alert' | 'storm'; readonly id: string } =>
  pk.startsWith('alert#')
    ? { is: 'alert', id: pk.slice('alert#'.length) }
    : { is: 'storm', id: pk.slice('storm#'.length) }

/** The person whose digest lies at this key, and when it is due. */
export const digestNameIn = ({ pk, sk }: Key): { person: string; dueAt: string } => ({
  person: pk.slice('digest#'.length),
  dueAt: sk.slice('due#'.length),
})

/** Whether tickets in this state are kept by month. */
export const isByMonth = (state: string): boolean => finished.has(state)
