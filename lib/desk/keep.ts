import type * as z from 'zod'
import { type Keeping, type Kept, type KeptMeta, keeping, versionOf } from '../store/kept.ts'
import { key, list, namesBeginning } from '../store/schema.ts'
import type { Item, Store, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'

export type { Kept }

/** A value to keep, on which condition, and what else belongs to the same fact. */
export interface KeepOrder<Value extends object> extends Keeping<Value> {
  /** The version the caller has seen (If-Match); another one is refused as stale. 0: there must be none yet. */
  readonly ifVersion?: number
  /** Writes of the same transaction; left out when the value changes nothing. */
  readonly also?: readonly Write[]
}

/** A colleague's write between our read and ours is no error for a caller who does not insist on a version. */
const attempts = 3

/**
 * Keeps one record of configuration, in one transaction: the head, and an immutable copy of the whole value with who made
 * it so and when. A value that changes nothing writes nothing. Throws a `Refusal` (`stale`, or `conflict` where there must
 * be none yet), or `Conflict` when others kept writing or a condition of `also` does not hold; nothing is written then.
 */
export const keep = async <Value extends object>(
  store: Store,
  { ifVersion, also = [], ...order }: KeepOrder<Value>,
): Promise<Kept<Value>> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await store.get(key.kept(order.kind, order.id))
    refuseStale(order, ifVersion, versionOf(before))
    const { record, writes } = keeping(order, before)
    if (writes.length === 0) return record
    const outcome = await store.commit([...writes, ...also])
    if (outcome.committed) return record
    // What else was asked for does not hold any more; only the caller can change that.
    if (outcome.refused.some((i) => i >= writes.length)) break
  }
  throw new Conflict(
    `Others wrote at the same time as this to ${order.kind} ${order.id}; nothing was written. Try again.`,
  )
}

/** Refuses a change by somebody who has seen another version than the present one. */
export const refuseStale = (
  { kind, id }: { readonly kind: string; readonly id: string },
  seen: number | undefined,
  version: number,
): void => {
  if (seen === undefined || seen === version) return
  if (seen === 0)
    throw new Refusal('conflict', `There is a ${kind} ${id} already. Change that one, or use another id.`, 'id')
  throw new Refusal('stale', `The ${kind} ${id} is at version ${version}, not ${seen}. Read it again.`, undefined, {
    version,
  })
}

/**
 * The schema reads the value with its id and version: a `z.object` lets pass what it does not name, a `z.strictObject`
 * must name these two.
 */
const read = <Schema extends z.ZodType>(
  schema: Schema,
  value: Item,
  meta: KeptMeta,
): Kept<z.output<Schema> & object> => {
  const { kind, id, version, updatedAt, updatedBy } = meta
  return { ...(schema.parse({ ...value, id, version }) as object), kind, id, version, updatedAt, updatedBy } as Kept<
    z.output<Schema> & object
  >
}

const readHead = <Schema extends z.ZodType>(schema: Schema, item: Item) => {
  const { kind, updatedAt, updatedBy, ...value } = item
  return read(schema, value, item as unknown as KeptMeta)
}

/** The record as it stands, or nothing when there is none. One read. */
export const readKept = async <Schema extends z.ZodType>(store: Store, schema: Schema, kind: string, id: string) => {
  const found = await store.get(key.kept(kind, id))
  return found && readHead(schema, found)
}

/** The records of these ids that exist, in the order of the ids; at most 100. One read. */
export const readManyKept = async <Schema extends z.ZodType>(
  store: Store,
  schema: Schema,
  kind: string,
  ids: readonly string[],
) => {
  const found = await store.getMany([...new Set(ids)].map((id) => key.kept(kind, id)))
  const byId = new Map(found.map((item) => [String(item.id), item]))
  return ids.flatMap((id) => {
    const item = byId.get(id)
    return item ? [readHead(schema, item)] : []
  })
}

/** One change of a record: what it was after it, who made it, when. */
export interface KeptVersion {
  readonly version: number
  readonly at: string
  readonly by: Actor
  readonly value: Item
}

const versionIn = (item: Item) => item as unknown as KeptVersion & { readonly id: string; readonly of: string }

/** The record as it was after this change, whatever happened since, or nothing when there was no such change. */
export const readKeptVersion = async <Schema extends z.ZodType>(
  store: Store,
  schema: Schema,
  kind: string,
  id: string,
  version: number,
) => {
  const found = await store.get(key.keptVersion(kind, id, version))
  if (!found) return undefined
  const { at, by, value } = versionIn(found)
  return read(schema, value, { kind, id, version, updatedAt: at, updatedBy: by })
}

/** Where and how much of a list; `cursor` comes from the page before. */
export interface KeptRange {
  readonly cursor?: string
  /** 1 to 100. */
  readonly limit: number
}

const notOurs = () => new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')

/** The changes of a record, newest first, or nothing when there is no such record. Versions have no gaps, so they are read by key. */
export const keptHistory = async (
  store: Store,
  kind: string,
  id: string,
  { cursor, limit }: KeptRange,
): Promise<{ readonly items: readonly KeptVersion[]; readonly cursor: string | null } | undefined> => {
  const head = await store.get(key.kept(kind, id))
  if (!head) return undefined
  if (cursor !== undefined && !/^[1-9]\d{0,5}$/.test(cursor)) throw notOurs()
  const newest = Math.min(Number(cursor ?? Number.POSITIVE_INFINITY), versionOf(head))
  const oldest = Math.max(newest - limit, 0)
  const versions = Array.from({ length: newest - oldest }, (_, i) => newest - i)
  const found = await store.getMany(versions.map((version) => key.keptVersion(kind, id, version)))
  const items = found
    .map(versionIn)
    .map(({ version, at, by, value }) => ({ version, at, by, value }))
    .sort((a, b) => b.version - a.version)
  return { items, cursor: oldest > 0 ? String(oldest) : null }
}

/** One page of the records of a kind, by name (those without one by id); `begins` narrows to names that begin so. */
export const listKept = async <Schema extends z.ZodType>(
  store: Store,
  schema: Schema,
  kind: string,
  { cursor, limit, begins, role }: KeptRange & { readonly begins?: string; readonly role?: string },
) => {
  const range = begins ? namesBeginning(begins) : {}
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  if (after !== undefined && !after.includes('#')) throw notOurs()
  const page = await store.list(list.kept(kind, role), { ...range, limit, ...(after !== undefined && { after }) })
  const items = await readManyKept(
    store,
    schema,
    kind,
    page.items.map(({ id }) => String(id)),
  )
  return { items, cursor: page.next === undefined ? null : Buffer.from(page.next).toString('base64url') }
}

/** A page of records of configuration. */
const aPage = 100

/** All records of a kind that has few, such as teams and calendars: what decisions must know whole. Page by page. */
export const allKept = async <Schema extends z.ZodType>(store: Store, schema: Schema, kind: string) => {
  const all: Kept<z.output<Schema> & object>[] = []
  let cursor: string | null | undefined
  do {
    const page = await listKept(store, schema, kind, { limit: aPage, ...(cursor && { cursor }) })
    all.push(...page.items)
    cursor = page.cursor
  } while (cursor !== null)
  return all
}
