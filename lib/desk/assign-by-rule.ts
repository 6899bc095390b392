import { type AssignmentChoice, chooseAssignee } from '../people/assignment.ts'
import type { Team } from '../people/team.ts'
import { key, list } from '../store/schema.ts'
import type { Item, Store, Write } from '../store/store.ts'
import { peopleOf, readTeam } from './change-team.ts'
import { openTicketsOf } from './open-tickets.ts'

/** For which ticket somebody is looked for. */
export interface AssignmentWish {
  readonly team: string
  /** Id of the person it is for: whoever helped them last in this team may be asked again. */
  readonly requester?: string
  /** Skills that it takes. */
  readonly needs?: readonly string[]
  /** The instant of the choice, ISO 8601. */
  readonly at: string
}

/** Who should get the ticket and why, and what must be written in the transaction that gives it to them. */
export interface Proposal {
  readonly team: Team
  readonly choice: AssignmentChoice
  /** Whose turn it was. The condition makes two tickets that come at once go to two people: the later one must ask again. */
  readonly writes: readonly Write[]
}

/** What the load of a person counts. */
const kind = 'incident'
/** Tickets of a requester that are looked at for whoever helped last. */
const mostLookedAt = 10

/**
 * Who of the team gets the ticket by the team's rule, or nothing when there is no such team. Bounded reads: team and
 * turn, its people at once, one count a member, one page of the requester's tickets. Writes nothing.
 */
export const proposeAssignee = async (store: Store, wish: AssignmentWish): Promise<Proposal | undefined> => {
  const [team, rotation] = await Promise.all([readTeam(store, wish.team), store.get(key.rotation(wish.team))])
  if (!team) return undefined
  const ids = team.members.map(({ id }) => id)
  const [people, loads, sticky] = await Promise.all([
    ids.length === 0 ? [] : peopleOf(store, ids),
    Promise.all(ids.map(async (id) => [id, await openTicketsOf(store, kind, id)] as const)),
    team.assignment.isSticky && wish.requester !== undefined ? lastHelper(store, team.id, wish.requester) : undefined,
  ])
  const choice = chooseAssignee({
    team,
    people,
    loads: Object.fromEntries(loads),
    last: rotation && String(rotation.last),
    at: wish.at,
    sticky,
    needs: wish.needs,
  })
  return { team, choice, writes: turnWrites(team.id, choice, rotation) }
}

/** Whoever works or worked on the requester's newest ticket in this team that was somebody's. */
const lastHelper = async (store: Store, team: string, requester: string): Promise<string | undefined> => {
  const page = await store.list(list.byRequester(kind, requester), { limit: mostLookedAt, newestFirst: true })
  const helped = page.items.find((item) => item.team === team && item.assignee !== undefined)
  return (helped?.assignee as { id: string } | undefined)?.id
}

const turnWrites = (team: string, choice: AssignmentChoice, rotation: Item | undefined): readonly Write[] => {
  const chosen = choice.considered.find(({ id }) => id === choice.chosen)
  // Whoever is asked again by a requester they know has not had a turn.
  if (!chosen || chosen.reason === 'chosen-knows-the-requester') return []
  const version = Number(rotation?.version ?? 0)
  return [
    { put: { kind: 'rotation', team, last: chosen.id, version: version + 1 }, at: key.rotation(team), if: { version } },
  ]
}
