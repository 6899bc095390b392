import type { EventOf } from './event.ts'
import type { Incident } from './incident.ts'
import { isOpen } from './life-cycle.ts'
import { afterReminder, planFrom } from './major.ts'

type MajorEvent = EventOf<
  | 'incident.declared_major'
  | 'incident.proposed_major'
  | 'incident.rejected_major'
  | 'incident.updates_planned'
  | 'incident.update_overdue'
  | 'incident.reviewed'
>

/** What an event about a major incident, or one that may be, changes. */
export const majorChanges = (incident: Incident, event: MajorEvent, at: string): Partial<Incident> => {
  switch (event.type) {
    case 'incident.declared_major': {
      const { closesAt: _, ...resolution } = incident.resolution ?? {}
      return {
        isMajor: event.isMajor,
        candidate: undefined,
        ...(event.everyMinutes !== undefined && { updates: planned(incident, event.everyMinutes, at) }),
        // What is no major incident is no outage of the company.
        ...(!event.isMajor && { announcement: undefined, updates: undefined, review: undefined }),
        ...(incident.resolution && {
          resolution: {
            ...(resolution as NonNullable<Incident['resolution']>),
            ...(event.closesAt !== undefined && { closesAt: event.closesAt }),
          },
        }),
      }
    }
    case 'incident.proposed_major': {
      const { service, count, minutes } = event
      const numbers = service !== undefined && count !== undefined && minutes !== undefined
      return { candidate: { at, ...(numbers && { service, count, minutes }) } }
    }
    case 'incident.rejected_major':
      return { candidate: undefined }
    case 'incident.updates_planned':
      return { updates: planned(incident, event.everyMinutes, at) }
    case 'incident.update_overdue':
      return incident.updates ? { updates: afterReminder(incident.updates, at) } : {}
    case 'incident.reviewed':
      return {
        review: { at },
        ...(incident.resolution && { resolution: { ...incident.resolution, closesAt: event.closesAt } }),
      }
  }
}

/** The plan of updates that begins at that instant; it rests while nobody works on the incident. */
const planned = (incident: Incident, everyMinutes: number, at: string): Incident['updates'] =>
  isOpen(incident) ? planFrom(everyMinutes, at) : { everyMinutes }

/** People have just been told how it goes on, or begin to wait for it again. */
export const told = ({ updates }: Incident, at: string): Partial<Incident> =>
  updates ? { updates: planFrom(updates.everyMinutes, at) } : {}
