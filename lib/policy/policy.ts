import { type Calendar, type CalendarVersion, calendarKey } from '../ticket/calendar.ts'
import type { PriorityMatrix } from '../ticket/priority.ts'
import type { SlaDefinition } from '../ticket/sla.ts'
import type { ColleaguesSee } from './colleagues-see.ts'

/** What a decision must know of a team. */
export interface TeamRule {
  readonly id: string
  readonly name: string
  /** IANA zone. */
  readonly zone: string
  /** Its tickets are given out by a rule; otherwise they wait until somebody takes them. */
  readonly sharesWork: boolean
}

/** The rules in force, as data: what an administrator may change, and the code only reads. */
export interface Policy {
  readonly matrix: PriorityMatrix
  readonly slas: readonly SlaDefinition[]
  /** By `calendarKey`: the newest version of each, and every version that the ticket at hand is pinned to. */
  readonly calendars: ReadonlyMap<string, Calendar>
  /** Version in force, by calendar id. */
  readonly currentCalendars: Readonly<Record<string, number>>
  readonly teams: readonly TeamRule[]
  /** The team that gets what no rule gives to another. */
  readonly firstTeam: string
  /** Days after resolution at which an incident closes by itself. */
  readonly closeAfterDays: number
  /** A VIP's incident is one step more urgent unless somebody says how urgent it is. */
  readonly vipIsUrgent: boolean
  /** So many incidents of one service within so many minutes are proposed as a major one; 0: never. */
  readonly candidateIncidents: number
  readonly candidateMinutes: number
  /** Which tickets of others people may look at; none when absent. */
  readonly colleaguesSee?: ColleaguesSee
}

/** The calendar of this version; it was loaded with the policy, or the loading is wrong. */
export const calendarIn = (policy: Pick<Policy, 'calendars'>, ref: CalendarVersion): Calendar => {
  const found = policy.calendars.get(calendarKey(ref))
  if (!found) throw new Error(`Calendar ${calendarKey(ref)} was not loaded with the policy`)
  return found
}

/** The calendars in the versions in force. */
export const currentCalendars = (policy: Pick<Policy, 'calendars' | 'currentCalendars'>): readonly Calendar[] =>
  Object.entries(policy.currentCalendars).map(([id, version]) => calendarIn(policy, { id, version }))
