import type { Incident } from '../incident/incident.ts'
import { type Asker, may } from '../people/access.ts'
import type { Item } from '../store/store.ts'
import type { TicketRecord } from './read-ticket.ts'
import { changeEntries, changeHead } from './shown-of-change.ts'
import { incidentEntries, incidentHead } from './shown-of-incident.ts'

/** The kinds of tickets that people read. */
type TicketKind = 'incident' | 'change'

/** By kind: the entries that people outside of the desk see, and what they see of the ticket itself. */
const forEverybody: Readonly<
  Record<
    TicketKind,
    { readonly entries: Readonly<Record<string, readonly string[]>>; readonly head: readonly string[] }
  >
> = {
  incident: { entries: incidentEntries, head: incidentHead },
  change: { entries: changeEntries, head: changeHead },
}

const isKnown = (kind: string): kind is TicketKind => kind in forEverybody

/** The kind of a ticket or of what happened to it (`change.opened`); one that this page does not know is shown to nobody. */
const kindOf = (given: unknown): TicketKind => {
  const kind = String(given).split('.')[0]!
  if (!isKnown(kind)) throw new Error(`Nothing says who may see a ${kind}`)
  return kind
}

const fieldsOf = (type: unknown): readonly string[] | undefined => forEverybody[kindOf(type)].entries[String(type)]

/** Whether everybody on the ticket sees an entry; what it was told of others is the desk's own. */
export const isForEverybody = ({ type, data }: Item): boolean =>
  fieldsOf(type) !== undefined && (data as Item).visibility !== 'internal'

const only = (item: Item, fields: readonly string[]): Item => {
  const shown: Item = {}
  for (const path of fields) {
    const [name, inner] = path.split('.') as [string, string?]
    if (!(name in item)) continue
    if (inner === undefined) shown[name] = item[name]
    else shown[name] = { ...(shown[name] as Item), ...only(item[name] as Item, [inner]) }
  }
  return shown
}

/** Whether internal things of such tickets are for this person's eyes. */
const isOfTheDesk = (person: Asker, kind: TicketKind): boolean => may(person, 'read-internal', { kind })

/** As much of an entry as this person may see, or nothing. The one place where a timeline is filtered, for every channel. */
export const entryFor = (person: Asker, entry: Item): Item | undefined => {
  if (isOfTheDesk(person, kindOf(entry.type))) return entry
  if (!isForEverybody(entry)) return undefined
  const data = only(entry.data as Item, fieldsOf(entry.type)!)
  // An edit of nothing but what the desk keeps to itself.
  if (entry.type === 'change.edited' && Object.keys((data.now ?? {}) as Item).length === 0) return undefined
  // By what a colleague of the desk came is nobody else's business.
  const { via: _, ...by } = (entry.by ?? {}) as Item
  return { ...entry, by, data }
}

/**
 * As much of a ticket (its head, or how a list has it) as this person may see. What proves that we wrote to somebody is shown to
 * nobody; to people outside of the desk neither what it promises to itself nor whose incidents were merged into theirs.
 */
export const headFor = (person: Asker, { replyKey: _, ...head }: Item): Item => {
  const kind = kindOf(head.kind)
  const { absorbed, clocks, requester, rating } = head as Partial<Incident>
  if (isOfTheDesk(person, kind))
    return { ...head, ...(absorbed && { absorbed: absorbed.map(({ replyKey: _, ...other }) => other) }) }
  return {
    ...only(head, forEverybody[kind].head),
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
  mails: isOfTheDesk(person, kindOf(record.head.kind)) ? record.mails : [],
})
