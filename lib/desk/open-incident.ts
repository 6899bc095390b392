import type { CommandOf } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import type { Origin } from '../ticket/actor.ts'
import { execute, type Office, type Receipt, type Result } from './execute.ts'
import type { IncidentAlongside } from './incident-order.ts'

interface Opening {
  readonly command: CommandOf<'open'>
  /** The finished incident that it goes on with. */
  readonly follows?: Incident | undefined
  readonly context: Origin
  readonly receipt?: Receipt | undefined
}

/** Opens an incident. One that follows another takes from it what nobody said anew, and both show the link. */
export const openIncident = (
  office: Office,
  { command, follows, context, receipt }: Opening,
): Promise<Result<Incident>> =>
  execute(office, {
    process: incidentProcess,
    command: follows ? following(command, follows) : command,
    context,
    receipt,
    alongside: (opened): readonly IncidentAlongside[] =>
      follows ? [{ number: follows.number, command: { type: 'follow-up', by: opened.number } }] : [],
  })

const following = (command: CommandOf<'open'>, before: Incident): CommandOf<'open'> => {
  const { impact, urgency, category, service, team, watchers } = before
  return {
    ...command,
    impact: command.impact ?? impact,
    urgency: command.urgency ?? urgency,
    category: command.category ?? category,
    service: command.service ?? service,
    team: command.team ?? team,
    watchers: command.watchers ?? watchers,
    origin: { number: before.number, how: 'follow-up' },
  }
}
