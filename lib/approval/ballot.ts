import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'
import type { Beside } from '../ticket/process.ts'
import { type Approval, type Ballot, BallotState, dueAt, type Stage, verdictOf } from './approval.ts'

/** What somebody is or was asked to decide, as an item of its own: what "my approvals" lists. */
export const AskedBallot = z.object({
  kind: z.literal('ballot'),
  number: z.string(),
  title: z.string(),
  stage: z.string(),
  stageName: z.string(),
  round: z.int(),
  approver: PersonRef,
  /** In whose place. */
  for: PersonRef.optional(),
  /** `not-needed`: others have decided the stage. */
  state: z.enum([...BallotState.options, 'not-needed']),
  /** Who decided in the place of whoever was asked. */
  standIn: PersonRef.optional(),
  askedAt: z.iso.datetime().optional(),
  /** When the time to decide is over. */
  decideBy: z.iso.datetime().optional(),
  /** Since when there is nothing to decide any more. */
  endedAt: z.iso.datetime().optional(),
})
export type AskedBallot = z.infer<typeof AskedBallot>

/** As much of a record as its ballots need. */
export interface Balloted {
  readonly number: string
  readonly title: string
  readonly updatedAt: string
  readonly approval?: Approval | undefined
}

const placeOf = (person: string, stage: string) => JSON.stringify([person, stage])

/** The newest ballot of each person of a stage. */
const newest = ({ ballots }: Stage): readonly Ballot[] => [
  ...new Map(ballots.map((ballot) => [ballot.approver.id, ballot])).values(),
]

const itemsOf = ({ number, title, approval }: Balloted): ReadonlyMap<string, AskedBallot> => {
  const items = new Map<string, AskedBallot>()
  for (const stage of approval?.steps.flat() ?? []) {
    const decideBy = dueAt(stage)
    // Whose turn it is not was not asked.
    if (stage.askedAt === undefined || decideBy === undefined) continue
    const common = {
      kind: 'ballot',
      number,
      title,
      stage: stage.id,
      stageName: stage.name,
      round: approval!.round,
    } as const
    const isDecided = verdictOf(stage) !== 'waiting'
    for (const { approver, for: who, state, decidedAt } of newest(stage)) {
      items.set(placeOf(approver.id, stage.id), {
        ...common,
        approver,
        ...(who && { for: who }),
        state: isDecided && state === 'requested' ? 'not-needed' : state,
        askedAt: stage.askedAt,
        decideBy,
        ...(decidedAt !== undefined && { endedAt: decidedAt }),
      })
    }
  }
  return items
}

/** Who decided in this person's place, if anybody did. */
const standInFor = ({ approval }: Balloted, { approver, stage, round }: AskedBallot): Ballot | undefined =>
  approval?.round === round
    ? approval.steps
        .flat()
        .find(({ id }) => id === stage)
        ?.ballots.findLast((ballot) => ballot.for?.id === approver.id && ballot.decidedAt !== undefined)
    : undefined

const isSame = (one: AskedBallot | undefined, other: AskedBallot) =>
  one !== undefined &&
  one.state === other.state &&
  one.round === other.round &&
  one.askedAt === other.askedAt &&
  (other.state !== 'requested' || one.title === other.title)

/** What became of a ballot that the record does not have any more: its stage is asked anew, or others are. */
const gone = (was: AskedBallot, now: Balloted): AskedBallot => {
  const instead = was.state === 'requested' ? standInFor(now, was) : undefined
  if (instead) return { ...was, state: instead.state, standIn: instead.approver, endedAt: now.updatedAt }
  return { ...was, state: 'invalidated', endedAt: now.updatedAt }
}

/** The ballots that a change of the record changes, each as it is now: written in the same transaction. Pure. */
export const ballotsBeside = (before: Balloted | undefined, now: Balloted): readonly Beside[] => {
  if (before?.approval === now.approval && before?.title === now.title) return []
  const was = before ? itemsOf(before) : new Map<string, AskedBallot>()
  const is = itemsOf(now)
  const changed = [...is].filter(([place, item]) => !isSame(was.get(place), item)).map(([, item]) => ended(item, now))
  const left = [...was].filter(([place, item]) => !is.has(place) && item.state !== 'invalidated')
  return [...changed, ...left.map(([, item]) => gone(item, now))].map((value) => ({
    is: 'ballot',
    person: value.approver.id,
    stage: value.stage,
    value,
  }))
}

const ended = (item: AskedBallot, { updatedAt }: Balloted): AskedBallot =>
  item.state === 'requested' ? item : { ...item, endedAt: item.endedAt ?? updatedAt }
