import { type Alert, firingMembers, isFiring } from './alert.ts'
import type { AlertContext } from './context.ts'
import { begin, type Course, changed, decided, flaps, recover, repeat } from './course.ts'
import type { Heard } from './heard.ts'
import { membersAfter } from './member.ts'
import { titleOf, wordsOf } from './words.ts'

/** What one reading does to an alert, and what that means to its incident. Pure. */
export const hear = (course: Course, heard: Heard, context: AlertContext): Course => {
  const { reading, receivedAt } = heard
  const { total, lastSeenAt } = course.alert
  const isSignOff = reading.kind === 'heartbeat' && reading.status === 'resolved'
  const now: Course = {
    ...course,
    alert: { ...course.alert, total: total + 1, ...(!isSignOff && { lastSeenAt: later(lastSeenAt, receivedAt) }) },
  }
  if (reading.kind === 'heartbeat') return beat(now, heard, context)
  if (reading.status === 'ignored') return decided(now, { word: 'ignored', incident: now.incident?.number })
  if (reading.status === 'acknowledged') return acknowledge(now, heard)
  return hearState(now, heard, lastSeenAt, context)
}

const later = (a: string, b: string) => (Date.parse(a) > Date.parse(b) ? a : b)
const earlier = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? a : b)

/** A sign of life; the first one starts the waiting for the next. */
const beat = (course: Course, { receivedAt, reading }: Heard, context: AlertContext): Course => {
  // A watchdog that ends is about to be silent, and says so too early.
  if (reading.status === 'resolved') return decided(course, { word: 'ignored' })
  const alert: Alert = { ...course.alert, isHeartbeat: true, title: titleOf(reading), lastAt: receivedAt }
  if (!isFiring(alert)) return decided({ ...course, alert }, { word: 'heartbeat' })
  const over = changed({ ...alert, status: 'resolved', resolvedAt: receivedAt }, receivedAt, receivedAt)
  return recover({ ...course, alert: over }, { word: 'recovered' }, context)
}

/** Somebody over there has seen it. Only an alert that fires can be acknowledged, and only as bad as it was then. */
const acknowledge = (course: Course, { at }: Heard): Course => {
  const { alert, incident } = course
  if (!isFiring(alert)) return decided(course, { word: 'nothing-open' })
  if (at < alert.firstAt || at < (alert.levelAt ?? '')) return decided(course, { word: 'old-news' })
  const seen: Alert = { ...alert, status: 'acknowledged', acknowledgedAt: alert.lastSeenAt }
  return decided({ ...course, alert: seen }, { word: 'acknowledged', incident: incident?.number })
}

const hearState = (course: Course, heard: Heard, seenUntil: string, context: AlertContext): Course => {
  const { alert, incident } = course
  const { members, isApplied, saysFiring } = membersAfter(alert, heard, seenUntil)
  if (!isApplied && !saysFiring) return decided(course, { word: 'old-news', since: alert.lastAt })
  const after = { ...alert, ...members }
  const fires = firingMembers(after) > 0
  const told = saysFiring && isApplied ? describedBy(after, heard) : after
  const next: Course = { ...course, alert: { ...told, lastAt: later(alert.lastAt, heard.at) } }
  if (!isFiring(alert)) return fires ? onset(next, heard, context) : decided(next, { word: 'nothing-open' })
  if (!fires) return end(next, heard, context)
  if (!saysFiring)
    return decided(next, { word: 'group-still-fires', incident: incident?.number, count: firingMembers(after) })
  const counted = {
    ...next,
    alert: { ...next.alert, count: alert.count + 1, firstAt: earlier(alert.firstAt, heard.at) },
  }
  return alert.unopened ? wait(counted, heard, context) : repeat(counted, heard.level, heard.at, isQuiet(heard))
}

/** What it is called today; old news does not rename it. */
const describedBy = (alert: Alert, { reading, at, service }: Heard): Alert =>
  Date.parse(at) < Date.parse(alert.lastAt) && alert.count > 0
    ? alert
    : {
        ...alert,
        title: titleOf(reading),
        severity: reading.severity ?? undefined,
        host: reading.host ?? undefined,
        service: service ?? alert.service,
      }

const isQuiet = ({ reading, covering }: Heard) => reading.status === 'suppressed' || covering !== undefined

/** It begins to fire. */
const onset = (course: Course, heard: Heard, context: AlertContext): Course => {
  const { at, receivedAt, level } = heard
  const fires: Alert = {
    ...course.alert,
    status: 'firing',
    acknowledgedAt: undefined,
    count: 1,
    firstAt: at,
    level,
    levelAt: at,
    unopened: undefined,
  }
  const next: Course = { ...course, alert: changed(fires, at, receivedAt) }
  if (next.alert.flapping && course.incident?.state === 'open') return flaps(next, receivedAt)
  const begun = pass(next, heard, context, false)
  if (!begun.alert.flapping || begun.alert.unopened) return begun
  return { ...flaps(begun, receivedAt), decision: begun.decision }
}

/** It fires still, and has no incident so far. */
const wait = (course: Course, heard: Heard, context: AlertContext): Course => {
  const { unopened } = course.alert
  const hasWaited = unopened?.why === 'held-off' ? heard.receivedAt >= unopened.until : unopened?.why === 'maintenance'
  if (unopened?.why === 'held-off' && !hasWaited) return decided(course, { word: 'held-off', until: unopened.until })
  return pass(course, heard, context, hasWaited)
}

/** On the way to an incident stand, in this order: a rule of the source, a maintenance window, the hold-off. */
const pass = (course: Course, heard: Heard, context: AlertContext, hasWaited: boolean): Course => {
  const { reading, covering, receivedAt, at } = heard
  const { alert, incident } = course
  if (reading.status === 'suppressed')
    return decided({ ...course, alert: { ...alert, unopened: { why: 'suppressed' } } }, { word: 'suppressed' })
  const words = wordsOf(reading)
  if (covering) {
    const { id, until } = covering
    const waiting: Alert = { ...alert, unopened: { why: 'maintenance', until, window: id }, words }
    return decided({ ...course, alert: waiting }, { word: 'in-maintenance', until })
  }
  const { openAfterSeconds } = context.source
  if (openAfterSeconds > 0 && !hasWaited && incident?.state !== 'open') {
    const until = new Date(Date.parse(receivedAt) + openAfterSeconds * 1000).toISOString()
    return decided(
      { ...course, alert: { ...alert, unopened: { why: 'held-off', until }, words } },
      { word: 'held-off', until },
    )
  }
  return begin(course, words, at, context)
}

/** It is over. */
const end = (course: Course, { at, receivedAt }: Heard, context: AlertContext): Course => {
  const over: Alert = { ...course.alert, status: 'resolved', resolvedAt: at, acknowledgedAt: undefined }
  const next: Course = { ...course, alert: changed(over, at, receivedAt) }
  return next.alert.flapping && !next.alert.unopened && !next.alert.isStorm
    ? flaps(next, receivedAt)
    : recover(next, { word: 'recovered' }, context)
}
