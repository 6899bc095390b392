import type { Absorbed, Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import { execute, type Office, type Result } from './execute.ts'
import type { IncidentAlongside, Wish } from './incident-order.ts'

/** Merges one incident into another: later words land there, its people follow that one, and both show the link. */
export const merge = (office: Office, { into, ...wish }: Wish & { into: string }): Promise<Result<Incident>> =>
  execute(office, {
    ...wish,
    process: incidentProcess,
    command: { type: 'merge', into },
    alongside: (now): readonly IncidentAlongside[] => [
      { number: into, command: { type: 'absorb', absorbed: [belonging(now), ...(now.absorbed ?? [])] } },
    ],
  })

const belonging = ({ number, requester, replyKey, watchers }: Incident): Absorbed => ({
  number,
  requester,
  replyKey,
  watchers,
})

/** Takes a merge back: every message, also of after the merge, is where it was written; people follow what they followed. */
export const unmerge = (office: Office, wish: Wish): Promise<Result<Incident>> =>
  execute(office, {
    ...wish,
    process: incidentProcess,
    command: { type: 'unmerge' },
    alongside: (now, before) => {
      const numbers = [now.number, ...(now.absorbed ?? []).map((other) => other.number)]
      const up = (incident: Incident | undefined): readonly IncidentAlongside[] =>
        incident?.merged ? [{ number: incident.merged.into, command: { type: 'release', numbers }, onwards: up }] : []
      return up(before)
    },
  })
