import { type Policy, currentCalendar } from '../policy/policy.ts'
import type { Context } from '../ticket/actor.ts'
import { type Clock, reattach } from '../ticket/clock.ts'
import type { Incident } from './incident.ts'

/** What decides which promises an incident is under. */
type Promised = Pick<Incident, 'priority' | 'team' | 'requester'>

const factsOf = ({ priority, team, requester }: Promised) => ({
  priority,
  team,
  isVip: requester.isVip ?? false,
  requester: requester.id,
})

const zonesOf = ({ team, requester }: Promised, policy: Policy) => ({
  requester: requester.timeZone,
  team: policy.teams.find(({ id }) => id === team)?.zone,
})

/** The clocks of an incident that is new, or after what decides them has changed. */
export const clocksAt = (
  incident: Promised,
  { policy, at }: Pick<Context, 'policy' | 'at'>,
  before: readonly Clock[] = [],
): readonly Clock[] =>
  reattach(before, {
    definitions: policy.slas,
    facts: factsOf(incident),
    zones: zonesOf(incident, policy),
    at,
    current: (id) => currentCalendar(policy, id),
    pinned: policy.calendars,
  })
