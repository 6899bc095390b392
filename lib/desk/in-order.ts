import type { IncidentCommand } from '../incident/command.ts'
import { decide } from '../incident/decide.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { evolve } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import type { Context } from '../ticket/actor.ts'
import type { Process } from '../ticket/process.ts'
import { Refusal } from '../ticket/refusal.ts'

/** One of several commands that are carried out together. */
export interface Step {
  readonly command: IncidentCommand
  /** How a refusal names it, such as `Line 2, "!close"`. */
  readonly name?: string
}

/**
 * Incident management where one order carries several commands: each is decided on what the ones before it led to, and all
 * of them are one transaction, so a refusal of any is a refusal of all.
 */
export const inOrder: Process<Incident, readonly Step[], IncidentEvent> = {
  ...incidentProcess,
  decide: (before, steps, context) => {
    let state = before
    return steps.flatMap((step) => {
      const events = decideOne(state, step, context)
      for (const event of events) {
        // Only the decision sees this state; `execute` folds the events again, under the number that a new one gets.
        const placed = { number: state?.number ?? 'INC-0', sequence: (state?.version ?? 0) + 1, at: context.at }
        state = evolve(state, event, placed)
      }
      return events
    })
  },
}

const decideOne = (state: Incident | undefined, { command, name }: Step, context: Context) => {
  try {
    return decide(state, command, context)
  } catch (error) {
    if (!(error instanceof Refusal) || name === undefined) throw error
    throw new Refusal(error.code, `${name}: ${error.message}`, error.field, error.facts)
  }
}
