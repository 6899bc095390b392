import type { CommandOf } from '../incident/command.ts'
import { followersOf, type Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import type { Policy } from '../policy/policy.ts'
import { execute, type Office, type Receipt, type Result } from './execute.ts'
import type { IncidentAlongside, IncidentOrder } from './incident-order.ts'

type Opening = Pick<IncidentOrder, 'context' | 'count' | 'also'> & {
  readonly command: CommandOf<'open'>
  /** The finished incident that it goes on with. */
  readonly follows?: Incident | undefined
  readonly receipt?: Receipt | undefined
}

/** Opens an incident. One that follows another takes from it what nobody said anew, and both show the link. */
export const openIncident = async (
  office: Office,
  { command, follows, ...order }: Opening,
): Promise<Result<Incident>> =>
  execute(office, {
    ...order,
    process: incidentProcess,
    command: follows ? following(command, follows, await office.policies.with([])) : command,
    alongside: (opened): readonly IncidentAlongside[] =>
      follows ? [{ number: follows.number, command: { type: 'follow-up', by: opened.number } }] : [],
  })

const following = (command: CommandOf<'open'>, before: Incident, { teams }: Policy): CommandOf<'open'> => {
  const { impact, urgency, category, service } = before
  // A team that there is no more leaves its work to the first one.
  const team = teams.some(({ id }) => id === before.team) ? before.team : undefined
  return {
    ...command,
    impact: command.impact ?? impact,
    urgency: command.urgency ?? urgency,
    category: command.category ?? category,
    service: command.service ?? service,
    team: command.team ?? team,
    watchers: command.watchers ?? followersOf(before),
    origin: { number: before.number, how: 'follow-up' },
  }
}
