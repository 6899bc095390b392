import type { IncidentEvent } from '../incident/event.ts'
import { may } from '../people/access.ts'
import type { Person } from '../people/person.ts'
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
    'team',
    'channel',
    'language',
    'origin',
  ],
  'incident.commented': ['message', 'visibility'],
  'incident.edited': ['title', 'before'],
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
  'incident.merged': ['into'],
  'incident.unmerged': ['from'],
  'incident.split_off': ['entry', 'into'],
  'incident.followed_up': ['by'],
}

/** As much of an entry as this person may see, or nothing. The one place where a timeline is filtered, for every channel. */
export const entryFor = (person: Person, entry: Item): Item | undefined => {
  if (may(person, 'read-internal')) return entry
  const data = entry.data as Item
  const fields = forEverybody[entry.type as Type]
  if (!fields || data.visibility === 'internal') return undefined
  return { ...entry, data: Object.fromEntries(fields.filter((name) => name in data).map((name) => [name, data[name]])) }
}

/** The record as this person may see it. */
export const recordFor = (person: Person, record: TicketRecord): TicketRecord => ({
  ...record,
  timeline: record.timeline.map((entry) => entryFor(person, entry)).filter((entry) => entry !== undefined),
  mails: may(person, 'read-internal') ? record.mails : [],
})
