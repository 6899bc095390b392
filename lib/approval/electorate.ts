import type { PersonRef } from '../ticket/person-ref.ts'

/** Somebody who decides for somebody else for a while. Local dates, the last one included, in the zone of who is away. */
export interface Delegation {
  readonly from: string
  readonly to: string
  readonly delegate: PersonRef
}

/** Somebody a rule found, with what decides whether they can approve. */
export interface Candidate {
  readonly person: PersonRef
  readonly isActive: boolean
  /** Their local date now. */
  readonly today: string
  readonly delegations: readonly Delegation[]
}

/** Somebody who is asked: for themselves, or for whoever delegated to them. */
export interface Elector {
  readonly person: PersonRef
  readonly for?: PersonRef
}

const standIn = ({ today, delegations }: Candidate): PersonRef | undefined =>
  delegations.find(({ from, to }) => from <= today && today <= to)?.delegate

/**
 * Who is asked, once each: the active, each in person or by today's delegate. Nobody is asked about their own record
 * (`barred`: requester and implementer), neither in person nor in somebody's place.
 */
export const electorate = (candidates: readonly Candidate[], barred: ReadonlySet<string>): readonly Elector[] => {
  const found = new Map<string, Elector>()
  for (const candidate of candidates) {
    const { person, isActive } = candidate
    if (!isActive || barred.has(person.id)) continue
    const delegate = standIn(candidate)
    // A delegate who may not decide leaves it to who delegated.
    const isStandIn = delegate !== undefined && !barred.has(delegate.id)
    const elector: Elector = isStandIn ? { person: delegate, for: person } : { person }
    // Whoever is asked for themselves need not be asked for another, too; one vote is one person.
    const known = found.get(elector.person.id)
    if (!known || (known.for && !elector.for)) found.set(elector.person.id, elector)
  }
  return [...found.values()]
}

/** The first of the lists that names anybody: the rule's own, its fallback, and last those who answer for everything. */
export const firstElectorate = (
  lists: readonly (readonly Candidate[])[],
  barred: ReadonlySet<string>,
): readonly Elector[] => {
  for (const candidates of lists) {
    const found = electorate(candidates, barred)
    if (found.length > 0) return found
  }
  return []
}
