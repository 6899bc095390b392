import { type Clock, completeClock } from '../ticket/clock.ts'
import type { Incident } from './incident.ts'

/** What a custom clock may run until: the incident is somebody's, is being worked on, is resolved or is closed. */
export const customEnds = ['assigned', 'in_progress', 'resolved', 'closed'] as const

const isReached = (until: string | undefined, { assignee, state }: Incident): boolean => {
  switch (until) {
    case 'assigned':
      return assignee !== undefined
    case 'in_progress':
      return state !== 'new' && state !== 'on_hold'
    case 'resolved':
      return state === 'resolved' || state === 'closed'
    default:
      return state === 'closed'
  }
}

/** The clocks after an event: a custom one ends when what it runs until has come about. */
export const endedBy = (incident: Incident, at: string): Clock[] =>
  incident.clocks.map((clock) =>
    clock.metric === 'custom' && isReached(clock.until, incident) ? completeClock(clock, at) : clock,
  )

/** Whether the clock promises an end, so that a reopening takes its completion back. */
export const isAboutTheEnd = ({ metric, until }: Clock): boolean =>
  metric === 'resolution' || (metric === 'custom' && (until === 'resolved' || until === 'closed'))
