import {
  type Clock,
  cancelClock,
  completeClock,
  isOver,
  openPause,
  pauseClock,
  reopenClock,
  resumeClock,
  signalClock,
} from '../ticket/clock.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Placed } from '../ticket/process.ts'
import { endedBy, isAboutTheEnd } from './custom-clock.ts'
import type { EventOf, IncidentEvent } from './event.ts'
import type { Incident } from './incident.ts'
import { isOpen } from './life-cycle.ts'
import { majorChanges, told } from './major-change.ts'

/** The incident after the event: the only way its state changes. Pure and total. */
export const evolve = (incident: Incident | undefined, event: IncidentEvent, placed: Placed): Incident => {
  if (event.type === 'incident.opened') return opened(event, placed)
  if (!incident) throw new Error(`${placed.number} begins with ${event.type}, so its timeline lost its first entry`)
  const after = { ...incident, ...changes(incident, event, placed.at), version: placed.sequence, updatedAt: placed.at }
  return { ...after, clocks: endedBy(after, placed.at) }
}

const opened = (
  { type: _, message, sharesWork: __, ...facts }: EventOf<'incident.opened'>,
  placed: Placed,
): Incident => ({
  kind: 'incident',
  ...facts,
  // Timelines of earlier versions begin without these.
  watchers: [...(facts.watchers ?? [])],
  clocks: [...(facts.clocks ?? [])],
  number: placed.number,
  version: placed.sequence,
  state: 'new',
  openedAt: placed.at,
  updatedAt: placed.at,
  ...(message.mail && { lastMessageId: message.mail.messageId }),
})

/** What an event changes; a field that is `undefined` is gone. */
const changes = (
  incident: Incident,
  event: Exclude<IncidentEvent, { type: 'incident.opened' }>,
  at: string,
): Partial<Incident> => {
  const each = (change: (clock: Clock) => Clock) => incident.clocks.map(change)
  switch (event.type) {
    case 'incident.commented':
      return {
        ...(event.message.mail && { lastMessageId: event.message.mail.messageId }),
        ...(event.watchers && { watchers: [...incident.watchers, ...event.watchers] }),
        ...(event.isResponse && { clocks: each((clock) => responded(clock, at)) }),
        ...(event.isUpdate && told(incident, at)),
      }
    case 'incident.echoed':
      return {
        ...(event.messageId !== undefined && { lastMessageId: event.messageId }),
        ...(event.watchers && { absorbed: withPeople(incident, event.origin, event.watchers) }),
        ...(event.isResponse && { clocks: each((clock) => responded(clock, at)) }),
        ...(event.isUpdate && told(incident, at)),
      }
    case 'incident.edited': {
      const { title = incident.title, category = incident.category, service = incident.service } = event
      return { title, category: category ?? undefined, service: service ?? undefined }
    }
    case 'incident.assigned':
      return {
        team: event.team,
        assignee: event.assignee,
        ...(event.clocks && { clocks: [...event.clocks] }),
      }
    case 'incident.prioritized': {
      const { impact, urgency, priority, reason, clocks } = event
      return { impact, urgency, priority, priorityReason: reason, clocks: [...clocks] }
    }
    case 'incident.started':
      return { state: 'in_progress' }
    case 'incident.held': {
      const { reason, until } = event
      return {
        state: 'on_hold',
        hold: { reason, ...(until !== undefined && { until }) },
        clocks: each((clock) => pauseClock(clock, reason, at)),
      }
    }
    case 'incident.resumed':
      return { state: 'in_progress', hold: undefined, clocks: each((clock) => resumeClock(clock, at)) }
    case 'incident.resolved': {
      const { code, closesAt } = event
      return {
        state: 'resolved',
        hold: undefined,
        resolution: { code, at, ...(closesAt !== undefined && { closesAt }) },
        clocks: each((clock) => (clock.metric === 'custom' ? clock : completeClock(clock, at))),
        // Nobody waits for news of what is over.
        ...(incident.updates && { updates: { everyMinutes: incident.updates.everyMinutes } }),
      }
    }
    case 'incident.rated': {
      const { score, comment } = event
      return { rating: { score, ...(comment !== undefined && { comment }), at } }
    }
    case 'incident.reopened':
      return {
        state: 'in_progress',
        resolution: undefined,
        rating: undefined,
        review: undefined,
        ...told(incident, at),
        reopened: { count: (incident.reopened?.count ?? 0) + 1, at: [...(incident.reopened?.at ?? []), at].slice(-5) },
        clocks: each((clock) => (isAboutTheEnd(clock) ? reopenClock(clock, at) : clock)),
      }
    case 'incident.closed':
      return { state: 'closed' }
    case 'incident.canceled':
      return { state: 'canceled', hold: undefined, clocks: each((clock) => cancelClock(clock, at)) }
    case 'incident.watched':
      return { watchers: [...incident.watchers, ...event.watchers] }
    case 'incident.unwatched':
      return withoutPerson(incident, event.watcher.id)
    case 'incident.declared_major':
    case 'incident.proposed_major':
    case 'incident.rejected_major':
    case 'incident.updates_planned':
    case 'incident.update_overdue':
    case 'incident.reviewed':
      return majorChanges(incident, event, at)
    case 'incident.announced': {
      const { type: _, ...announcement } = event
      return { announcement, ...told(incident, at) }
    }
    case 'incident.announcement_withdrawn':
      return { announcement: undefined }
    case 'incident.parent_set':
      return { parent: event.parent }
    case 'incident.parent_removed':
      return { parent: undefined }
    case 'incident.child_added':
      return { children: (incident.children ?? 0) + 1 }
    case 'incident.child_removed':
      return { children: Math.max(0, (incident.children ?? 0) - 1) }
    case 'incident.merged':
      return { state: 'canceled', merged: { into: event.into, at, state: incident.state } }
    case 'incident.absorbed':
      return { absorbed: [...(incident.absorbed ?? []), ...event.absorbed] }
    case 'incident.unmerged':
      return unmerged(incident, at)
    case 'incident.released': {
      const absorbed = incident.absorbed?.filter(({ number }) => !event.numbers.includes(number)) ?? []
      return { absorbed: absorbed.length > 0 ? absorbed : undefined }
    }
    case 'incident.split_off':
    case 'incident.file_infected':
      return {}
    case 'incident.followed_up':
      return { followedBy: event.by }
    case 'incident.undelivered':
      return { isUndelivered: true }
    case 'incident.sla_signalled':
      return { clocks: each((clock) => (clock.id === event.clock ? signalClock(clock, event.percent) : clock)) }
  }
}

const responded = (clock: Clock, at: string) => (clock.metric === 'response' ? completeClock(clock, at) : clock)

const withPeople = ({ absorbed = [] }: Incident, origin: string, people: readonly PersonRef[]) =>
  absorbed.map((other) => (other.number === origin ? { ...other, watchers: [...other.watchers, ...people] } : other))

const withoutPerson = ({ watchers, absorbed }: Incident, id: string): Partial<Incident> => {
  const others = (people: readonly PersonRef[]) => people.filter((person) => person.id !== id)
  return {
    watchers: others(watchers),
    ...(absorbed && { absorbed: absorbed.map((other) => ({ ...other, watchers: others(other.watchers) })) }),
  }
}

/** As it was before the merge; the time in between counts against nobody. */
const unmerged = (incident: Incident, at: string): Partial<Incident> => {
  const { merged } = incident
  if (!merged) return {}
  const isRunning = (clock: Clock) => !isOver(clock) && !openPause(clock)
  return {
    state: merged.state,
    merged: undefined,
    ...(isOpen(merged) && told(incident, at)),
    clocks: incident.clocks.map((clock) =>
      isRunning(clock) && merged.at < at ? { ...clock, pauses: [...clock.pauses, ['merged', merged.at, at]] } : clock,
    ),
  }
}
