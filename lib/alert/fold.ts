import { type Alert, newAlert } from './alert.ts'
import type { AlertContext } from './context.ts'
import { type Course, courseOf } from './course.ts'
import type { Decision, Effect } from './decision.ts'
import { hear } from './hear.ts'
import { type Heard, inOrderOfTime } from './heard.ts'
import { planned } from './plan.ts'

/** What readings came to: the alert after them, what happens to its incident, and for each reading why. */
export interface Folded {
  readonly alert: Alert
  /** All of one incident, in order. */
  readonly effects: readonly Effect[]
  readonly decisions: readonly { readonly heard: Heard; readonly decision: Decision }[]
  /** Readings that concern the next incident: to be folded when these effects have happened. */
  readonly rest: readonly Heard[]
}

/**
 * What an alert is after these readings, in order of the sender's time, and what that means to its incident. Pure: the same
 * readings in any order and any grouping end with the same state, as far as the sender's times order them.
 */
export const fold = (before: Alert | undefined, all: readonly Heard[], context: AlertContext): Folded => {
  const heard = inOrderOfTime(all)
  const [first] = heard
  if (!first) throw new Error('Nothing was heard')
  let course = courseOf(before ?? newAlert(context.source.id, first.reading.key, first.at), context.incident)
  const decisions: { heard: Heard; decision: Decision }[] = []
  let rest: readonly Heard[] = []
  for (const [i, one] of heard.entries()) {
    const next = hear(course, one, context)
    // A second incident is another transaction: whatever happens to the first comes before it.
    if (course.effects.length > 0 && opensAnother(course, next)) {
      rest = heard.slice(i)
      break
    }
    course = next
    decisions.push({ heard: one, decision: course.decision })
  }
  const latest = heard
    .map(({ receivedAt }) => receivedAt)
    .sort()
    .at(-1)!
  const { alert, effects } = course
  return { alert: planned({ ...alert, version: alert.version + 1 }, context, latest), effects, decisions, rest }
}

const opensAnother = (before: Course, after: Course): boolean =>
  after.effects.slice(before.effects.length).some((effect) => effect.do === 'open' || effect.do === 'join')
