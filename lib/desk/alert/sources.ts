import { AlertSource, type AlertSourceFields, alertSourceKind as kind } from '../../alert/source.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { allKept, type Kept, keep, readKept } from '../keep.ts'

/** Who changes a source, when, and having seen which version. */
export interface SourceOrder {
  readonly id: string
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
  readonly also?: readonly Write[]
}

/** What there is of a source beside what an administrator says of it. */
export type SourceRest = Pick<AlertSource, 'keys' | 'signingSecrets' | 'isRemoved'>

/** More places that alerts come from than this are no longer looked after by anybody. */
const mostSources = 500

/** The source as it stands, or nothing; a removed one only for what still speaks of it. One read. */
export const readSource = async (store: Store, id: string): Promise<Kept<AlertSource> | undefined> =>
  readKept(store, AlertSource, kind, id)

/** The source as it stands, or a refusal. */
export const sourceNamed = async (store: Store, id: string): Promise<Kept<AlertSource>> => {
  const found = await readSource(store, id)
  if (!found || found.isRemoved) throw new Refusal('not_found', `There is no alert source ${id}.`)
  return found
}

/** All sources that were not removed, by name. */
export const allSources = async (store: Store): Promise<readonly Kept<AlertSource>[]> =>
  (await allKept(store, AlertSource, kind)).filter(({ isRemoved }) => !isRemoved)

/** Makes a source, without a key. Refused where there is or was one of that id: old alerts speak of it. */
export const createSource = async (
  store: Store,
  { id, by, at, also = [] }: SourceOrder,
  fields: AlertSourceFields,
): Promise<Kept<AlertSource>> => {
  if ((await allSources(store)).length >= mostSources)
    throw new Refusal('conflict', `There are ${mostSources} alert sources already. Remove one that nobody uses.`)
  const value = { ...fields, keys: [], signingSecrets: [] }
  const made = await keep(store, { kind, id, value, by, at, ifVersion: 0, also })
  return made as Kept<AlertSource>
}

/** Makes what an administrator says of a source what the fields say, whole; its keys and secrets stay. */
export const changeSource = async (
  store: Store,
  order: SourceOrder,
  fields: AlertSourceFields,
): Promise<Kept<AlertSource>> => {
  const { keys, signingSecrets } = await sourceNamed(store, order.id)
  return keepSource(store, order, { ...fields, keys, signingSecrets })
}

/** Takes a source away: it accepts nothing any more, and its alerts and history stay as they are. */
export const removeSource = async (store: Store, order: SourceOrder): Promise<Kept<AlertSource>> => {
  const now = await sourceNamed(store, order.id)
  return keepSource(store, order, { ...settingsOf(now), isRemoved: true })
}

/** A new version of a source. */
export const keepSource = async (
  store: Store,
  { id, by, at, ifVersion, also = [] }: SourceOrder,
  value: AlertSourceFields & SourceRest,
): Promise<Kept<AlertSource>> => {
  const kept = await keep(store, { kind, id, value, by, at, also, ...(ifVersion !== undefined && { ifVersion }) })
  return kept as Kept<AlertSource>
}

/** What is kept of a source, without what keeping adds. */
export const settingsOf = (source: Kept<AlertSource>): AlertSourceFields & SourceRest => {
  const { kind: _, id: __, version: ___, updatedAt: ____, updatedBy: _____, ...value } = source
  return value
}
