import { type Alert, isFiring } from './alert.ts'
import type { AlertContext } from './context.ts'
import { begin, type Course, courseOf, decided, recover } from './course.ts'
import type { Decision, Effect } from './decision.ts'
import { missedAt, planned, quietSeconds, staleAt, unseenAt } from './plan.ts'

/** What time brought; no decision: nothing, and the alert is only planned anew. */
export interface Ticked {
  readonly alert: Alert
  readonly effects: readonly Effect[]
  readonly decisions: readonly Decision[]
}

/**
 * All that time brings to an alert by this instant, derived from its state, so a late, early or double look does no harm: a
 * heartbeat is missed, a hold-off or maintenance window is over, flapping has calmed down, nobody says a word any more. Pure.
 */
export const tick = (before: Alert, at: string, context: AlertContext): Ticked => {
  let course = courseOf(before, context.incident)
  const decisions: Decision[] = []
  for (const look of [stale, waited, missed, calmed, unseen]) {
    const next = look(course, at, context)
    if (!next) continue
    decisions.push(next.decision)
    course = next
  }
  const alert = planned({ ...course.alert, due: undefined, version: before.version + 1 }, context, at)
  return { alert, effects: course.effects, decisions }
}

type Look = (course: Course, at: string, context: AlertContext) => Course | undefined

const isPast = (instant: string | undefined, at: string) => instant !== undefined && instant <= at

const stale: Look = (course, at, context) => {
  const { alert } = course
  if (!isFiring(alert) || alert.isHeartbeat || !isPast(staleAt(alert, context.source.staleAfterDays), at))
    return undefined
  const over: Alert = {
    ...alert,
    status: 'resolved',
    resolvedAt: at,
    acknowledgedAt: undefined,
    firing: {},
    recovered: { ...alert.recovered, ...alert.firing },
    more: undefined,
    flapping: undefined,
  }
  return recover({ ...course, alert: over }, { word: 'stale', since: alert.lastSeenAt }, context)
}

const waited: Look = (course, at, context) => {
  const { alert } = course
  const { unopened, words = alert.title } = alert
  if (!isFiring(alert) || !unopened || unopened.why === 'suppressed' || !isPast(unopened.until, at)) return undefined
  const { covering } = context
  if (covering) {
    const { id, until } = covering
    return decided(
      { ...course, alert: { ...alert, unopened: { why: 'maintenance', until, window: id } } },
      { word: 'in-maintenance', until },
    )
  }
  return begin(course, words, alert.firstAt, context)
}

const missed: Look = (course, at, context) => {
  const { alert } = course
  const { heartbeatMinutes } = context.source
  if (!alert.isHeartbeat || isFiring(alert) || heartbeatMinutes === 0) return undefined
  if (!isPast(missedAt(alert, heartbeatMinutes), at)) return undefined
  const { lastSeenAt } = alert
  const silent: Alert = { ...alert, status: 'firing', count: 1, firstAt: at, lastAt: at, levelAt: at, level: 'high' }
  const words = `The last heartbeat came at ${lastSeenAt}; one is expected every ${heartbeatMinutes} minutes.`
  const { covering } = context
  if (covering) {
    const { id, until } = covering
    return decided(
      { ...course, alert: { ...silent, unopened: { why: 'maintenance', until, window: id }, words } },
      { word: 'in-maintenance', until },
    )
  }
  return begin({ ...course, alert: silent }, words, at, context)
}

const calmed: Look = (course, at, context) => {
  const { alert } = course
  if (!alert.flapping) return undefined
  const quietAt = new Date(Date.parse(alert.changedAt) + quietSeconds * 1000).toISOString()
  if (!isPast(quietAt, at)) return undefined
  const calm: Course = { ...course, alert: { ...alert, flapping: undefined, changes: [] } }
  if (!isFiring(alert)) return recover(calm, { word: 'recovered' }, context)
  const decision: Decision = { word: 'calm', incident: course.incident?.number }
  if (course.incident?.state !== 'open') return decided(calm, decision)
  return decided(calm, decision, { do: 'note', because: decision })
}

const unseen: Look = (course, at, { acknowledgedForMinutes }) => {
  const { alert, incident } = course
  if (alert.status !== 'acknowledged' || !isPast(unseenAt(alert, acknowledgedForMinutes), at)) return undefined
  const decision: Decision = { word: 'unacknowledged', incident: incident?.number }
  const next: Course = { ...course, alert: { ...alert, status: 'firing', acknowledgedAt: undefined } }
  return incident?.state === 'open'
    ? decided(next, decision, { do: 'note', because: decision })
    : decided(next, decision)
}
