import type { AlertLevel } from './level.ts'
import type { Reading } from './reading.ts'

/** A maintenance window that covers an alert at the moment. */
export interface Covering {
  readonly id: string
  /** When it ends. */
  readonly until: string
}

/** One reading of an alert, with everything that deciding about it needs. */
export interface Heard {
  /** Id of the delivery it came in. */
  readonly delivery: string
  readonly reading: Reading & { readonly key: string }
  /** When it happened: by the sender's clock, or where that says nothing or what cannot be, when we accepted it. */
  readonly at: string
  readonly receivedAt: string
  /** How bad it is, with the source's default for those that do not say. */
  readonly level: AlertLevel
  /** Id of the service that it is about. */
  readonly service?: string | undefined
  readonly covering?: Covering | undefined
}

/** Clocks that are right differ by less; a time further ahead is a wrong clock, or no time at all. */
const mostAheadMilliseconds = 5 * 60_000

/** The instant that orders a reading among those of its alert. */
export const orderOf = (said: string | undefined, receivedAt: string): string =>
  said !== undefined && Date.parse(said) <= Date.parse(receivedAt) + mostAheadMilliseconds ? said : receivedAt

/** In order of the sender's time; of two at the same instant the one that we accepted first. */
export const inOrderOfTime = (all: readonly Heard[]): readonly Heard[] =>
  [...all].sort((a, b) => compare(a.at, b.at) || compare(a.receivedAt, b.receivedAt))

const compare = (a: string, b: string) => Date.parse(a) - Date.parse(b)
