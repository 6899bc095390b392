import type { Context } from './actor.ts'

/** What every record of every process carries; the version is the sequence of its last event. */
export interface Ticket {
  readonly kind: string
  readonly number: string
  readonly version: number
}

/**
 * One of the six processes, in the shape they all share. `decide` is pure: it answers the events that a command
 * leads to (none when it changes nothing) or throws a `Refusal`. `evolve` is the only way state changes.
 */
export interface Process<State extends Ticket, Command, Event extends { readonly type: string }> {
  readonly kind: State['kind']
  /** Begin of its numbers, such as `INC` in `INC-12`. */
  readonly prefix: string
  decide(state: State | undefined, command: Command, context: Context): readonly Event[]
  evolve(state: State | undefined, event: Event, entry: Placed): State
}

/** Where and when an event stands in its ticket's timeline. */
export interface Placed {
  readonly number: string
  readonly sequence: number
  readonly at: string
}
