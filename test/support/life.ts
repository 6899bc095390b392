import type { IncidentCommand } from '../../lib/incident/command.ts'
import { decide } from '../../lib/incident/decide.ts'
import { evolve } from '../../lib/incident/evolve.ts'
import type { Incident, IncidentState } from '../../lib/incident/incident.ts'
import type { Policy } from '../../lib/policy/policy.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { policy } from './policy.ts'
import { at, minji, openCommand } from './ticket.ts'

/** An agent of the desk. */
export const jihoon: Actor = { id: 'p-jihoon', name: '박지훈', is: 'agent' }
/** The requester as the one who acts. */
export const caller: Actor = { id: minji.id, name: minji.name, is: 'employee' }

/** The incident after these commands, one minute after the other, by an agent unless told. */
export const having = (...commands: (IncidentCommand | [Actor, IncidentCommand])[]): Incident =>
  commands.reduce<Incident | undefined>((incident, given, minute) => {
    const [by, command] = Array.isArray(given) ? given : [jihoon, given]
    return next(incident, command, minute, by)
  }, undefined)!

/** The incident after one command at that minute. */
export const next = (
  incident: Incident | undefined,
  command: IncidentCommand,
  minute: number,
  by: Actor = jihoon,
  rules: Policy = policy,
): Incident => {
  const context = { ...at(minute, by), policy: rules }
  return decide(incident, command, context).reduce(
    (state: Incident | undefined, event) =>
      evolve(state, event, { number: 'INC-1', sequence: (state?.version ?? 0) + 1, at: context.at }),
    incident,
  )!
}

/** The types of the events that a command leads to. */
export const leadsTo = (incident: Incident, command: IncidentCommand, minute = 30, by: Actor = jihoon): string[] =>
  decide(incident, command, at(minute, by)).map(({ type }) => type)

export const resolve: IncidentCommand = { type: 'resolve', code: 'solved', notes: 'A new cartridge.' }
export const waitForCaller: IncidentCommand = {
  type: 'hold',
  reason: 'caller',
  message: { text: 'Which floor is it on?' },
}
export const open: IncidentCommand = openCommand()

/** An incident in each state. */
export const inState = (state: IncidentState): Incident =>
  ({
    new: () => having(open),
    in_progress: () => having(open, { type: 'start' }),
    on_hold: () => having(open, { type: 'start' }, waitForCaller),
    resolved: () => having(open, { type: 'start' }, resolve),
    closed: () => having(open, resolve, { type: 'close' }),
    canceled: () => having(open, { type: 'cancel', reason: 'Sent by mistake' }),
  })[state]()
