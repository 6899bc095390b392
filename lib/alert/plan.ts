import { type Alert, isFiring } from './alert.ts'
import type { AlertContext } from './context.ts'
import { laneOfAlert } from './lane.ts'

/** A flapping alert that keeps quiet so long is calm again (ServiceNow's flap_quiet_interval, rule 14). */
export const quietSeconds = 900
/** Days after which an alert that is over may be forgotten; its incident and the log stay. */
const rememberedDays = 90

const plus = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
/** The day after, so that an alert heard of all day is planned anew once a day and not each time. */
const dayAfter = (at: string) => `${plus(at, 86_400).slice(0, 10)}T00:00:00.000Z`

/** When a heartbeat that was heard then is missed. */
export const missedAt = ({ lastSeenAt }: Pick<Alert, 'lastSeenAt'>, heartbeatMinutes: number): string =>
  plus(lastSeenAt, heartbeatMinutes * 60)

/** When an alert of which nobody says a word any more counts as recovered; nothing where it never does. */
export const staleAt = ({ lastSeenAt }: Pick<Alert, 'lastSeenAt'>, days: number): string | undefined =>
  days === 0 ? undefined : dayAfter(plus(lastSeenAt, days * 86_400))

/** When what was acknowledged counts as unseen again. */
export const unseenAt = ({ acknowledgedAt }: Pick<Alert, 'acknowledgedAt'>, minutes: number): string | undefined =>
  minutes === 0 || acknowledgedAt === undefined ? undefined : plus(acknowledgedAt, minutes * 60)

const wanted = (alert: Alert, { source, acknowledgedForMinutes }: AlertContext): string | undefined => {
  const { flapping, changedAt, unopened, status, isHeartbeat } = alert
  const instants = [
    flapping && plus(changedAt, quietSeconds),
    isFiring(alert) && unopened && unopened.why !== 'suppressed' ? unopened.until : undefined,
    isFiring(alert) && !isHeartbeat ? staleAt(alert, source.staleAfterDays) : undefined,
    status === 'acknowledged' ? unseenAt(alert, acknowledgedForMinutes) : undefined,
    isHeartbeat && !isFiring(alert) && source.heartbeatMinutes > 0
      ? missedAt(alert, source.heartbeatMinutes)
      : undefined,
  ]
  return instants.filter((instant) => instant !== undefined).sort()[0]
}

/**
 * The alert with what it waits for. A look that is planned for earlier stays, because moving it with every word that is heard
 * would cost more than looking once in vain. `at` is now.
 */
export const planned = (alert: Alert, context: AlertContext, at: string): Alert => {
  const next = wanted(alert, context)
  const before = alert.due?.at
  const dueAt = next !== undefined && before !== undefined && before > at && before < next ? before : next
  return {
    ...alert,
    due: dueAt === undefined ? undefined : { lane: laneOfAlert(alert.id), at: dueAt },
    expiresAt:
      isFiring(alert) || alert.isHeartbeat ? undefined : Math.floor(Date.parse(at) / 1000) + rememberedDays * 86_400,
  }
}
