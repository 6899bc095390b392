import * as z from 'zod'
import { localTime } from './local-time.ts'
import { isAgent, type Person } from './person.ts'
import { isOnShift } from './shift.ts'
import type { Member, Team } from './team.ts'

/** Why somebody was, or was not, chosen; pages and reports have a sentence for each. */
export const AssignmentReason = z.enum([
  /** Nobody with this id is known any more. */
  'unknown',
  'inactive',
  'not-an-agent',
  'lacks-skill',
  'on-leave',
  'off-shift',
  'at-capacity',
  /** Could have been chosen: the team chooses by hand. */
  'available',
  'has-more-open-tickets',
  /** Might have been chosen as well, but has not the next turn. */
  'later-in-turn',
  /** Somebody else knows the requester. */
  'requester-knows-another',
  'chosen-least-loaded',
  'chosen-next-in-turn',
  'chosen-knows-the-requester',
])
export type AssignmentReason = z.infer<typeof AssignmentReason>

/** One member of the team, and what spoke for or against them. */
export interface Considered {
  readonly id: string
  readonly name: string
  readonly eligible: boolean
  readonly reason: AssignmentReason
  /** Open tickets they have now. */
  readonly load: number
}

/** Who gets the ticket, or nobody, and why. */
export interface AssignmentChoice {
  readonly chosen?: string
  /** In the order of the team's members. */
  readonly considered: readonly Considered[]
}

/** Everything that the choice depends on. */
export interface AssignmentQuestion {
  readonly team: Pick<Team, 'members' | 'assignment'>
  /** Those of the members who exist. */
  readonly people: readonly Person[]
  /** Open tickets by person; nobody named has any. */
  readonly loads: Readonly<Record<string, number>>
  /** Whose turn it was last. */
  readonly last?: string
  /** The instant of the question, ISO 8601. */
  readonly at: string
  /** Who helped the requester last. */
  readonly sticky?: string
  /** What one must know about to take this ticket. */
  readonly needs?: readonly string[]
}

/**
 * Who of a team gets the next ticket. Pure, and the same answer to the same question: who is active, at work and below the
 * capacity is eligible; of those whoever knows the requester (if the team wants that), else the one with the fewest open
 * tickets or the next in turn. Ties go to the next in turn. Nobody eligible: nobody is chosen, and the reasons say why.
 */
export const chooseAssignee = (question: AssignmentQuestion): AssignmentChoice => {
  const { team, people, loads, last, sticky } = question
  const byId = new Map(people.map((person) => [person.id, person]))
  const members = team.members.map((member) => {
    const person = byId.get(member.id)
    const load = loads[member.id] ?? 0
    return {
      id: member.id,
      name: person?.name ?? member.id,
      load,
      obstacle: obstacleOf(member, person, load, question),
    }
  })
  const eligible = inTurn(members, last).filter(({ obstacle }) => obstacle === undefined)
  const { method, isSticky } = team.assignment
  const known = isSticky ? eligible.find(({ id }) => id === sticky) : undefined
  const fewest = Math.min(...eligible.map(({ load }) => load))
  const byMethod = method === 'least-loaded' ? eligible.find(({ load }) => load === fewest) : eligible[0]
  const chosen = method === 'manual' ? undefined : (known ?? byMethod)

  const reasonOf = ({ id, load }: { id: string; load: number }): AssignmentReason => {
    if (!chosen) return 'available'
    if (known) return id === known.id ? 'chosen-knows-the-requester' : 'requester-knows-another'
    if (id === chosen.id) return method === 'least-loaded' ? 'chosen-least-loaded' : 'chosen-next-in-turn'
    return method === 'least-loaded' && load > fewest ? 'has-more-open-tickets' : 'later-in-turn'
  }
  return {
    chosen: chosen?.id,
    considered: members.map(({ id, name, load, obstacle }) => ({
      id,
      name,
      eligible: obstacle === undefined,
      reason: obstacle ?? reasonOf({ id, load }),
      load,
    })),
  }
}

/** What keeps somebody from taking work now, if anything does; the lasting reasons first. */
const obstacleOf = (
  { shift }: Member,
  person: Person | undefined,
  load: number,
  { team, at, needs = [] }: AssignmentQuestion,
): AssignmentReason | undefined => {
  if (!person) return 'unknown'
  if (!person.isActive) return 'inactive'
  if (!isAgent(person)) return 'not-an-agent'
  if (needs.some((skill) => !person.skills.includes(skill))) return 'lacks-skill'
  const { date } = localTime(at, person.timeZone)
  if (person.leaves.some(({ from, to }) => from <= date && date <= to)) return 'on-leave'
  if (shift && !isOnShift(shift, person.timeZone, at)) return 'off-shift'
  const { capacity } = team.assignment
  return capacity !== undefined && load >= capacity ? 'at-capacity' : undefined
}

/** The members from the one after `last` on, round to `last`; from the first when `last` is no member. */
const inTurn = <One extends { readonly id: string }>(
  members: readonly One[],
  last: string | undefined,
): readonly One[] => {
  const next = members.findIndex(({ id }) => id === last) + 1
  return [...members.slice(next), ...members.slice(0, next)]
}
