import { isDeepStrictEqual } from 'node:util'

/** One thing that changed: where it stands, and what it was and is. */
export interface Change {
  /** Names of fields, ids of list entries. */
  readonly path: readonly string[]
  readonly before?: unknown
  readonly after?: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list whose entries have ids, by id; their order stands beside them, because it matters, too. */
const byId = (value: unknown): Record<string, unknown> | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (!value.every((one) => isRecord(one) && typeof one.id === 'string')) return undefined
  return Object.fromEntries(value.map((one) => [one.id, one]))
}

const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)

/** Where two values differ, field by field; lists whose entries have ids entry by entry, others as a whole. */
export const difference = (before: unknown, after: unknown, path: readonly string[] = []): readonly Change[] => {
  if (isDeepStrictEqual(before, after)) return []
  const lists = [byId(before), byId(after)] as const
  if ((lists[0] || isNothing(before)) && (lists[1] || isNothing(after)) && (lists[0] || lists[1])) {
    const inside = difference(lists[0] ?? {}, lists[1] ?? {}, path)
    if (inside.length > 0) return inside
    return [{ path, before: Object.keys(lists[0] ?? {}), after: Object.keys(lists[1] ?? {}) }]
  }
  const [left, right] = [before ?? {}, after ?? {}]
  if (isRecord(left) && isRecord(right))
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((name) =>
      name === 'version' ? [] : difference(left[name], right[name], [...path, name]),
    )
  return [{ path, before, after }]
}
