import * as z from 'zod'
import { AssignmentRule } from '../people/team.ts'
import { defaultCalendars } from '../policy/calendars.ts'
import { DeskRules, defaultRules, deskRules } from '../policy/desk-rules.ts'
import type { Policy, TeamRule } from '../policy/policy.ts'
import { deskZone } from '../policy/zone.ts'
import type { Store } from '../store/store.ts'
import { Calendar, type CalendarVersion, calendarKey } from '../ticket/calendar.ts'
import { allKept, readKept, readKeptVersion } from './keep.ts'
import { remembered } from './remembered.ts'

/** Where decisions get the rules in force. */
export interface PolicySource {
  /** The rules, with these versions of calendars among its calendars. */
  with(calendars: readonly CalendarVersion[]): Promise<Policy>
}

/** Rules that never change, for tests and tools. */
export const fixedPolicy = (policy: Policy): PolicySource => ({ with: async () => policy })

/** What decisions read of a team. */
const TeamHead = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  assignment: AssignmentRule.default({ method: 'manual' }),
})

/** A desk that nobody has changed has one team. */
const defaultTeams = (firstTeam: string): readonly TeamRule[] => [
  { id: firstTeam, name: 'Service Desk', zone: deskZone, sharesWork: false },
]

const loaded = async (store: Store): Promise<Policy> => {
  const [rules = defaultRules, calendars, teams] = await Promise.all([
    readKept(store, DeskRules, deskRules.kind, deskRules.id),
    allKept(store, Calendar, 'calendar'),
    allKept(store, TeamHead, 'team'),
  ])
  const byId = new Map([...defaultCalendars, ...calendars].map((calendar) => [calendar.id, calendar]))
  return {
    matrix: rules.matrix,
    slas: rules.slas,
    firstTeam: rules.firstTeam,
    closeAfterDays: rules.closeAfterDays,
    vipIsUrgent: rules.vipIsUrgent,
    colleaguesSee: rules.colleaguesSee,
    candidateIncidents: rules.candidateIncidents,
    candidateMinutes: rules.candidateMinutes,
    calendars: new Map([...defaultCalendars, ...byId.values()].map((calendar) => [calendarKey(calendar), calendar])),
    currentCalendars: Object.fromEntries([...byId].map(([id, { version }]) => [id, version])),
    teams:
      teams.length > 0
        ? teams.map(({ id, name, zone, assignment }) => ({
            id,
            name,
            zone,
            sharesWork: assignment.method !== 'manual',
          }))
        : defaultTeams(rules.firstTeam),
  }
}

/** The rules in the table, remembered for some seconds; pinned calendar versions never change and are kept for good. */
export const policySource = (store: Store, now: () => string): PolicySource => {
  const current = remembered(() => loaded(store), now)
  const pinned = new Map<string, Calendar>()

  const pin = async (ref: CalendarVersion) => {
    const found = await readKeptVersion(store, Calendar, 'calendar', ref.id, ref.version)
    if (!found) throw new Error(`Calendar ${calendarKey(ref)}, to which a clock is pinned, is not in the table`)
    pinned.set(calendarKey(ref), found)
  }

  return {
    with: async (refs) => {
      const rules = await current()
      const isMissing = (ref: CalendarVersion) =>
        !rules.calendars.has(calendarKey(ref)) && !pinned.has(calendarKey(ref))
      const missing = new Map(refs.filter(isMissing).map((ref) => [calendarKey(ref), ref]))
      await Promise.all([...missing.values()].map(pin))
      return pinned.size === 0 ? rules : { ...rules, calendars: new Map([...rules.calendars, ...pinned]) }
    },
  }
}
