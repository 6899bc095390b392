import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { type Asker, may } from '../people/access.ts'
import type { Item } from '../store/store.ts'
import type { TicketRecord } from './read-ticket.ts'

type Type = IncidentEvent['type']

/** Entries that people outside of the desk see, with the fields of each that they see; all others are the desk's own. */
const forEverybody: Readonly<Partial<Record<Type, readonly string[]>>> = {
  'incident.opened': [
    'title',
    'message',
    'requester',
    'impact',
    'urgency',
    'priority',
    'category',
    'service',
    'team',
    'watchers',
    'channel',
    'language',
    'origin',
  ],
  'incident.commented': ['message', 'visibility', 'watchers'],
  'incident.edited': ['title', 'category', 'service', 'before'],
  'incident.assigned': ['team', 'assignee'],
  'incident.prioritized': ['impact', 'urgency', 'priority'],
  'incident.started': [],
  'incident.held': ['reason', 'until'],
  'incident.resumed': ['because'],
  'incident.resolved': ['code', 'notes', 'closesAt'],
  'incident.reopened': ['because', 'reason'],
  'incident.closed': ['because'],
  'incident.canceled': ['reason'],
  'incident.watched': ['watchers'],
  'incident.unwatched': ['watcher'],
  'incident.announced': ['headline', 'since', 'expectedEnd'],
  'incident.announcement_withdrawn': [],
  'incident.merged': ['into'],
  'incident.unmerged': ['from'],
  'incident.split_off': ['entry', 'into'],
  'incident.followed_up': ['by'],
}

/** What people outside of the desk see of an incident itself; the rest is how the desk works. */
const ofTheHead: readonly (keyof Incident)[] = [
  'kind',
  'number',
  'version',
  'title',
  'state',
  'impact',
  'urgency',
  'priority',
  'category',
  'service',
  'requester',
  'team',
  'assignee',
  'watchers',
  'channel',
  'language',
  'openedAt',
  'updatedAt',
  'clocks',
  'hold',
  'resolution',
  'reopened',
  'isMajor',
  'announcement',
  'merged',
  'origin',
  'followedBy',
]

/** Whether everybody on the ticket sees an entry; what it was told of others is the desk's own. */
export const isForEverybody = ({ type, data }: Item): boolean =>
  forEverybody[type as Type] !== undefined && (data as Item).visibility !== 'internal'

const only = (item: Item, fields: readonly string[]): Item =>
  Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, item[name]]))

/** Whether internal things of incidents are for this person's eyes. */
const isOfTheDesk = (person: Asker): boolean => may(person, 'read-internal', { kind: 'incident' })

/** As much of an entry as this person may see, or nothing. The one place where a timeline is filtered, for every channel. */
export const entryFor = (person: Asker, entry: Item): Item | undefined => {
  if (isOfTheDesk(person)) return entry
  if (!isForEverybody(entry)) return undefined
  // By what a colleague of the desk came is nobody else's business.
  const { via: _, ...by } = (entry.by ?? {}) as Item
  return { ...entry, by, data: only(entry.data as Item, forEverybody[entry.type as Type] ?? []) }
}

/**
 * As much of an incident (its head, or how a list has it) as this person may see. What proves that we wrote to somebody is
 * shown to nobody; to people outside of the desk neither what it promises to itself nor whose incidents were merged into theirs.
 */
export const headFor = (person: Asker, { replyKey: _, ...head }: Item): Item => {
  const { absorbed, clocks, requester, rating } = head as Partial<Incident>
  if (isOfTheDesk(person))
    return { ...head, ...(absorbed && { absorbed: absorbed.map(({ replyKey: _, ...other }) => other) }) }
  return {
    ...only(head, ofTheHead),
    ...(clocks && { clocks: clocks.filter(({ kind }) => kind === 'sla') }),
    // What somebody thinks of the desk is between them and the desk.
    ...(rating && requester?.id === person.id && { rating }),
  }
}

/** The record as this person may see it. */
export const recordFor = (person: Asker, record: TicketRecord): TicketRecord => ({
  ...record,
  head: headFor(person, record.head),
  timeline: record.timeline.map((entry) => entryFor(person, entry)).filter((entry) => entry !== undefined),
  mails: isOfTheDesk(person) ? record.mails : [],
})
