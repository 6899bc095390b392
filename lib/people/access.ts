import type { Caller } from './caller.ts'
import { Duty, isAgent, type Role } from './person.ts'
import { type Accessed, isRelated } from './relation.ts'
import { type Action, type ActionOn, type Kind, type Relation, relations, type Who, whoMay } from './right.ts'
import { scopeFor } from './scope.ts'

export type { Accessed, Action, ActionOn, Kind }

/** As much of whoever asks as an access decision needs. */
export type Asker = Pick<Caller, 'id' | 'role' | 'isActive' | 'scopes'> & {
  readonly duties?: readonly Duty[]
  readonly department?: string
}

/** Each of these may what those before it may. An integration is no step of it: it may what names it, and nothing else. */
const ladder: readonly Role[] = ['guest', 'employee', 'agent', 'administrator']

const isDuty = (who: Who): who is Duty => (Duty.options as readonly string[]).includes(who)
const isRelation = (who: Who): who is Relation => (relations as readonly string[]).includes(who)

const isOneOf = (asker: Asker, who: Who, record: Accessed): boolean => {
  if (asker.role === 'integration') return who === 'integration'
  if (isDuty(who)) return isAgent(asker) && asker.duties?.includes(who) === true
  if (isRelation(who)) return isRelated(asker, who, record)
  return ladder.includes(who) && ladder.indexOf(asker.role) >= ladder.indexOf(who)
}

/**
 * Whether whoever asks came in a way that covers this: with a token, its scopes must; an integration never comes without
 * one.
 */
export const covers = ({ role, scopes }: Pick<Asker, 'role' | 'scopes'>, kind: Kind, action: string): boolean => {
  if (scopes === undefined) return role !== 'integration'
  const needed = scopeFor(kind, action)
  return needed !== undefined && (scopes.includes(needed) || scopes.includes(needed.replace(':read', ':write')))
}

/**
 * Whether somebody may do this to that record; without a record, to what concerns the desk as a whole. Pure, and the only
 * place where it is decided: who may stands in lib/people/right.ts.
 */
export const may = <K extends Kind = 'desk'>(asker: Asker, action: ActionOn<K>, record: Accessed<K> = {}): boolean => {
  const kind: Kind = record.kind ?? 'desk'
  if (!asker.isActive || !covers(asker, kind, action)) return false
  return whoMay(kind, action).some((who) => isOneOf(asker, who, record))
}
