import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'
import { digestOf, type Material } from './digest.ts'
import { Quorum } from './policy.ts'

/** DOMAIN: requested → approved, rejected, expired, withdrawn, invalidated; all but the first are final. */
export const BallotState = z.enum(['requested', 'approved', 'rejected', 'expired', 'withdrawn', 'invalidated'])
export type BallotState = z.infer<typeof BallotState>

/** How a decision reached us. */
export const DecisionChannel = z.enum(['page', 'mail', 'api'])
export type DecisionChannel = z.infer<typeof DecisionChannel>

/** One person's say in a stage. */
export const Ballot = z.object({
  approver: PersonRef,
  /** In whose place they decide. */
  for: PersonRef.optional(),
  state: BallotState,
  decidedAt: z.iso.datetime().optional(),
  channel: DecisionChannel.optional(),
  /** Sequence of the entry in which they decided, which has their words. */
  entry: z.int().optional(),
})
export type Ballot = z.infer<typeof Ballot>

/** A group of people who decide together. */
export const Stage = z.object({
  id: z.string(),
  name: z.string(),
  quorum: Quorum,
  covers: z.array(z.string()).optional(),
  /** Digest of what its people were shown; absent until they are asked. */
  digest: z.string().optional(),
  askedAt: z.iso.datetime().optional(),
  dueHours: z.int(),
  remindHours: z.array(z.int()).default([]),
  escalateHours: z.int().optional(),
  ballots: z.array(Ballot),
})
export type Stage = z.infer<typeof Stage>

/** Who must approve one record, and what they said: part of its head. Steps follow each other, stages of a step do not. */
export const Approval = z.object({
  /** Counts how often approval was asked for anew from the beginning. */
  round: z.int().min(1),
  /** The row of the policy that demanded it. */
  row: z.string(),
  steps: z.array(z.array(Stage)),
  /** Reminders that went out, such as `cab#24`. */
  reminded: z.array(z.string()).optional(),
})
export type Approval = z.infer<typeof Approval>

export type Verdict = 'waiting' | 'approved' | 'rejected' | 'expired'

/** How many of so many must approve. A count larger than the group asks for all of it. */
export const needed = (quorum: Quorum, of: number): number => {
  switch (quorum.is) {
    case 'any':
      return Math.min(1, of)
    case 'all':
      return of
    case 'count':
      return Math.min(quorum.count, of)
    case 'percent':
      return Math.ceil((of * quorum.percent) / 100)
  }
}

/** Ballots that count: what was invalidated or withdrawn was never said. */
const standing = ({ ballots }: Stage) => ballots.filter(({ state }) => state !== 'invalidated' && state !== 'withdrawn')

/** What a stage has come to. A stage in which nobody can vote is never approved. */
export const verdictOf = (stage: Stage): Verdict => {
  const ballots = standing(stage)
  if (ballots.some(({ state }) => state === 'rejected')) return 'rejected'
  const approved = ballots.filter(({ state }) => state === 'approved').length
  if (ballots.length > 0 && approved >= needed(stage.quorum, ballots.length)) return 'approved'
  const open = ballots.filter(({ state }) => state === 'requested').length
  return stage.askedAt !== undefined && approved + open < needed(stage.quorum, Math.max(ballots.length, 1))
    ? 'expired'
    : 'waiting'
}

/** The first step in which a stage is not approved: the one that is under way. */
export const currentStep = ({ steps }: Approval): readonly Stage[] | undefined =>
  steps.find((stages) => stages.some((stage) => verdictOf(stage) !== 'approved'))

/** What the whole has come to. One rejection ends it; no time that passes approves. */
export const verdict = (approval: Approval): Verdict => {
  const all = approval.steps.flat().map(verdictOf)
  if (all.includes('rejected')) return 'rejected'
  if (all.includes('expired')) return 'expired'
  return all.every((each) => each === 'approved') ? 'approved' : 'waiting'
}

/**
 * Whether every stage that the policy demands is approved for just this content. The one question that stands between a
 * record and its implementation.
 */
export const isApprovedFor = (approval: Approval, material: Material): boolean =>
  verdict(approval) === 'approved' &&
  approval.steps.flat().every((stage) => stage.digest === digestOf(material, stage.covers))

/** The stages whose people have not been asked yet and whose turn it is. */
export const toAsk = (approval: Approval): readonly Stage[] =>
  verdict(approval) === 'waiting' ? (currentStep(approval) ?? []).filter(({ askedAt }) => askedAt === undefined) : []

/** The stages that were asked about other content than the record has now: what they said does not cover it. */
export const uncovered = (approval: Approval, material: Material): readonly Stage[] =>
  approval.steps.flat().filter(({ digest, covers }) => digest !== undefined && digest !== digestOf(material, covers))

const each = (approval: Approval, change: (stage: Stage) => Stage): Approval => ({
  ...approval,
  steps: approval.steps.map((stages) => stages.map(change)),
})

const onlyOpen =
  (state: BallotState) =>
  (ballot: Ballot): Ballot =>
    ballot.state === 'requested' ? { ...ballot, state } : ballot

/** These stages' people are asked now, about this content. */
export const asked = (approval: Approval, ids: readonly string[], material: Material, at: string): Approval =>
  each(approval, (stage) =>
    ids.includes(stage.id) ? { ...stage, digest: digestOf(material, stage.covers), askedAt: at } : stage,
  )

/** One person has decided; what they decided before stands. */
export const decided = (
  approval: Approval,
  { stage: id, approver, standIn, decision, at, channel, entry }: Decided,
): Approval =>
  each(approval, (stage) =>
    stage.id === id
      ? {
          ...stage,
          ballots: stage.ballots.map((ballot) =>
            ballot.approver.id === approver && ballot.state === 'requested'
              ? {
                  ...ballot,
                  ...(standIn && { approver: standIn, for: ballot.for ?? ballot.approver }),
                  state: decision,
                  decidedAt: at,
                  channel,
                  ...(entry !== undefined && { entry }),
                }
              : ballot,
          ),
        }
      : stage,
  )

/** A decision as it is recorded. */
export interface Decided {
  readonly stage: string
  /** Id of the person who was asked. */
  readonly approver: string
  /** Who decided in their place, because they delegated meanwhile. */
  readonly standIn?: PersonRef
  readonly decision: 'approved' | 'rejected'
  readonly at: string
  readonly channel: DecisionChannel
  /** Sequence of the entry that records it. */
  readonly entry?: number
}

/** What these stages' people said counts no more, and they are to be asked again. */
export const invalidated = (approval: Approval, ids: readonly string[]): Approval =>
  each(approval, ({ digest, askedAt, ...stage }) =>
    ids.includes(stage.id)
      ? {
          ...stage,
          ballots: [
            ...stage.ballots.map((ballot): Ballot => ({ ...ballot, state: ended(ballot.state) })),
            // Whoever was asked is asked again; what they said before stays to be seen.
            ...fresh(stage.ballots),
          ],
        }
      : { ...stage, ...(digest !== undefined && { digest }), ...(askedAt !== undefined && { askedAt }) },
  )

const ended = (state: BallotState): BallotState => (state === 'withdrawn' ? state : 'invalidated')

const fresh = (ballots: readonly Ballot[]): Ballot[] => [
  ...new Map(
    ballots.map(({ approver, for: who }): [string, Ballot] => [
      approver.id,
      { approver, ...(who && { for: who }), state: 'requested' },
    ]),
  ).values(),
]

/** Others decide in a stage in the place of somebody who cannot any more; whoever is asked there already need not be asked twice. */
export const replaced = (approval: Approval, { stage: id, approver, substitutes }: Replacement): Approval =>
  each(approval, (stage) => {
    if (stage.id !== id) return stage
    const there = new Set(standing(stage).map((ballot) => ballot.approver.id))
    const fresh = substitutes
      .filter((person) => !there.has(person.id))
      .map((person): Ballot => ({ approver: person, state: 'requested' }))
    const ballots = stage.ballots.map((ballot) =>
      ballot.approver.id === approver ? onlyOpen('withdrawn')(ballot) : ballot,
    )
    return { ...stage, ballots: [...ballots, ...fresh] }
  })

/** Who decides instead of whom. */
export interface Replacement {
  readonly stage: string
  /** Id of who cannot decide any more. */
  readonly approver: string
  readonly substitutes: readonly PersonRef[]
}

/** Nobody need decide any more. */
export const withdrawn = (approval: Approval): Approval =>
  each(approval, (stage) => ({ ...stage, ballots: stage.ballots.map(onlyOpen('withdrawn')) }))

/** The time of these stages is over. */
export const expired = (approval: Approval, ids: readonly string[]): Approval =>
  each(approval, (stage) =>
    ids.includes(stage.id) ? { ...stage, ballots: stage.ballots.map(onlyOpen('expired')) } : stage,
  )

const later = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()

/** When a stage's time is over; nothing before it was asked. */
export const dueAt = ({ askedAt, dueHours }: Stage): string | undefined => askedAt && later(askedAt, dueHours)

/** What is to happen in an approval by itself, and when: a reminder, an escalation, the end of a stage's time. */
export interface Deadline {
  readonly at: string
  readonly stage: Stage
  readonly is: 'reminder' | 'escalation' | 'end'
  /** Names it, so that it happens once in a round of asking. */
  readonly mark: string
}

/** The deadlines that are still to come or were missed, earliest first; only stages that wait have any. */
export const deadlines = (approval: Approval): readonly Deadline[] => {
  const known = new Set(approval.reminded)
  return approval.steps
    .flat()
    .filter((stage) => stage.askedAt !== undefined && verdictOf(stage) === 'waiting')
    .flatMap((stage): Deadline[] => {
      const { id, askedAt = '', dueHours, remindHours, escalateHours } = stage
      const early: (readonly [Deadline['is'], number])[] = [
        ...remindHours.map((hours) => ['reminder', hours] as const),
        ...(escalateHours === undefined ? [] : [['escalation', escalateHours] as const]),
      ]
      return [
        ...early.map(
          ([is, hours]): Deadline => ({
            at: later(askedAt, hours),
            stage,
            is,
            mark: `${id}#${is}#${hours}#${askedAt}`,
          }),
        ),
        { at: later(askedAt, dueHours), stage, is: 'end', mark: '' },
      ]
    })
    .filter(({ mark }) => !known.has(mark))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** Those of a stage who have not decided yet. */
export const undecided = ({ ballots }: Stage): readonly PersonRef[] =>
  ballots.filter(({ state }) => state === 'requested').map(({ approver }) => approver)
