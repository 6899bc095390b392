import type { Office } from '../../lib/desk/execute.ts'
import { fixedPolicy } from '../../lib/desk/policy-source.ts'
import { defaultCalendars } from '../../lib/policy/calendars.ts'
import { defaultRules } from '../../lib/policy/desk-rules.ts'
import type { Policy } from '../../lib/policy/policy.ts'
import type { Store } from '../../lib/store/store.ts'
import { calendarKey } from '../../lib/ticket/calendar.ts'

/** The rules of a desk that nobody has changed, with a second team. */
export const policy: Policy = {
  ...defaultRules,
  calendars: new Map(defaultCalendars.map((calendar) => [calendarKey(calendar), calendar])),
  currentCalendars: Object.fromEntries(defaultCalendars.map(({ id, version }) => [id, version])),
  teams: [
    { id: 'service-desk', name: 'Service Desk', zone: 'Asia/Seoul', sharesWork: false },
    { id: 'network', name: 'Network', zone: 'Asia/Seoul', sharesWork: false },
  ],
}

/** An office over this table, with those rules. */
export const officeOf = (store: Store): Office => ({ store, policies: fixedPolicy(policy) })
