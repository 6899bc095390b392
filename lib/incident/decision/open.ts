import type { Context } from '../../ticket/actor.ts'
import { priorityOf } from '../../ticket/priority.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { clocksAt } from '../clocks.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import { ensureTeam, toShare } from './assign.ts'
import { atMostWatchers } from './watch.ts'

/** Longest title: it is shown in lists and lives in the head of the ticket, which should stay near 1 KB. */
export const longestTitle = 250

/** The title as it is kept, or a refusal. */
export const titleOf = (given: string): string => {
  const title = given.trim()
  if (title === '') throw new Refusal('invalid', 'The title is empty. Say in a few words what is wrong.', 'title')
  if (title.length > longestTitle)
    throw new Refusal('invalid', `The title has ${title.length} characters. Use at most ${longestTitle}.`, 'title')
  return title
}

export const open = (command: CommandOf<'open'>, context: Context): readonly IncidentEvent[] => {
  const { message, requester, category, service, language, replyKey, origin } = command
  const { policy } = context
  const title = titleOf(command.title)
  // One person is hurt and can go on somehow, until somebody knows better.
  const impact = command.impact ?? 'low'
  const urgency = command.urgency ?? (policy.vipIsUrgent && requester.isVip ? 'high' : 'medium')
  const priority = priorityOf(policy.matrix, impact, urgency)
  const team = ensureTeam(policy, command.team ?? policy.firstTeam)
  const watchers = atMostWatchers((command.watchers ?? []).filter(({ id }) => id !== requester.id))
  return [
    {
      type: 'incident.opened',
      title,
      message,
      requester,
      impact,
      urgency,
      priority,
      ...(category !== undefined && { category }),
      ...(service !== undefined && { service }),
      team,
      watchers,
      channel: context.channel,
      language,
      replyKey,
      // Nobody was promised anything by a machine's mail (RFC 3834); clocks start when a person judges the incident.
      clocks: message.mail?.automatic ? [] : clocksAt({ priority, team, requester }, context),
      ...(origin && { origin }),
      ...toShare(policy, team),
    },
  ]
}
