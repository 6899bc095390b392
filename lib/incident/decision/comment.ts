import type { Actor, Context } from '../../ticket/actor.ts'
import { isByDesk } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import { followersOf, type Incident } from '../incident.ts'
import { isFinished, isOpen } from '../life-cycle.ts'
import { newWatchers } from './watch.ts'

/** Reopenings by reply within an hour: beyond that two machines are talking (rule of the intake against loops). */
const mostReopensAnHour = 3

export const comment = (
  incident: Incident,
  command: CommandOf<'comment'>,
  context: Context,
): readonly IncidentEvent[] => {
  const { message, visibility } = command
  if (message.text.trim() === '' && !message.attachments?.length && !message.quoted)
    throw new Refusal('invalid', 'The comment is empty. Write a text.', 'text')
  if (visibility === 'public') ensureHeard(incident, context.by)
  const isUnverified = message.mail !== undefined && !message.mail.verified
  const watchers = isUnverified ? [] : newWatchers(incident, command.watchers ?? [])
  const commented: IncidentEvent = {
    type: 'incident.commented',
    message,
    visibility,
    ...(watchers.length > 0 && { watchers }),
    ...(answers(incident, visibility, command.isQuiet, context.by) && { isResponse: true }),
    ...(!command.isQuiet && updateIn(incident, visibility, context.by)),
  }
  // What a comment on a merged incident moves is the one it was merged into.
  if (incident.merged || isUnverified) return [commented]
  return [commented, ...movedBy(incident, visibility, command.isQuiet, context)]
}

export const echo = (incident: Incident, command: CommandOf<'echo'>, context: Context): readonly IncidentEvent[] => {
  const { origin, sequence, visibility, messageId, isQuiet } = command
  const absorbed = incident.absorbed?.find(({ number }) => number === origin)
  if (!absorbed) throw new Refusal('conflict', `${origin} is not merged into ${incident.number}.`)
  const watchers = newWatchers(absorbed, command.watchers ?? [])
  const echoed: IncidentEvent = {
    type: 'incident.echoed',
    origin,
    entry: sequence,
    visibility,
    ...(watchers.length > 0 && { watchers }),
    ...(messageId !== undefined && { messageId }),
    ...(answers(incident, visibility, isQuiet, context.by) && { isResponse: true }),
    ...(!isQuiet && updateIn(incident, visibility, context.by)),
  }
  if (incident.merged || isFinished(incident)) return [echoed]
  return [echoed, ...movedBy(incident, visibility, isQuiet, context)]
}

/** Refuses public words on an incident that nobody follows any more, and says where they would be heard. */
export const ensureHeard = (incident: Incident, by: Actor): void => {
  const { number, state, followedBy } = incident
  if (!isFinished(incident) || incident.merged) return
  const remedy = followedBy === undefined ? `Open a new incident that follows ${number}` : `Comment on ${followedBy}`
  throw new Refusal(
    'conflict',
    `${number} is ${state}; nobody follows it any more. ${remedy}${isByDesk(by) ? ', or write an internal note' : ''}.`,
    'visibility',
    { state, ...(followedBy === undefined ? { follows: number } : { followedBy }) },
  )
}

/** Whether this is a public word of a person of the desk, which ends the response clock. */
const answers = (incident: Incident, visibility: string, isQuiet: boolean | undefined, by: Actor): boolean =>
  visibility === 'public' && !isQuiet && isByDesk(by) && by.id !== incident.requester.id

/** Public words of the desk on a major incident that goes on tell people how it does. */
export const updateIn = (incident: Incident, visibility: string, by: Actor): { isUpdate?: true } =>
  incident.updates && isOpen(incident) && visibility === 'public' && isByDesk(by) ? { isUpdate: true } : {}

/** A person of the incident wrote: that ends waiting for them, and reopens what they do not find solved. */
const movedBy = (
  incident: Incident,
  visibility: string,
  isQuiet: boolean | undefined,
  { by, at }: Context,
): readonly IncidentEvent[] => {
  const isTheirs =
    by.id === incident.requester.id || (!isByDesk(by) && followersOf(incident).some(({ id }) => id === by.id))
  if (visibility !== 'public' || isQuiet || !isTheirs) return []
  if (incident.state === 'on_hold' && incident.hold?.reason === 'caller')
    return [{ type: 'incident.resumed', because: 'replied' }]
  if (incident.state !== 'resolved') return []
  const hourAgo = new Date(Date.parse(at) - 3_600_000).toISOString()
  const lately = incident.reopened?.at.filter((then) => then > hourAgo).length ?? 0
  return lately < mostReopensAnHour ? [{ type: 'incident.reopened', because: 'replied' }] : []
}
