import * as z from 'zod'
import type { Person } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import { keep, readKept, readManyKept } from './keep.ts'

/** A list of tickets under a name. */
export const SavedFilter = z.object({
  id: z.string(),
  name: z.string(),
  /** What the list is asked for with, as its address has it. */
  query: z.record(z.string(), z.string()),
})
export type SavedFilter = z.infer<typeof SavedFilter>

/** Whose filters these are: one person's, a team's, or everybody's of the desk. One kept record (lib/store/kept.ts) each. */
export const SavedFilters = z.object({ filters: z.array(SavedFilter) })

/** `me`, `desk`, or `team-<id>`: for whom a filter is, as addresses name it. */
export type FilterScope = 'me' | 'desk' | `team-${string}`

/** More are no help in finding one. */
const mostFilters = 50

const kind = 'filters'
const idOf = (scope: FilterScope, person: Pick<Person, 'id'>) => (scope === 'me' ? `person-${person.id}` : scope)

/** Filters with where they belong. */
export interface FiltersOf {
  readonly scope: FilterScope
  readonly filters: readonly SavedFilter[]
}

/** The person's own filters, those of the teams, and those of the desk. One read. */
export const filtersFor = async (
  store: Store,
  person: Pick<Person, 'id'>,
  teams: readonly string[],
): Promise<readonly FiltersOf[]> => {
  const scopes: FilterScope[] = ['me', ...teams.map((id): FilterScope => `team-${id}`), 'desk']
  const found = await readManyKept(
    store,
    SavedFilters,
    kind,
    scopes.map((scope) => idOf(scope, person)),
  )
  const byId = new Map(found.map((record) => [record.id, record.filters]))
  return scopes.flatMap((scope) => {
    const filters = byId.get(idOf(scope, person)) ?? []
    return filters.length > 0 ? [{ scope, filters }] : []
  })
}

/** Who changes which filters, and when. */
export interface FilterOrder {
  readonly scope: FilterScope
  readonly person: Pick<Person, 'id'>
  readonly by: Actor
  readonly at: string
}

const change = async (
  store: Store,
  { scope, person, by, at }: FilterOrder,
  make: (before: readonly SavedFilter[]) => readonly SavedFilter[],
): Promise<void> => {
  const id = idOf(scope, person)
  const before = await readKept(store, SavedFilters, kind, id)
  const filters = make(before?.filters ?? [])
  await keep(store, { kind, id, value: { filters }, by, at, ifVersion: before?.version ?? 0 })
}

/** Saves a filter, in the place of one with the same id or name. Refuses more than 50 in one place. */
export const saveFilter = async (store: Store, order: FilterOrder, filter: SavedFilter): Promise<SavedFilter> => {
  let saved = filter
  await change(store, order, (before) => {
    const same = before.find(({ id, name }) => id === filter.id || name === filter.name)
    saved = same ? { ...filter, id: same.id } : filter
    if (same) return before.map((each) => (each.id === same.id ? saved : each))
    if (before.length >= mostFilters)
      throw new Refusal('conflict', `There are ${mostFilters} filters here already. Remove one first.`)
    return [...before, saved]
  })
  return saved
}

/** Removes a filter; refused where there is none. */
export const removeFilter = (store: Store, order: FilterOrder, id: string): Promise<void> =>
  change(store, order, (before) => {
    if (!before.some((each) => each.id === id)) throw new Refusal('not_found', `There is no filter ${id} here.`)
    return before.filter((each) => each.id !== id)
  })
