import { followerOf } from '../../../lib/desk/named-person.ts'
import type { CommandOf, IncidentCommand } from '../../../lib/incident/command.ts'
import type { Score } from '../../../lib/incident/rating.ts'
import type { Person } from '../../../lib/people/person.ts'
import { people } from '../company.ts'

/** Somebody of the company, by what stands before the dot of their address. */
export const somebody = (name: string): Person => {
  const found = people.find(({ id }) => id.startsWith(`p-${name}.`))
  if (!found) throw new Error(`Nobody in the company is called ${name}`)
  return found
}

/** One thing that happened to an incident: so many minutes after it was opened, by whom, and what. */
export interface Step {
  readonly after: number
  readonly by: string
  readonly command: IncidentCommand
}

/** An incident from its opening to where it stands. */
export interface Story {
  /** Minutes before the desk was started. */
  readonly ago: number
  readonly by: string
  readonly channel: 'mail' | 'web'
  readonly title: string
  readonly text: string
  readonly facts: Partial<Pick<CommandOf<'open'>, 'impact' | 'urgency' | 'category' | 'service' | 'team'>>
  readonly steps: readonly Step[]
  /** Who says that it hurts them too, once it is announced. */
  readonly affected?: readonly string[]
}

const step = (after: number, by: string, command: IncidentCommand): Step => ({ after, by, command })

/** Somebody of the desk takes it and begins. */
export const takes = (after: number, by: string): readonly Step[] => [
  step(after, by, { type: 'assign', assignee: followerOf(somebody(by)) }),
  step(after, by, { type: 'start' }),
]

/** Words for everybody on it. */
export const says = (after: number, by: string, text: string): Step =>
  step(after, by, { type: 'comment', message: { text }, visibility: 'public' })

/** Words among the desk. */
export const notes = (after: number, by: string, text: string): Step =>
  step(after, by, { type: 'comment', message: { text }, visibility: 'internal' })

/** It waits for the requester, who is asked something. */
export const asks = (after: number, by: string, text: string): Step =>
  step(after, by, { type: 'hold', reason: 'caller', message: { text } })

/** It waits for somebody else. */
export const waits = (after: number, by: string, reason: 'vendor' | 'change', text: string): Step =>
  step(after, by, { type: 'hold', reason, message: { text } })

/** It is solved. */
export const solves = (after: number, by: string, notes: string, code: CommandOf<'resolve'>['code'] = 'solved'): Step =>
  step(after, by, { type: 'resolve', code, notes })

/** How the requester found that. */
export const rates = (after: number, by: string, score: Score, comment?: string): Step =>
  step(after, by, { type: 'rate', score, ...(comment !== undefined && { comment }) })

/** Anything else. */
export const does = step
