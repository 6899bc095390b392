import { Person } from '../people/person.ts'
import { checkTeam, Team, type TeamFields } from '../people/team.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import { type Kept, keep, readKept } from './keep.ts'

/** A team as it is to be, by whom, when, and which version of it the caller has seen. */
export interface TeamOrder {
  readonly id: string
  readonly fields: TeamFields
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number
  readonly also?: readonly Write[]
}

/** The team as it stands, or nothing. */
export const readTeam = (store: Store, id: string): Promise<Kept<Team> | undefined> => readKept(store, Team, 'team', id)

/** Those of these people who exist, in no order. One read; at most 100. */
export const peopleOf = async (store: Store, ids: readonly string[]): Promise<readonly Person[]> =>
  (await store.getMany([...new Set(ids)].map(key.person))).map((item) => Person.parse(item))

/** Makes a team. Refused where the id is taken, or where somebody named is not an active person of the desk. */
export const createTeam = (store: Store, order: TeamOrder): Promise<Kept<Team>> =>
  save(store, { ...order, ifVersion: 0 })

/** Makes a team what the fields say, whole. Refused like `createTeam`, and where there is no such team. */
export const replaceTeam = async (store: Store, order: TeamOrder): Promise<Kept<Team>> => {
  if (!(await readTeam(store, order.id))) throw new Refusal('not_found', `There is no team ${order.id}.`)
  return save(store, order)
}

const save = async (store: Store, { id, fields, ...order }: TeamOrder): Promise<Kept<Team>> => {
  const named = [...fields.members.map((member) => member.id), ...(fields.lead === undefined ? [] : [fields.lead])]
  checkTeam(fields, await peopleOf(store, named))
  return keep(store, { kind: 'team', id, value: fields, ...order })
}
