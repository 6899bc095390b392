import type { Process } from '../ticket/process.ts'
import { outageAfter } from './announcement.ts'
import type { IncidentCommand } from './command.ts'
import { decide } from './decide.ts'
import type { IncidentEvent } from './event.ts'
import { evolve } from './evolve.ts'
import { type Incident, restore } from './incident.ts'
import { majorAfter } from './major.ts'
import { calendarsOf, plan } from './plan.ts'

/** Incident management, in the shape that all processes share. */
export const incidentProcess: Process<Incident, IncidentCommand, IncidentEvent> = {
  kind: 'incident',
  prefix: 'INC',
  decide,
  evolve,
  calendarsOf,
  plan,
  restore,
  counted: new Set(['incident.resolved']),
  beside: (before, now) => [...outageAfter(before, now), ...majorAfter(before, now)],
}
