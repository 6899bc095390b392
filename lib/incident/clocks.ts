import { currentCalendars, type Policy } from '../policy/policy.ts'
import type { Context } from '../ticket/actor.ts'
import type { Clock } from '../ticket/clock.ts'
import { reattach } from '../ticket/reattach.ts'
import type { Incident } from './incident.ts'

/** What decides which promises an incident is under. */
type Promised = Pick<Incident, 'priority' | 'team' | 'requester'> &
  Partial<Pick<Incident, 'openedAt' | 'clocks' | 'hold'>>

/** The clocks of an incident that is new, or after what decides them has changed. */
export const clocksAt = (incident: Promised, { policy, at }: Pick<Context, 'policy' | 'at'>): Clock[] => {
  const { priority, team, requester, clocks = [], openedAt = at, hold } = incident
  const facts = {
    priority,
    team,
    vip: requester.isVip ?? false,
    requester: requester.id,
    // Whoever was promised nothing so far is promised it from now.
    openedAt: clocks.length > 0 ? openedAt : at,
    hold: hold?.reason,
    zones: zonesOf(incident, policy),
  }
  return reattach(clocks, policy.slas, currentCalendars(policy), facts, at).clocks
}

const zonesOf = ({ team, requester }: Promised, { teams }: Policy) => ({
  requester: requester.timeZone,
  team: teams.find(({ id }) => id === team)?.zone,
})
