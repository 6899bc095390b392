import type { Context } from './actor.ts'
import type { CalendarVersion } from './calendar.ts'

/** What every record of every process carries; the version is the sequence of its last event. */
export interface Ticket {
  readonly kind: string
  /** Id of the team that has it. */
  readonly team: string
  readonly number: string
  readonly version: number
}

/** An item of its own beside a ticket, in the place of the one before. */
export type Beside =
  | { readonly is: 'outage' | 'major'; readonly value: object }
  /** What somebody is, or was, asked to decide about the ticket in one stage. */
  | { readonly is: 'ballot'; readonly person: string; readonly stage: string; readonly value: object }

/** What a ticket waits for; follows from its state and its calendars, and is stored beside the state for the indexes. */
export interface Plan {
  /** The instant by which the next running clock must be met; lists sort by it. */
  readonly targetAt?: string
  /** The instant at which the ticket must be looked at again: a mark of a clock, an end of waiting, a closing. */
  readonly due?: { readonly lane: string; readonly at: string }
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
  /** The calendar versions that the ticket's clocks are pinned to: a decision needs them. */
  calendarsOf(state: State): readonly CalendarVersion[]
  plan(state: State, context: Pick<Context, 'policy'>): Plan
  /** The state in a stored head: without the plan, and with what heads of earlier versions did not have. */
  restore(head: Readonly<Record<string, unknown>>): State
  /** The events that are counted by team and month; each costs two write units more. */
  readonly counted: ReadonlySet<Event['type']>
  /** Items that follow from a change of the ticket and are written with it, for readers who must not read the ticket. */
  beside?(before: State | undefined, now: State): readonly Beside[]
}

/** Where and when an event stands in its ticket's timeline. */
export interface Placed {
  readonly number: string
  readonly sequence: number
  readonly at: string
}
