import type { Policy } from '../../policy/policy.ts'
import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { clocksAt } from '../clocks.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureUnfinished } from '../life-cycle.ts'

/** The team's id, or a refusal that names the teams there are. */
export const ensureTeam = ({ teams }: Policy, id: string): string => {
  if (teams.some((team) => team.id === id)) return id
  const names = teams.map((team) => team.id).join(', ')
  throw new Refusal('invalid', `There is no team ${id}. Use one of ${names}.`, 'team')
}

/** Says of a ticket that nobody has whether the rule of its team finds somebody. */
export const toShare = ({ teams }: Policy, id: string): { sharesWork?: true } =>
  teams.some((team) => team.id === id && team.sharesWork) ? { sharesWork: true } : {}

export const assign = (
  incident: Incident,
  command: CommandOf<'assign'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const team = command.team === undefined ? incident.team : ensureTeam(context.policy, command.team)
  // Another team has not said yet who takes it.
  const kept = team === incident.team ? incident.assignee : undefined
  const assignee = command.assignee === undefined ? kept : (command.assignee ?? undefined)
  if (team === incident.team && assignee?.id === incident.assignee?.id) return []
  return [
    {
      type: 'incident.assigned',
      team,
      ...(assignee && { assignee }),
      before: { team: incident.team, ...(incident.assignee && { assignee: incident.assignee }) },
      ...(command.considered && { considered: command.considered }),
      ...(command.because && { because: command.because }),
      ...(team !== incident.team && { clocks: clocksAt({ ...incident, team }, context) }),
      ...(!assignee && toShare(context.policy, team)),
    },
  ]
}
