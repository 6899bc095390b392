import * as z from 'zod'
import { defaultCalendars } from '../policy/calendars.ts'
import { DeskRules, defaultRules, deskRules } from '../policy/desk-rules.ts'
import type { Policy, TeamRule } from '../policy/policy.ts'
import type { Store } from '../store/store.ts'
import { Calendar, type CalendarVersion, calendarKey } from '../ticket/calendar.ts'
import { listKept, readKept, readKeptVersion } from './keep.ts'

/** Where decisions get the rules in force. */
export interface PolicySource {
  /** The rules, with these versions of calendars among its calendars. */
  with(calendars: readonly CalendarVersion[]): Promise<Policy>
}

/** Rules that never change, for tests and tools. */
export const fixedPolicy = (policy: Policy): PolicySource => ({ with: async () => policy })

/** A change of the rules reaches every running function within this many seconds. */
const keepSeconds = 20
/** A desk has a handful of calendars and some dozens of teams. */
const mostOfAKind = 100

/** What decisions read of a team. */
const TeamHead = z.object({ id: z.string(), name: z.string(), zone: z.string() })

/** A desk that nobody has changed has one team. */
const defaultTeams = (firstTeam: string): readonly TeamRule[] => [
  { id: firstTeam, name: 'Service Desk', zone: 'Asia/Seoul' },
]

const loaded = async (store: Store): Promise<Policy> => {
  const [rules = defaultRules, calendars, teams] = await Promise.all([
    readKept(store, DeskRules, deskRules.kind, deskRules.id),
    listKept(store, Calendar, 'calendar', { limit: mostOfAKind }),
    listKept(store, TeamHead, 'team', { limit: mostOfAKind }),
  ])
  const byId = new Map([...defaultCalendars, ...calendars.items].map((calendar) => [calendar.id, calendar]))
  return {
    matrix: rules.matrix,
    slas: rules.slas,
    firstTeam: rules.firstTeam,
    closeAfterDays: rules.closeAfterDays,
    vipIsUrgent: rules.vipIsUrgent,
    calendars: new Map([...defaultCalendars, ...byId.values()].map((calendar) => [calendarKey(calendar), calendar])),
    currentCalendars: Object.fromEntries([...byId].map(([id, { version }]) => [id, version])),
    teams:
      teams.items.length > 0
        ? teams.items.map(({ id, name, zone }) => ({ id, name, zone }))
        : defaultTeams(rules.firstTeam),
  }
}

/** The rules in the table, remembered for some seconds; pinned calendar versions never change and are kept for good. */
export const policySource = (store: Store, now: () => string): PolicySource => {
  let policy: Promise<Policy> | undefined
  let until = 0
  const pinned = new Map<string, Calendar>()

  const current = () => {
    const at = Date.parse(now())
    if (!policy || at >= until) {
      until = at + keepSeconds * 1000
      policy = loaded(store)
      policy.catch(() => {
        policy = undefined
      })
    }
    return policy
  }

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
