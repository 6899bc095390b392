import { Refusal } from '../ticket/refusal.ts'
import type { Incident, IncidentState } from './incident.ts'

/** A step of an incident's life, by the command that takes it. */
export type Move = 'start' | 'hold' | 'resume' | 'resolve' | 'reopen' | 'close' | 'cancel'

interface Legal {
  readonly from: readonly IncidentState[]
  readonly to: IncidentState
}

/** The legal moves: what code checks, what refusals tell and what the documentation shows. */
export const moves: Readonly<Record<Move, Legal>> = {
  start: { from: ['new'], to: 'in_progress' },
  hold: { from: ['new', 'in_progress'], to: 'on_hold' },
  resume: { from: ['on_hold'], to: 'in_progress' },
  resolve: { from: ['new', 'in_progress', 'on_hold'], to: 'resolved' },
  reopen: { from: ['resolved'], to: 'in_progress' },
  close: { from: ['resolved'], to: 'closed' },
  cancel: { from: ['new', 'in_progress', 'on_hold'], to: 'canceled' },
}

/** States in which somebody still has work to do. */
export const openStates: readonly IncidentState[] = ['new', 'in_progress', 'on_hold']

/** Whether somebody still has work to do. */
export const isOpen = ({ state }: Pick<Incident, 'state'>): boolean => openStates.includes(state)

/** Whether nothing can happen to it any more. */
export const isFinished = ({ state }: Pick<Incident, 'state'>): boolean => state === 'closed' || state === 'canceled'

/** Whether a major incident waits for its review, without which it is not closed. */
export const needsReview = ({ isMajor, review }: Pick<Incident, 'isMajor' | 'review'>): boolean =>
  isMajor === true && review === undefined

/**
 * The moves that are legal from here. A merged incident moves only with the one it was merged into; a major one is closed
 * after its review.
 */
export const legalMoves = (incident: Pick<Incident, 'state' | 'merged' | 'isMajor' | 'review'>): readonly Move[] =>
  incident.merged
    ? []
    : (Object.keys(moves) as Move[]).filter(
        (move) => moves[move].from.includes(incident.state) && !(move === 'close' && needsReview(incident)),
      )

const past: Readonly<Record<Move, string>> = {
  start: 'started',
  hold: 'put on hold',
  resume: 'resumed',
  resolve: 'resolved',
  reopen: 'reopened',
  close: 'closed',
  cancel: 'canceled',
}

/** Refuses an illegal move with the legal ones (409). */
export const ensureLegal = (incident: Incident, move: Move): void => {
  const legal = legalMoves(incident)
  if (legal.includes(move)) return
  if (move === 'close' && incident.state === 'resolved' && needsReview(incident))
    throw new Refusal(
      'conflict',
      `${incident.number} is a major incident that was not reviewed. Review it first: what happened, what was learned, and what follows.`,
      undefined,
      { state: incident.state, legalMoves: legal, needsReview: true },
    )
  const where = incident.merged ? `merged into ${incident.merged.into}` : incident.state
  const remedy = incident.merged
    ? `Do it on ${incident.merged.into}, or unmerge ${incident.number} first.`
    : legal.length > 0
      ? `From there it can ${legal.join(', ')}.`
      : 'From there nothing leads on; open a new incident.'
  throw new Refusal('conflict', `${incident.number} is ${where} and cannot be ${past[move]}. ${remedy}`, undefined, {
    state: incident.state,
    legalMoves: legal,
  })
}

/** Refuses what makes no sense on an incident that is finished or merged away. */
export const ensureUnfinished = (incident: Incident): void => {
  if (incident.merged)
    throw new Refusal(
      'conflict',
      `${incident.number} is merged into ${incident.merged.into}. Do it there, or unmerge ${incident.number} first.`,
    )
  if (isFinished(incident))
    throw new Refusal('conflict', `${incident.number} is ${incident.state}. Open a new incident.`, undefined, {
      state: incident.state,
      legalMoves: [],
    })
}
