import { Refusal } from '../ticket/refusal.ts'
import type { Change, ChangeState, ChangeType } from './change.ts'

/** A step of a change's life. */
export type Move =
  | 'submit'
  | 'request-approval'
  | 'authorize'
  | 'revert'
  | 'start'
  | 'finish'
  | 'record-implementation'
  | 'close'
  | 'cancel'

interface Legal {
  readonly from: readonly ChangeState[]
  readonly to: ChangeState
}

const beforeReview: readonly ChangeState[] = ['new', 'assess', 'authorize', 'scheduled', 'implement']
const common = {
  start: { from: ['scheduled'], to: 'implement' },
  finish: { from: ['implement'], to: 'review' },
  close: { from: ['review'], to: 'closed' },
  cancel: { from: beforeReview, to: 'canceled' },
} as const satisfies Partial<Record<Move, Legal>>

/** The legal moves of each type (DOMAIN 3.1, CHG-1): what code checks, what refusals tell, what the documentation shows. */
export const moves: Readonly<Record<ChangeType, Readonly<Partial<Record<Move, Legal>>>>> = {
  normal: {
    submit: { from: ['new'], to: 'assess' },
    'request-approval': { from: ['assess'], to: 'authorize' },
    authorize: { from: ['authorize'], to: 'scheduled' },
    revert: { from: ['assess', 'authorize', 'scheduled'], to: 'new' },
    ...common,
  },
  /** The procedure was authorized before. */
  standard: {
    submit: { from: ['new'], to: 'scheduled' },
    revert: { from: ['scheduled'], to: 'new' },
    ...common,
  },
  emergency: {
    submit: { from: ['new'], to: 'authorize' },
    'request-approval': { from: ['authorize'], to: 'authorize' },
    authorize: { from: ['authorize'], to: 'scheduled' },
    revert: { from: ['authorize', 'scheduled'], to: 'new' },
    'record-implementation': { from: ['authorize'], to: 'review' },
    ...common,
  },
}

/** Whether nothing can happen to it any more. */
export const isFinished = ({ state }: Pick<Change, 'state'>): boolean => state === 'closed' || state === 'canceled'

/** The moves that are legal from here. */
export const legalMoves = ({ type, state }: Pick<Change, 'type' | 'state'>): readonly Move[] =>
  (Object.entries(moves[type]) as [Move, Legal][]).filter(([, { from }]) => from.includes(state)).map(([move]) => move)

/** Where a move leads; it must be one of the type's. */
export const after = ({ type, number }: Pick<Change, 'type' | 'number'>, move: Move): ChangeState => {
  const legal = moves[type][move]
  if (!legal) throw new Error(`${number}: a ${type} change has no move ${move}`)
  return legal.to
}

const past: Readonly<Record<Move, string>> = {
  submit: 'submitted',
  'request-approval': 'put up for approval',
  authorize: 'authorized',
  revert: 'reverted to new',
  start: 'started',
  finish: 'finished',
  'record-implementation': 'recorded as already implemented',
  close: 'closed',
  cancel: 'canceled',
}

/** Refuses an illegal move with the legal ones (409). */
export const ensureLegal = (change: Change, move: Move): void => {
  const legal = legalMoves(change)
  if (legal.includes(move)) return
  const remedy =
    legal.length > 0 ? `From there it can ${legal.join(', ')}.` : 'From there nothing leads on; open a new change.'
  throw new Refusal(
    'conflict',
    `${change.number} is a ${change.type} change in ${change.state} and cannot be ${past[move]}. ${remedy}`,
    undefined,
    { state: change.state, legalMoves: legal },
  )
}

/** Refuses what makes no sense on a change that is finished. */
export const ensureUnfinished = (change: Change): void => {
  if (isFinished(change))
    throw new Refusal('conflict', `${change.number} is ${change.state}. Open a new change.`, undefined, {
      state: change.state,
      legalMoves: [],
    })
}
