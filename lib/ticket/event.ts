import type { Actor, Channel } from './actor.ts'

/** One entry of a ticket's timeline: what happened, when, by whom. `sequence` counts from 1 within the ticket. */
export interface TimelineEntry<Event extends { readonly type: string } = { readonly type: string }> {
  readonly kind: 'event'
  readonly number: string
  readonly sequence: number
  readonly type: Event['type']
  readonly at: string
  readonly by: Actor
  readonly channel: Channel
  readonly data: Omit<Event, 'type'>
  /** Brought in from the past: the stream leaves it out. */
  readonly isImport?: true
}
