import type { Ballot, Stage } from '../../approval/approval.ts'
import { Delegations, delegationKind } from '../../approval/delegation.ts'
import { localTime } from '../../people/local-time.ts'
import type { Store } from '../../store/store.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import { peopleOf } from '../change-team.ts'
import { readManyKept } from '../keep.ts'

/** The ballot by which somebody decides in a stage: their own, or that of somebody who delegates to them today. */
export interface Held {
  readonly ballot: Ballot
  /** Who was asked, where it is the ballot of somebody who delegated after that. */
  readonly instead?: PersonRef
}

/** The newest ballot of a person in a stage. */
export const newestBallot = ({ ballots }: Stage, person: string): Ballot | undefined =>
  ballots.findLast(({ approver }) => approver.id === person)

/** Whose open ballot somebody may use today: the asked one's who delegated to them. Two reads, none where nobody waits. */
const delegatedBallot = async (store: Store, stage: Stage, person: string, at: string): Promise<Held | undefined> => {
  const open = stage.ballots.filter(({ state }) => state === 'requested')
  if (open.length === 0 || stage.askedAt === undefined) return undefined
  const ids = open.map(({ approver }) => approver.id)
  const away = (await readManyKept(store, Delegations, delegationKind, ids)).filter(({ delegations }) =>
    delegations.some(({ delegate }) => delegate.id === person),
  )
  if (away.length === 0) return undefined
  const people = await peopleOf(
    store,
    away.map(({ id }) => id),
  )
  const absent = away.find(({ id, delegations }) => {
    const zone = people.find((each) => each.id === id)?.timeZone
    if (zone === undefined) return false
    const { date } = localTime(at, zone)
    return delegations.some(({ from, to, delegate }) => delegate.id === person && from <= date && date <= to)
  })
  const ballot = absent && open.find(({ approver }) => approver.id === absent.id)
  return ballot && { ballot, instead: ballot.approver }
}

/** The ballot that somebody holds in a stage at an instant, or nothing: it is not theirs to decide. */
export const heldBallot = async (store: Store, stage: Stage, person: string, at: string): Promise<Held | undefined> => {
  const own = newestBallot(stage, person)
  return own ? { ballot: own } : delegatedBallot(store, stage, person, at)
}
