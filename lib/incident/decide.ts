import { defaultMatrix } from '../policy/priority-matrix.ts'
import { firstTeam } from '../policy/routing.ts'
import type { Context } from '../ticket/actor.ts'
import { priorityOf } from '../ticket/priority.ts'
import { Refusal } from '../ticket/refusal.ts'
import type { IncidentCommand } from './command.ts'
import type { IncidentEvent } from './event.ts'
import type { Incident } from './incident.ts'

/** Longest title: it is shown in lists and lives in the head of the ticket, which should stay near 1 KB. */
export const longestTitle = 250

/** The events a command leads to, or a `Refusal` that names the field. Pure. */
export const decide = (
  incident: Incident | undefined,
  command: IncidentCommand,
  context: Context,
): readonly IncidentEvent[] => {
  if (command.type === 'open') {
    if (incident) throw new Refusal('conflict', `${incident.number} is open already.`)
    return [open(command, context)]
  }
  if (!incident) throw new Refusal('not_found', 'There is no such incident.')
  if (command.message.text.trim() === '' && !command.message.attachments?.length && !command.message.quoted)
    throw new Refusal('invalid', 'The comment is empty. Write a text.', 'text')
  return [{ type: 'incident.commented', message: command.message, visibility: command.visibility }]
}

const open = (command: Extract<IncidentCommand, { type: 'open' }>, context: Context): IncidentEvent => {
  const title = command.title.trim()
  if (title === '') throw new Refusal('invalid', 'The title is empty. Say in a few words what is wrong.', 'title')
  if (title.length > longestTitle)
    throw new Refusal('invalid', `The title has ${title.length} characters. Use at most ${longestTitle}.`, 'title')
  // One person is hurt and can go on somehow, until somebody knows better.
  const impact = command.impact ?? 'low'
  const urgency = command.urgency ?? 'medium'
  return {
    type: 'incident.opened',
    title,
    message: command.message,
    requester: command.requester,
    impact,
    urgency,
    priority: priorityOf(defaultMatrix, impact, urgency),
    team: firstTeam,
    channel: context.channel,
    language: command.language,
    replyKey: command.replyKey,
  }
}
