import type { EventOf } from '../incident/event.ts'
import { followersOf } from '../incident/incident.ts'
import type { NotifyEvent } from '../people/preferences.ts'
import { isByDesk } from '../ticket/actor.ts'
import type { Circle } from './circle.ts'
import type { CallerPurpose, DeskPurpose } from './purpose.ts'

/** Something to tell: to the people of the ticket in their threads, or to people of the desk, each alone. */
export type Notice = CallerNotice | DeskNotice

export interface CallerNotice {
  readonly to: 'callers'
  readonly purpose: CallerPurpose
  readonly event: NotifyEvent
  /** An answer that nobody asked for is for whoever wrote, not for those in Cc. */
  readonly isForRequesterOnly?: boolean
  /** Nobody is told twice about one thing that many incidents have in common. */
  readonly onceFor?: { readonly number: string; readonly sequence: number }
}

export interface DeskNotice {
  readonly to: 'desk'
  readonly purpose: DeskPurpose
  /** The wish that decides; without one everybody named is told. */
  readonly event?: NotifyEvent
  /** Not to those who wish to be told of this by mail: they have just been. */
  readonly unless?: NotifyEvent
  /** Ids; whoever of them is not of the desk is left out. */
  readonly people: readonly string[]
}

type Facts = Pick<Circle, 'ticket' | 'entry' | 'team'>

/** What an entry of the timeline gives to tell, and to whom. Pure, and the only place where it is decided. */
export const noticesOf = (facts: Facts): readonly Notice[] => {
  const { entry } = facts
  switch (entry.type) {
    case 'incident.opened':
      return [...opened(facts), ...forNobodys(facts)]
    case 'incident.commented':
    case 'incident.echoed':
      // The incident that this one was merged into has an echo of these words, by which everybody is told.
      return isEchoedOnwards(facts) ? [] : said(facts)
    case 'incident.assigned': {
      const { assignee, before } = entry.data as EventOf<'incident.assigned'>
      if (!assignee) return forNobodys(facts)
      return assignee.id === before.assignee?.id ? [] : [desk('assigned', 'assigned', [assignee.id])]
    }
    case 'incident.resolved': {
      const { cause, children } = entry.data as EventOf<'incident.resolved'>
      const onceFor = cause ?? (children ? { number: entry.number, sequence: entry.sequence } : undefined)
      const notice = { to: 'callers', purpose: 'resolved', event: 'resolved' } as const
      return [onceFor ? { ...notice, isForRequesterOnly: true, onceFor } : notice]
    }
    case 'incident.canceled':
      return isByDesk(entry.by) ? [{ to: 'callers', purpose: 'canceled', event: 'resolved' }] : []
    case 'incident.reopened':
      return reopened(facts)
    case 'incident.sla_signalled': {
      const { percent } = entry.data as EventOf<'incident.sla_signalled'>
      if (percent === 75) return [desk('sla-warning', 'sla-warning', inCharge(facts))]
      return percent === 100 ? [desk('sla-breached', 'sla-breached', inCharge(facts))] : []
    }
    case 'incident.proposed_major':
      return [desk('major-proposed', 'major-incident', inCharge(facts))]
    case 'incident.update_overdue':
      return [desk('update-overdue', 'major-incident', inCharge(facts))]
    case 'incident.rated': {
      const { isBad } = entry.data as EventOf<'incident.rated'>
      return isBad ? [{ to: 'desk', purpose: 'rated', people: inCharge(facts) }] : []
    }
    case 'incident.undelivered':
      return [{ to: 'desk', purpose: 'undelivered', people: inCharge(facts) }]
    default:
      return []
  }
}

const desk = (purpose: DeskPurpose, event: NotifyEvent, people: readonly string[]): DeskNotice => ({
  to: 'desk',
  purpose,
  event,
  people,
})

const members = ({ team }: Facts) => (team?.members ?? []).map(({ id }) => id)

/** The assignee and who leads the team; where there is neither, the whole team: somebody must know. */
const inCharge = (facts: Facts): readonly string[] => {
  const { ticket, team } = facts
  const found = [ticket.assignee?.id, team?.lead].filter((id) => id !== undefined)
  return found.length > 0 ? found : members(facts)
}

/** A ticket that nobody has is news to its team. */
const forNobodys = (facts: Facts): readonly Notice[] =>
  facts.ticket.assignee ? [] : [desk('unassigned', 'team-new', members(facts))]

const messageIn = ({ entry }: Facts) => (entry.data as Partial<EventOf<'incident.commented'>>).message

/** RFC 3834: what a machine sent, or somebody in another's name, is never answered automatically. */
const isFromAMachine = (facts: Facts): boolean => {
  const mail = messageIn(facts)?.mail
  return mail?.automatic !== undefined || mail?.forged === true
}

const opened = (facts: Facts): readonly Notice[] => {
  const { ticket, entry } = facts
  if (isFromAMachine(facts)) return []
  if (isByDesk(entry.by) && entry.by.id !== ticket.requester.id)
    return [{ to: 'callers', purpose: 'opened', event: 'received', isForRequesterOnly: true }]
  return messageIn(facts)?.mail
    ? [{ to: 'callers', purpose: 'acknowledgement', event: 'received', isForRequesterOnly: true }]
    : []
}

/** Whether these words were written when the incident was merged into another one already. */
const isEchoedOnwards = ({ ticket, entry }: Facts): boolean =>
  ticket.merged !== undefined && entry.at >= ticket.merged.at

const said = (facts: Facts): readonly Notice[] => {
  const { ticket, entry } = facts
  const { by } = entry
  const data = entry.data as EventOf<'incident.commented'>
  // An echo of an incident that was taken apart again has no words here.
  if (!data.message) return []
  const followers = followersOf(ticket).map(({ id }) => id)
  const workers = [...(ticket.assignee ? [ticket.assignee.id] : []), ...followers]
  if (data.visibility === 'internal') {
    // Two absent people of the desk would tell each other so for ever.
    if (isFromAMachine(facts) && isByDesk(by)) return []
    // Whoever asked for something by mail waits for it to be done: that it was not is for them.
    const answer: DeskNotice[] = data.message.mail?.refused ? [{ to: 'desk', purpose: 'refused', people: [by.id] }] : []
    // What a monitor says of an incident that nobody has is for whoever might take it.
    if (by.is === 'integration' && !ticket.assignee) return [desk('note', 'team-new', [...workers, ...members(facts)])]
    return [...answer, desk('note', 'internal-note', workers)]
  }
  const callers = [ticket.requester.id, ...(ticket.absorbed ?? []).map(({ requester }) => requester.id)]
  const isFromTheDesk = (isByDesk(by) || by.is === 'system') && !callers.includes(by.id)
  if (isFromTheDesk) {
    const notices: Notice[] = [desk('reply', 'answered', workers)]
    return isFromAMachine(facts) ? notices : [{ to: 'callers', purpose: 'comment', event: 'answered' }, ...notices]
  }
  return ticket.assignee
    ? [desk('reply', 'requester-replied', workers)]
    : [desk('reply', 'requester-replied', followers), desk('reply', 'team-new', members(facts))]
}

/** By a reply it is reopened right after the words of that reply, which say more. */
const reopened = (facts: Facts): readonly Notice[] => {
  const { ticket, entry } = facts
  if (!ticket.assignee) return entry.by.is === 'integration' ? forNobodys(facts) : []
  const notice = desk('reopened', 'reopened', [ticket.assignee.id])
  const { because } = entry.data as EventOf<'incident.reopened'>
  return [because === 'replied' ? { ...notice, unless: 'requester-replied' } : notice]
}
