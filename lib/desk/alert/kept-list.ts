import type * as z from 'zod'
import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { allKept, keep, readKept } from '../keep.ts'

/** A kind of kept record of which a desk has few, and that can be taken away. */
export interface KeptKind<Schema extends z.ZodType> {
  readonly kind: string
  /** How a refusal calls one, such as `service`. */
  readonly name: string
  readonly schema: Schema
}

/** Who changes one, and having seen which version. */
export interface KeptOrder {
  readonly id: string
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

interface Removable {
  readonly isRemoved?: boolean | undefined
}

/** All that were not taken away, by name. */
export const allOf = async <Schema extends z.ZodType>(store: Store, { kind, schema }: KeptKind<Schema>) =>
  (await allKept(store, schema, kind)).filter((one) => !(one as Removable).isRemoved)

/** One of them, or a refusal. */
export const oneOf = async <Schema extends z.ZodType>(
  store: Store,
  { kind, name, schema }: KeptKind<Schema>,
  id: string,
) => {
  const found = await readKept(store, schema, kind, id)
  if (!found || (found as Removable).isRemoved) throw new Refusal('not_found', `There is no ${name} ${id}.`)
  return found
}

/** Makes one what the value says, whole; one of the same id that was taken away comes back. */
export const keepOne = <Schema extends z.ZodType>(
  store: Store,
  { kind }: Pick<KeptKind<Schema>, 'kind'>,
  { id, by, at, ifVersion }: KeptOrder,
  value: object,
) => keep(store, { kind, id, value, by, at, ...(ifVersion !== undefined && { ifVersion }) })

/** Takes one away; what it was stays in its history. */
export const removeOne = async <Schema extends z.ZodType>(
  store: Store,
  of: KeptKind<Schema>,
  order: KeptOrder,
): Promise<void> => {
  const {
    id: _,
    kind: __,
    version: ___,
    updatedAt: ____,
    updatedBy: _____,
    ...value
  } = await oneOf(store, of, order.id)
  await keepOne(store, of, order, { ...value, isRemoved: true })
}
