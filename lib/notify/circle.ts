import type { EventOf, IncidentEvent } from '../incident/event.ts'
import { followersOf, type Incident, restore } from '../incident/incident.ts'
import { Person } from '../people/person.ts'
import { Team } from '../people/team.ts'
import { key } from '../store/schema.ts'
import type { Item, Key, Store } from '../store/store.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import type { Language, Requester } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'

/** An entry of an incident's timeline. */
export type Entry = TimelineEntry<IncidentEvent>

/** A conversation by mail with its people: the incident's own, and one for each that was merged into it. */
export interface Thread {
  readonly number: string
  readonly title: string
  readonly language: Language
  readonly replyKey: string
  readonly requester: Requester
  /** Without the requester. */
  readonly followers: readonly PersonRef[]
  readonly lastMessageId: string | undefined
}

/** What happened, and everybody it may concern: all that is needed to say who is told. */
export interface Circle {
  readonly ticket: Incident & { readonly targetAt?: string }
  /** Words that were written on a merged incident stand in the entry here. */
  readonly entry: Entry
  /** The incident's own thread first. */
  readonly threads: readonly Thread[]
  readonly team: Team | undefined
  /** Those of them whom we know, by id. */
  readonly people: ReadonlyMap<string, Person>
}

/** BatchGetItem takes so many keys. */
const aBatch = 100

/** The items that exist, however many keys there are. */
export const getAll = async (store: Store, keys: readonly Key[]): Promise<readonly Item[]> => {
  const found: Item[] = []
  for (let i = 0; i < keys.length; i += aBatch) found.push(...(await store.getMany(keys.slice(i, i + aBatch))))
  return found
}

/** Ids of a team and people whom an entry is known to name: they are read together with it. */
export interface Named {
  readonly team?: string | undefined
  readonly people?: readonly string[] | undefined
}

/** Reads the circle of one entry in three round trips, often in two when told whom it names; throws when there is no such entry. */
export const circleOf = async (
  store: Store,
  number: string,
  sequence: number,
  { team: namedTeam, people: namedPeople = [] }: Named = {},
): Promise<Circle> => {
  const first = await getAll(store, [
    key.ticket(number),
    key.event(number, sequence),
    ...(namedTeam === undefined ? [] : [key.kept('team', namedTeam)]),
    ...namedPeople.map(key.person),
  ])
  const head = first.find((item) => item.kind === 'incident')
  const written = first.find((item) => item.kind === 'event')
  if (!head || !written) throw new Error(`${number} has no entry ${sequence} to send mail about`)
  const { targetAt } = head as { targetAt?: string }
  const ticket: Circle['ticket'] = { ...restore(head), ...(targetAt !== undefined && { targetAt }) }
  const entry = written as unknown as Entry
  const echo = echoIn(ticket, entry)
  const known = first.find((item) => item.kind === 'team' && item.id === ticket.team)
  const around = await getAll(store, [
    ...(known ? [] : [key.kept('team', ticket.team)]),
    ...(ticket.absorbed ?? []).map((other) => key.ticket(other.number)),
    ...(echo ? [key.event(echo.origin, echo.entry)] : []),
  ])
  const team = known ?? around.find((item) => item.kind === 'team')
  const words = around.find((item) => item.kind === 'event')
  const circle = {
    ticket,
    entry: words ? { ...entry, data: words.data as Entry['data'] } : entry,
    threads: threadsOf(ticket, around),
    team: team && Team.parse(team),
  }
  const met = first.filter((item) => item.kind === 'person')
  const others = [...idsIn(circle)].filter((id) => !met.some((item) => item.id === id))
  const found = [...met, ...(await getAll(store, others.map(key.person)))]
  return { ...circle, people: new Map(found.map((item) => [String(item.id), Person.parse(item)])) }
}

/** Where the words of an echo lie, as long as the incident they were written on is merged into this one. */
const echoIn = ({ absorbed = [] }: Incident, { type, data }: Entry): EventOf<'incident.echoed'> | undefined => {
  if (type !== 'incident.echoed') return undefined
  const echo = data as EventOf<'incident.echoed'>
  return absorbed.some(({ number }) => number === echo.origin) ? echo : undefined
}

/** People of a merged incident are those it has here: who unfollowed here is not written to there either. */
const threadsOf = (ticket: Incident, around: readonly Item[]): readonly Thread[] => {
  const { number, title, language, replyKey, requester, watchers, lastMessageId } = ticket
  const heads = new Map(around.map((item) => [String(item.number), restore(item)]))
  return [
    { number, title, language, replyKey, requester, followers: watchers, lastMessageId },
    ...(ticket.absorbed ?? []).map((other): Thread => {
      const head = heads.get(other.number)
      return {
        number: other.number,
        title: head?.title ?? title,
        language: head?.language ?? language,
        replyKey: other.replyKey,
        requester: other.requester,
        followers: other.watchers,
        lastMessageId: head?.lastMessageId,
      }
    }),
  ]
}

const idsIn = ({ ticket, entry, team }: Pick<Circle, 'ticket' | 'entry' | 'team'>): ReadonlySet<string> => {
  const given = (entry.data as { assignee?: PersonRef }).assignee
  return new Set([
    ticket.requester.id,
    entry.by.id,
    ...followersOf(ticket).map(({ id }) => id),
    ...(ticket.assignee ? [ticket.assignee.id] : []),
    ...(given ? [given.id] : []),
    ...(team?.lead ? [team.lead] : []),
    // Whoever has it is told; the whole team only while nobody has.
    ...(ticket.assignee ? [] : (team?.members ?? []).map(({ id }) => id)),
  ])
}
