import type { Person } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import { Refusal } from '../ticket/refusal.ts'
import { ownerOf, readPerson } from './change-person.ts'
import { readTeam } from './change-team.ts'

/** Somebody active whom a command names by mail address or id, or a refusal that names the field. `me` is who asks. */
export const personNamed = async (store: Store, self: Person, given: string, field: string): Promise<Person> => {
  const no = (why: string) => new Refusal('invalid', `${field}: ${why}`, field)
  if (given === 'me') return self
  const found = given.includes('@') ? await ownerOf(store, given) : await readPerson(store, given)
  if (!found) throw no(`nobody here is ${given}. Give the mail address or the id of a person.`)
  if (!found.isActive) throw no(`${found.name} is inactive. Name somebody else.`)
  return found
}

/** The people whom a command names, in order, each once. */
export const peopleNamed = async (
  store: Store,
  self: Person,
  given: readonly string[],
  field: string,
): Promise<readonly PersonRef[]> => {
  const people = await Promise.all(given.map((one, i) => personNamed(store, self, one, `${field}.${i}`)))
  return [...new Map(people.map((person) => [person.id, followerOf(person)])).values()]
}

/** A person as a ticket names its followers: with the address we write to. */
export const followerOf = ({ id, name, addresses: [address] }: Person): PersonRef => ({ id, name, address })

/** Refuses somebody who cannot work on a team's tickets: no agent, or no member of a team that has any. */
export const ensureCanTake = async (store: Store, person: Person, teamId: string): Promise<void> => {
  const no = (why: string) => new Refusal('invalid', `assignee: ${person.name} ${why}`, 'assignee')
  if (person.role !== 'agent' && person.role !== 'administrator') throw no('is no agent. Name somebody of the desk.')
  const team = await readTeam(store, teamId)
  if (!team || team.members.length === 0 || team.members.some(({ id }) => id === person.id)) return
  const members = team.members.map(({ id }) => id).join(', ')
  throw no(`is no member of ${team.name}. Name one of ${members}, or give another team.`)
}
