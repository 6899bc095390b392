import type { Json } from './json.ts'

/** Ways into a parsed body that never throw: what is missing, null or of another type is absent. */

export const isRecord = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `value` when it is an object, else an empty one. */
export const record = (value: Json | undefined): { readonly [name: string]: Json } => (isRecord(value) ? value : {})

/** `value` when it is an array; a single object or text as an array of one, since senders mix them; else empty. */
export const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value as Json]

const own = (value: Json | undefined, name: string): Json | undefined => {
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** What lies at `path` (`data.alert.id`, `resources.0`); a name that contains dots itself is tried first. */
export const field = (value: Json | undefined, path: string): Json | undefined => {
  const whole = own(value, path)
  if (whole !== undefined || !path.includes('.')) return whole
  return path.split('.').reduce<Json | undefined>(own, value)
}

/** Whether something lies there, be it null. */
export const has = (value: Json | undefined, path: string): boolean => field(value, path) !== undefined

/** The text of a text, number or boolean, as it came; null for everything else and for blanks. */
export const asText = (value: Json | undefined): string | null => {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** The first of `paths` that has a text: numbers as their digits, blanks skipped; null when none has. */
export const text = (value: Json | undefined, ...paths: string[]): string | null => {
  for (const path of paths) {
    const found = asText(field(value, path))
    if (found !== null) return found
  }
  return null
}

/** The texts in an array (or the single one). */
export const texts = (value: Json | undefined): string[] =>
  list(value)
    .map(asText)
    .filter((found) => found !== null)

/**
 * The object's own fields by lower-case names without `_`, `-`, blanks and dots, for templates in which each customer
 * spells names differently (`ProblemID`, `problem_id`). The first spelling wins.
 */
export const loose = (value: Json | undefined): { readonly [name: string]: Json } => {
  const whole = record(value)
  const known = loosened.get(whole)
  if (known) return known
  const found: { [name: string]: Json } = Object.create(null)
  for (const [name, inner] of Object.entries(whole)) found[plainName(name)] ??= inner
  loosened.set(whole, found)
  return found
}

/** Many formats look at the same body. */
const loosened = new WeakMap<object, { readonly [name: string]: Json }>()

/** A name as `loose` spells it. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '')
