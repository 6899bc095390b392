import { leafTest } from './pattern-leaf.ts'

/** Answers whether an event fits a pattern. */
export type Matcher = (event: unknown) => boolean

/** Where a pattern is used: event source mappings know fewer operators than event buses and topics. */
export type Dialect = 'bus' | 'mapping'

type Node = Record<string, unknown>

const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** True when the event fits the pattern. Throws a sentence when the pattern is none. */
export function matches(pattern: unknown, event: unknown): boolean {
  return compilePattern(pattern)(event)
}

/**
 * Prepares an event pattern. Fields are and-ed, the values of a field or-ed, `$or` or-s objects. A field of the event
 * that is an array fits when one element does; several fields below an array must fit in the same element.
 * Throws a sentence for an unknown operator or a wrong operand, so that a typo stops the start.
 * Semantics: EventBridge User Guide, "Comparison operators", and the README of aws/event-ruler.
 */
export function compilePattern(pattern: unknown, dialect: Dialect = 'bus'): Matcher {
  if (!isObject(pattern)) throw new Error('An event pattern is an object.')
  return compileObject(pattern, dialect, '')
}

function compileObject(pattern: Node, dialect: Dialect, path: string): Matcher {
  const fields = Object.entries(pattern).map(([key, wanted]): Matcher => {
    const at = path === '' ? key : `${path}.${key}`
    if (key === '$or' && Array.isArray(wanted) && wanted.length >= 2 && wanted.every(isObject)) {
      const either = wanted.map((each) => compileObject(each, dialect, path))
      return (event) => either.some((fits) => fits(event))
    }
    if (Array.isArray(wanted)) return compileField(key, wanted, dialect, at)
    if (!isObject(wanted)) throw new Error(`An event pattern has values in arrays; ${at} has none.`)
    const below = compileObject(wanted, dialect, at)
    return (event) => {
      const found = flat(isObject(event) ? event[key] : undefined).filter(isObject)
      return found.length === 0 ? below(undefined) : found.some(below)
    }
  })
  return (event) => fields.every((fits) => fits(event))
}

function compileField(key: string, wanted: readonly unknown[], dialect: Dialect, path: string): Matcher {
  if (wanted.length === 0) throw new Error(`An event pattern with an empty array fits nothing; see ${path}.`)
  const absenceFits = wanted.some((each) => isObject(each) && each.exists === false)
  const tests = wanted
    .filter((each) => !(isObject(each) && each.exists === false))
    .map((each) => leafTest(each, dialect, path))
  return (event) => {
    // Only leaves count: an object below the field is not a value of it, for `exists` neither.
    const values = flat(isObject(event) ? event[key] : undefined).filter((value) => !isObject(value))
    return values.length === 0 ? absenceFits : values.some((value) => tests.some((test) => test(value)))
  }
}

function flat(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.flat(Infinity) : [value]
}
