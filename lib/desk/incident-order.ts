import type { IncidentCommand } from '../incident/command.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Origin } from '../ticket/actor.ts'
import type { Alongside, Order, Receipt } from './execute.ts'

/** An order to an incident. */
export type IncidentOrder = Order<Incident, IncidentCommand, IncidentEvent>

/** A command to another incident in the same transaction. */
export type IncidentAlongside = Alongside<Incident, IncidentCommand>

/** Which incident, who asks, and what must hold, for orders that concern several incidents. */
export interface Wish {
  readonly number: string
  readonly context: Origin
  readonly receipt?: Receipt | undefined
  /** The version the caller has seen. */
  readonly ifVersion?: number | undefined
}
