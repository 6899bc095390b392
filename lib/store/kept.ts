import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../ticket/actor.ts'
import { key } from './schema.ts'
import type { Item, Write } from './store.ts'

/** What a kept record carries beside its value. */
export interface KeptMeta {
  readonly kind: string
  readonly id: string
  /** Counts its changes, from 1. */
  readonly version: number
  /** ISO 8601, UTC. */
  readonly updatedAt: string
  readonly updatedBy: Actor
}

/** A record of configuration as it stands: the value, and which change of whom made it so. */
export type Kept<Value> = Omit<Value, keyof KeptMeta> & KeptMeta

/** A value that is to be kept. */
export interface Keeping<Value extends object> {
  /** What it is, such as `team`; one word. */
  readonly kind: string
  /** Without `#`. */
  readonly id: string
  /** The whole value, as plain JSON; fields called like those of `KeptMeta` are ours and overwritten. */
  readonly value: Value
  readonly by: Actor
  readonly at: string
}

const valueIn = (item: object): Item => {
  const { kind, id, version, updatedAt, updatedBy, ...value } = item as Item
  // As the store will have it: without fields that are undefined.
  return JSON.parse(JSON.stringify(value)) as Item
}

/** The version of what is stored; 0 for nothing. */
export const versionOf = (before: Item | undefined): number => Number(before?.version ?? 0)

/**
 * The record that keeping leads to, and its two writes: the head, if it is still the one that was read, and a copy of the
 * whole value that nothing ever changes. No writes when the value is what is kept already.
 */
export const keeping = <Value extends object>(
  { kind, id, value, by, at }: Keeping<Value>,
  before: Item | undefined,
): { readonly record: Kept<Value>; readonly writes: readonly Write[] } => {
  const next = valueIn(value)
  if (before?.version !== undefined && isDeepStrictEqual(next, valueIn(before)))
    return { record: before as unknown as Kept<Value>, writes: [] }
  const version = versionOf(before) + 1
  const record = { ...next, kind, id, version, updatedAt: at, updatedBy: by }
  return {
    record: record as unknown as Kept<Value>,
    writes: [
      { put: record, at: key.kept(kind, id), if: { version: version - 1 } },
      {
        put: { kind: 'version', of: kind, id, version, at, by, value: next },
        at: key.keptVersion(kind, id, version),
        if: 'absent',
      },
    ],
  }
}
