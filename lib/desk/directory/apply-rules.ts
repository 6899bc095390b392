import { Account } from '../../people/directory/account.ts'
import { type DirectoryRules, roleAfter, roleGiven } from '../../people/directory/rules.ts'
import { isAgent, Person } from '../../people/person.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { byARule } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { writePerson } from '../write-person.ts'
import { accountWrite } from './accounts.ts'
import { Group } from './groups.ts'
import { membershipsIn } from './members.ts'
import { readDirectoryRules } from './rules.ts'
import { setPlace } from './team-place.ts'

/** What the groups of somebody come to. */
interface Given {
  readonly rules: DirectoryRules
  /** Groups of the rules in which they are. */
  readonly isIn: ReadonlySet<string>
  /** Groups of the rules in which they are or were. */
  readonly wasIn: ReadonlySet<string>
}

/**
 * Gives a person what the groups give whom the directory knows to be in them, and takes back what a group gave that they
 * left: role, place in teams, flag. Looks at what is true now, so it may be repeated, late or twice.
 */
export const applyRules = async (store: Store, id: string, at: string): Promise<void> => {
  const given = await givenTo(store, id)
  const writing = { by: byARule, at }
  const person = await writePerson(store, { id, ...writing }, async (head) => {
    if (!head) throw new Refusal('not_found', `There is no person ${id}.`)
    const before = Person.parse(head)
    const then = await accountOf(store, id, at)
    const role = roleGiven(given.rules, given.isIn)
    const isGrantedVip = given.rules.groups.some(({ group, isVip }) => isVip && given.isIn.has(group))
    const isVip = isGrantedVip || (before.isVip && !then.isGrantedVip)
    const now = { ...then, grantedRole: role, isGrantedVip: isGrantedVip || undefined }
    const isSame = then.grantedRole === now.grantedRole && then.isGrantedVip === now.isGrantedVip
    return {
      person: { ...before, isVip, role: roleAfter(before.role, then.grantedRole, role) },
      beside: isSame ? [] : [accountWrite({ ...now, version: then.version + 1 }, then)],
    }
  })
  const teams = new Set(given.rules.groups.flatMap(({ team }) => (team === undefined ? [] : [team])))
  for (const team of teams) await place(store, team, person, given, at)
}

const givenTo = async (store: Store, id: string): Promise<Given> => {
  const rules = await readDirectoryRules(store)
  const groups = [...new Set(rules.groups.map(({ group }) => group))]
  if (groups.length === 0) return { rules, isIn: new Set(), wasIn: new Set() }
  const [heads, memberships] = await Promise.all([
    store.getMany(groups.map((group) => key.kept('group', group))),
    membershipsIn(store, groups, id),
  ])
  const deleted = new Set(
    heads.map((head) => Group.parse(head)).flatMap((group) => (group.isDeleted ? [group.id] : [])),
  )
  const isIn = memberships.filter(({ group, isMember }) => isMember && !deleted.has(group)).map(({ group }) => group)
  return { rules, isIn: new Set(isIn), wasIn: new Set(memberships.map(({ group }) => group)) }
}

/** Somebody whom no directory described may be in a group all the same. */
const accountOf = async (store: Store, id: string, at: string): Promise<Account> => {
  const found = await store.get(key.account(id))
  return found ? Account.parse(found) : { kind: 'account', id, version: 0, entry: {}, createdAt: at, updatedAt: at }
}

/** Puts somebody into a team, or takes them out; whom no group of it ever had is there by hand, and stays. */
const place = async (store: Store, team: string, person: Person, { rules, isIn, wasIn }: Given, at: string) => {
  const groups = rules.groups.filter((rule) => rule.team === team).map(({ group }) => group)
  const isWanted = groups.some((group) => isIn.has(group)) && person.isActive && isAgent(person)
  if (isWanted || groups.some((group) => wasIn.has(group))) await setPlace(store, team, person.id, isWanted, at)
}
