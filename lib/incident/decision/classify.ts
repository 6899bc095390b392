import type { Context } from '../../ticket/actor.ts'
import { type Priority, priorityOf } from '../../ticket/priority.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { clocksAt } from '../clocks.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureUnfinished } from '../life-cycle.ts'
import { titleOf } from './open.ts'

export const edit = (incident: Incident, command: CommandOf<'edit'>): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const title = command.title === undefined ? undefined : titleOf(command.title)
  const changes = {
    ...(title !== undefined && title !== incident.title && { title }),
    ...differing('category', command.category, incident.category),
    ...differing('service', command.service, incident.service),
  }
  const names = Object.keys(changes) as ('title' | 'category' | 'service')[]
  if (names.length === 0) return []
  const before = Object.fromEntries(names.map((name) => [name, incident[name] ?? null]))
  return [{ type: 'incident.edited', ...changes, before }]
}

const differing = (name: 'category' | 'service', given: string | null | undefined, is: string | undefined) =>
  given === undefined || (given ?? undefined) === is ? {} : { [name]: given }

interface Judgement {
  readonly impact: Incident['impact']
  readonly urgency: Incident['urgency']
  readonly priority: Priority
  readonly reason?: string
}

const judged = (incident: Incident, now: Judgement, context: Context): readonly IncidentEvent[] => {
  const { impact, urgency, priority, priorityReason } = incident
  const isSame = impact === now.impact && urgency === now.urgency && priority === now.priority
  if (isSame && priorityReason === now.reason) return []
  const clocks =
    priority === now.priority && incident.clocks.length > 0
      ? incident.clocks
      : clocksAt({ ...incident, priority: now.priority }, context)
  return [{ type: 'incident.prioritized', ...now, before: { impact, urgency, priority }, clocks }]
}

export const prioritize = (
  incident: Incident,
  command: CommandOf<'prioritize'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const { impact = incident.impact, urgency = incident.urgency } = command
  const reason = incident.priorityReason
  // A priority that somebody gave a reason for stays until they take it back.
  const priority = reason === undefined ? priorityOf(context.policy.matrix, impact, urgency) : incident.priority
  return judged(incident, { impact, urgency, priority, ...(reason !== undefined && { reason }) }, context)
}

export const overridePriority = (
  incident: Incident,
  command: CommandOf<'override-priority'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const { impact, urgency } = incident
  if (command.priority === undefined)
    return judged(incident, { impact, urgency, priority: priorityOf(context.policy.matrix, impact, urgency) }, context)
  const reason = command.reason?.trim()
  if (!reason)
    throw new Refusal('invalid', 'Say why the priority differs from the matrix; it is kept in the timeline.', 'reason')
  return judged(incident, { impact, urgency, priority: command.priority, reason }, context)
}
