import { Team, TeamFields } from '../../people/team.ts'
import type { Store } from '../../store/store.ts'
import { byARule } from '../../ticket/actor.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { keep, readKept } from '../keep.ts'

/** The most members that a team has; whoever comes later stays outside until there is room. */
const mostMembers = 100
const attempts = 5

/**
 * Gives somebody a place in a team, at the end of its turns, or takes it; nothing when it is so already, the team is full or
 * there is none. What the team was before stays readable.
 */
export const setPlace = async (
  store: Store,
  id: string,
  person: string,
  isMember: boolean,
  at: string,
): Promise<boolean> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const team = await readKept(store, Team, 'team', id)
    if (!team || team.members.some((member) => member.id === person) === isMember) return false
    const others = team.members.filter((member) => member.id !== person)
    if (isMember && others.length >= mostMembers) return false
    const fields = TeamFields.strip().parse({ ...team, members: isMember ? [...others, { id: person }] : others })
    try {
      await keep(store, { kind: 'team', id, value: fields, by: byARule, at, ifVersion: team.version })
      return true
    } catch (error) {
      // Somebody wrote meanwhile: look again.
      if (!(error instanceof Conflict || (error instanceof Refusal && error.code === 'stale'))) throw error
    }
  }
  throw new Conflict(`Others wrote at the same time as this to the team ${id}. Try again.`)
}
