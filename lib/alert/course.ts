import type { Alert } from './alert.ts'
import type { AlertContext, IncidentFacts } from './context.ts'
import type { Decision, Effect } from './decision.ts'
import type { AlertLevel } from './level.ts'
import { isWorse } from './level.ts'

/** An alert on its way through a decision: as it is by now, what its incident is by now, and what is to happen to that. */
export interface Course {
  readonly alert: Alert
  readonly incident: IncidentFacts | undefined
  readonly effects: readonly Effect[]
  readonly decision: Decision
}

/** A course in which nothing happened yet. */
export const courseOf = (alert: Alert, incident: IncidentFacts | undefined): Course => ({
  alert,
  incident,
  effects: [],
  decision: { word: 'ignored' },
})

/** The course with this decision, and what follows from it. */
export const decided = (course: Course, decision: Decision, ...effects: readonly Effect[]): Course => ({
  ...course,
  decision,
  effects: [...course.effects, ...effects],
})

/** More changes than this within the window are flapping (rule 14: F and W). */
const mostChanges = 4
export const flappingWindowSeconds = 1800

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

/** The alert after a change between firing and not, at this instant of the sender's clock: it flaps if it changes too often. */
export const changed = (alert: Alert, at: string, now: string): Alert => {
  const changes = [...alert.changes, at]
    .filter((then) => Math.abs(secondsBetween(then, at)) < flappingWindowSeconds)
    .slice(-(mostChanges + 1))
  const flapping = alert.flapping ?? (changes.length > mostChanges ? { since: now, notedAt: '' } : undefined)
  return { ...alert, changes, changedAt: now, flapping }
}

/** One note a window says that it flaps, on an incident on which there is still something to do. */
export const flaps = (course: Course, now: string): Course => {
  const { alert, incident } = course
  const { since, notedAt } = alert.flapping!
  const decision: Decision = { word: 'flapping', since, incident: incident?.number }
  const isNoted = notedAt !== '' && secondsBetween(notedAt, now) < flappingWindowSeconds
  if (isNoted || incident?.state !== 'open') return decided(course, decision)
  return decided({ ...course, alert: { ...alert, flapping: { since, notedAt: now } } }, decision, {
    do: 'note',
    because: decision,
  })
}

/**
 * An alert that fires gets its incident: the one it had, if there is still something to do on it or it was resolved lately; else
 * that of its group; else a new one, which refers to a finished one. `at` is when it fires by the sender's clock.
 */
export const begin = (course: Course, words: string, at: string, context: AlertContext): Course => {
  const { incident } = course
  const alert: Alert = { ...course.alert, unopened: undefined, words: undefined }
  const now: Course = { ...course, alert }
  if (context.storm !== undefined && incident?.state !== 'open') {
    const decision: Decision = { word: 'stormed', incident: context.storm }
    return decided(
      { ...now, alert: { ...alert, incident: context.storm, isStorm: true }, incident: undefined },
      decision,
    )
  }
  if (alert.isStorm && incident?.state === 'open') return decided(now, { word: 'stormed', incident: incident.number })
  if (incident === undefined) {
    if (context.group !== undefined) {
      const decision: Decision = { word: 'joined', incident: context.group }
      return decided({ ...now, incident: { number: context.group, state: 'open', isWorkedOn: false } }, decision, {
        do: 'join',
        number: context.group,
        words,
        because: decision,
      })
    }
    const decision: Decision = { word: 'opened' }
    return decided(opening(now), decision, { do: 'open', words, because: decision })
  }
  if (incident.state === 'open') {
    const decision: Decision = { word: 'fires-again', incident: incident.number }
    return decided(now, decision, { do: 'note', because: decision })
  }
  const since = alert.resolvedAt
  const isLately =
    since !== undefined &&
    secondsBetween(since, at) <= context.source.reopenWithinMinutes * 60 &&
    context.source.reopenWithinMinutes > 0
  // What a storm left behind is closed as a whole; one alert of it does not call it back.
  if (incident.state === 'resolved' && isLately && !alert.isStorm) {
    const decision: Decision = { word: 'reopened', incident: incident.number }
    return decided({ ...now, incident: { ...incident, state: 'open' } }, decision, { do: 'reopen', because: decision })
  }
  const decision: Decision = { word: 'followed', incident: incident.number }
  return decided(opening(now), decision, { do: 'open', words, after: incident.number, because: decision })
}

const opening = (course: Course): Course => ({
  ...course,
  alert: { ...course.alert, isStorm: undefined },
  incident: { state: 'open', isWorkedOn: false },
})

/** What the end of an alert means to its incident: it is resolved where nobody worked, else whoever works is asked. */
export const recover = (course: Course, because: Decision, context: AlertContext): Course => {
  const { alert, incident } = course
  if (alert.unopened)
    return decided({ ...course, alert: { ...alert, unopened: undefined, words: undefined } }, { word: 'blip' })
  if (alert.isStorm || incident === undefined || incident.state !== 'open')
    return decided(course, { ...because, incident: incident?.number ?? alert.incident })
  if (incident.isShared) return decided(course, { word: 'group-still-fires', incident: incident.number })
  if (incident.isWorkedOn || context.source.whenRecovered === 'note') {
    const decision: Decision = { word: 'asked', incident: incident.number }
    return decided(course, decision, { do: 'note', because: decision })
  }
  const decision: Decision = { word: because.word === 'stale' ? 'stale' : 'resolved', incident: incident.number }
  return decided({ ...course, incident: { ...incident, state: 'resolved' } }, decision, {
    do: 'resolve',
    because: decision,
  })
}

/** An alert that fires already is heard of again: it counts, and only a worse level is news. */
export const repeat = (course: Course, level: AlertLevel, at: string, isQuiet: boolean): Course => {
  const { alert, incident } = course
  const isNews = isWorse(level, alert.level)
  const now: Course = {
    ...course,
    alert: isNews && !isQuiet ? { ...alert, level, levelAt: at, status: 'firing', acknowledgedAt: undefined } : alert,
  }
  if (alert.isStorm) return decided(now, { word: 'stormed', incident: alert.incident })
  if (incident !== undefined && incident.state !== 'open')
    return decided(now, { word: 'dismissed', incident: incident.number })
  if (!isNews || isQuiet || incident === undefined)
    return decided(now, { word: 'counted', incident: incident?.number, count: alert.count })
  const decision: Decision = { word: 'raised', incident: incident.number, level }
  return decided(now, decision, { do: 'raise', level, because: decision })
}
