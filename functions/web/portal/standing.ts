import type * as z from 'zod'
import type { IncidentRecord } from '../../api/incident/record.ts'
import type { Reader } from '../page/reader.ts'
import { portalTexts, type Standing } from './text.ts'
import { promiseTime } from './when.ts'

export type Ticket = z.infer<typeof IncidentRecord>

/** How a ticket stands, as its requester sees it. */
export const standingOf = ({
  state,
  hold,
  merged,
  assignee,
}: Pick<Ticket, 'state' | 'hold' | 'merged' | 'assignee'>): Standing => {
  if (merged) return 'merged'
  if (state === 'on_hold') return !hold || hold.reason === 'caller' ? 'asked' : hold.reason
  if (state === 'new') return assignee ? 'working' : 'new'
  return state === 'in_progress' ? 'working' : state
}

/** The step of the four (received, in work, solved, closed) that a ticket has reached, from 0. */
export const stepOf = (standing: Standing): number =>
  ({ new: 0, working: 1, asked: 1, vendor: 1, change: 1, problem: 1, merged: 1, resolved: 2, closed: 3, canceled: 3 })[
    standing
  ]

/** What is said of how it stands. */
export interface Told {
  readonly standing: Standing
  readonly heading: string
  /** What happens next, in sentences. */
  readonly next: readonly string[]
}

/** The promise that runs: first the answer, then the solution. One that is late is owned up to. */
const promiseIn = ({ clocks }: Pick<Ticket, 'clocks'>, reader: Reader): readonly string[] => {
  const texts = portalTexts[reader.language]
  const running = clocks.filter(({ status }) => status === 'running' || status === 'breached')
  const clock = (['response', 'resolution'] as const)
    .map((metric) => running.find((each) => each.metric === metric && each.dueAt !== undefined && !each.completedAt))
    .find((each) => each !== undefined)
  if (clock?.dueAt === undefined) return []
  const when = promiseTime(clock.dueAt, reader)
  if (clock.dueAt < reader.at) return [texts.late(when)]
  return [clock.metric === 'response' ? texts.answerBy(when) : texts.solveBy(when)]
}

/** What a requester is told of how their ticket stands and what happens next. */
export const tell = (ticket: Ticket, reader: Reader): Told => {
  const texts = portalTexts[reader.language]
  const standing = standingOf(ticket)
  const { heading, hint } = texts.standing[standing]
  const closesAt = ticket.resolution?.closesAt
  switch (standing) {
    case 'new':
      return { standing, heading, next: [hint, ...promiseIn(ticket, reader)] }
    case 'working': {
      const { assignee } = ticket
      const promise = promiseIn(ticket, reader)
      return {
        standing,
        heading: assignee ? texts.workedOnBy(assignee.name) : heading,
        next: promise.length > 0 ? promise : [hint],
      }
    }
    case 'resolved':
      return { standing, heading, next: [hint, ...(closesAt ? [texts.closesBy(promiseTime(closesAt, reader))] : [])] }
    default:
      return { standing, heading, next: [hint] }
  }
}
