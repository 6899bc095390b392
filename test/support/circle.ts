import type { IncidentEvent } from '../../lib/incident/event.ts'
import type { Incident } from '../../lib/incident/incident.ts'
import type { Circle } from '../../lib/notify/circle.ts'
import { type Outcome, outcomeOf } from '../../lib/notify/mails.ts'
import { noticesOf } from '../../lib/notify/who.ts'
import { Person, type Role } from '../../lib/people/person.ts'
import { Team } from '../../lib/people/team.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { having, open } from './life.ts'
import { at } from './ticket.ts'

const known = (id: string, role: Role, over: Partial<Person> = {}): Person =>
  Person.parse({
    id,
    name: id.slice(2),
    role,
    addresses: [`${id.slice(2)}@haneul.example`],
    language: 'en',
    timeZone: 'Asia/Seoul',
    ...over,
  })

/** Everybody who may have to do with a ticket, by what they are. */
export const everybody: readonly Person[] = [
  known('p-minji', 'employee', { addresses: ['minji.kim@haneul.example'] }),
  known('p-yuna', 'employee'),
  known('p-visitor', 'guest', { addresses: ['visitor@partner.example'] }),
  known('p-jihoon', 'agent'),
  known('p-emma', 'agent'),
  known('p-sora', 'administrator'),
  // An agent no more, and one who has left: tickets still name both.
  known('p-former', 'employee'),
  known('p-left', 'agent', { isActive: false }),
]

/** The person as tickets name them. */
export const refOf = (id: string) => {
  const { name, addresses } = everybody.find((person) => person.id === id)!
  return { id, name, address: addresses[0]! }
}

/** The person as the one who acts. */
export const actor = (id: string): Actor => {
  const { name, role } = everybody.find((person) => person.id === id)!
  return { id, name, is: role }
}

/** The team whose tickets these are. */
export const team = Team.parse({
  id: 'service-desk',
  version: 1,
  name: 'Service Desk',
  members: [{ id: 'p-jihoon' }, { id: 'p-emma' }],
  lead: 'p-sora',
  zone: 'Asia/Seoul',
})

/** What happened last on a ticket, and everybody whom it may concern. */
export const circle = (
  event: IncidentEvent,
  by: Actor,
  {
    ticket: over = {},
    ...more
  }: { ticket?: Partial<Incident>; people?: readonly Person[]; team?: Team | undefined } = {},
): Circle => {
  const ticket = { ...having(open), ...over }
  const { number, title, language, replyKey, requester, watchers: followers, lastMessageId } = ticket
  const { type, ...data } = event
  return {
    ticket,
    entry: { kind: 'event', number, sequence: 2, type, at: at(5).at, by, channel: 'api', data },
    threads: [
      { number, title, language, replyKey, requester, followers, lastMessageId },
      ...(ticket.absorbed ?? []).map((other) => ({
        number: other.number,
        title: `${title}, too`,
        language,
        replyKey: other.replyKey,
        requester: other.requester,
        followers: other.watchers,
        lastMessageId: undefined,
      })),
    ],
    team: 'team' in more ? more.team : team,
    people: new Map((more.people ?? everybody).map((person) => [person.id, person])),
  }
}

/** What the entry leads to. */
export const outcome = (given: Circle): Outcome =>
  outcomeOf(noticesOf(given), given, { helpAddresses: ['help@haneul.example'] })

/** The mails as `purpose: to, cc`, in order. */
export const told = (...given: Parameters<typeof circle>): string[] =>
  outcome(circle(...given)).mails.map(
    ({ purpose, to, cc, thread }) =>
      `${thread.number} ${purpose.split('_')[0]}: ${[to, ...cc].map((address) => address.split('@')[0]).join(', ')}`,
  )
