import { JSONPath } from 'jsonpath-plus'
import { isObject, type Json } from './json.ts'
import { StatesError } from './states-error.ts'

/** What paths are read from: `$` and, for paths that begin with `$$`, the Context Object. */
export interface Scope {
  readonly input: Json
  readonly context: Json
}

interface Path {
  /** `$$`: the Context Object. */
  readonly ofContext: boolean
  /** Names and indexes of a path that identifies one node; undefined for one that may find several. */
  readonly steps: readonly (string | number)[] | undefined
  /** The path from `$`. */
  readonly expression: string
}

const STEP = /\.([^\s.[\]()*?@'",:\\$]+)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(-?\d+)\]/y
const parsed = new Map<string, Path>()

/**
 * Reads a path of the States Language. Throws a sentence for what is not one: variables (`$name`), functions, lists of
 * names and script expressions are not played.
 */
export function parsePath(text: string): Path {
  let path = parsed.get(text)
  if (path === undefined) {
    path = parse(text)
    parsed.set(text, path)
  }
  return path
}

function parse(text: string): Path {
  const [root] = /^\$\$?(?=[.[]|$)/.exec(text) ?? []
  if (root === undefined) throw new Error(`${text} is not a path`)
  const rest = text.slice(root.length)
  const ofContext = root === '$$'
  const steps: (string | number)[] = []
  STEP.lastIndex = 0
  let end = 0
  for (let step = STEP.exec(rest); step !== null; step = STEP.exec(rest)) {
    const [, plain, single, double, index] = step
    steps.push(index === undefined ? (plain ?? (single ?? double!).replaceAll(/\\(.)/g, '$1')) : Number(index))
    end = STEP.lastIndex
  }
  if (end === rest.length) return { ofContext, steps, expression: `$${rest}` }
  if (/\[\(|\['[^']*',|\["[^"]*",|\(\)|\.\w+\(/.test(rest)) {
    throw new Error(`${text} is a path that the local host does not play`)
  }
  return { ofContext, steps: undefined, expression: `$${rest}` }
}

/** Throws a sentence unless the path can identify only one node (a Reference Path of the States Language). */
export function parseReferencePath(text: string): readonly (string | number)[] {
  const { steps } = parsePath(text)
  if (steps === undefined) throw new Error(`${text} may find more than one value, so it is no reference path`)
  return steps
}

/**
 * What a path finds: the node of a path that identifies one, undefined when there is none; the list of all that is found,
 * perhaps empty, for every other path.
 */
export function find(text: string, { input, context }: Scope): Json | undefined {
  const { ofContext, steps, expression } = parsePath(text)
  let value: Json | undefined = ofContext ? context : input
  if (steps === undefined) {
    if (typeof value !== 'object' || value === null) return []
    return JSONPath({ path: expression, json: value, wrap: true, eval: 'safe' })
  }
  for (const step of steps) value = child(value, step)
  return value
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value.at(step) : undefined
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/** As `find`, but a path that finds nothing is a `States.Runtime` failure. */
export function read(text: string, scope: Scope): Json {
  const found = find(text, scope)
  if (found === undefined) throw new StatesError('States.Runtime', `Invalid path '${text}': No results for path.`)
  return found
}

/**
 * A copy of `target` in which the reference path holds `value`; objects on the way are made. Where the way is barred by
 * another kind of value, `States.ResultPathMatchFailure`.
 */
export function write(text: string, target: Json, value: Json): Json {
  return put(target, parseReferencePath(text), value, text)
}

function put(target: Json | undefined, steps: readonly (string | number)[], value: Json, text: string): Json {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (typeof step === 'number' && Array.isArray(target)) {
    const index = step < 0 ? target.length + step : step
    if (index >= 0 && index < target.length) return target.with(index, put(target[index], rest, value, text))
  } else if (typeof step === 'string' && (target === undefined || isObject(target))) {
    return { ...target, [step]: put(child(target, step), rest, value, text) }
  }
  throw new StatesError('States.ResultPathMatchFailure', `The result cannot be put at '${text}' of the input.`)
}
