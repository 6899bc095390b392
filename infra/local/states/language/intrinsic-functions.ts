import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Draw } from './draw.ts'
import { isObject, type Json } from './json.ts'
import { StatesError } from './states-error.ts'

type Function = (given: readonly Json[], draw: Draw) => Json

/** Longest text that is hashed or coded, and longest list that is made (Step Functions Developer Guide, "Intrinsics"). */
const TEXT_LIMIT = 10_000
const LIST_LIMIT = 1000

const fault = (message: string) => new StatesError('States.IntrinsicFailure', message)

function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw fault(`Expected an array, got ${JSON.stringify(value)}.`)
  return value
}

function text(value: Json | undefined, limit = Infinity): string {
  if (typeof value !== 'string') throw fault(`Expected a string, got ${JSON.stringify(value)}.`)
  if (value.length > limit) throw fault(`A string may have at most ${limit} characters.`)
  return value
}

function whole(value: Json | undefined): number {
  // Numbers that are no integers are rounded, as the guide says of ArrayRange, MathRandom and MathAdd.
  if (typeof value !== 'number') throw fault(`Expected a number, got ${JSON.stringify(value)}.`)
  return Math.round(value)
}

const hashes: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

/**
 * The 18 functions of the States Language, by name, with how many arguments each takes; faults of what they are given are
 * `States.IntrinsicFailure`. Texts given to `States.Format` first still have their escapes.
 */
export const functions: Readonly<
  Record<string, { readonly takes: readonly [number, number]; readonly run: Function }>
> = {
  'States.Format': { takes: [1, Infinity], run: ([template, ...values]) => format(text(template), values) },
  'States.StringToJson': { takes: [1, 1], run: ([value]) => parse(text(value)) },
  'States.JsonToString': { takes: [1, 1], run: ([value]) => JSON.stringify(value) },
  'States.Array': { takes: [0, Infinity], run: (given) => [...given] },
  'States.ArrayPartition': { takes: [2, 2], run: ([from, size]) => partition(list(from), whole(size)) },
  'States.ArrayContains': {
    takes: [2, 2],
    run: ([from, wanted]) => list(from).some((each) => isDeepStrictEqual(each, wanted)),
  },
  'States.ArrayRange': { takes: [3, 3], run: (given) => range(whole(given[0]), whole(given[1]), whole(given[2])) },
  'States.ArrayGetItem': {
    takes: [2, 2],
    run([from, index]) {
      const found = list(from)[whole(index)]
      if (found === undefined) throw fault(`The array has no item ${JSON.stringify(index)}.`)
      return found
    },
  },
  'States.ArrayLength': { takes: [1, 1], run: ([from]) => list(from).length },
  'States.ArrayUnique': {
    takes: [1, 1],
    run: ([from]) =>
      list(from).filter((each, at, all) => all.findIndex((other) => isDeepStrictEqual(each, other)) === at),
  },
  'States.Base64Encode': {
    takes: [1, 1],
    run: ([value]) => Buffer.from(text(value, TEXT_LIMIT)).toString('base64'),
  },
  'States.Base64Decode': {
    takes: [1, 1],
    run: ([value]) => Buffer.from(text(value, TEXT_LIMIT), 'base64').toString('utf8'),
  },
  'States.Hash': {
    takes: [2, 2],
    run([value, algorithm]) {
      const known = hashes[text(algorithm)]
      if (known === undefined) throw fault(`Unknown hash algorithm ${JSON.stringify(algorithm)}.`)
      const data = typeof value === 'string' ? value : JSON.stringify(value)
      return createHash(known).update(text(data, TEXT_LIMIT)).digest('hex')
    },
  },
  'States.JsonMerge': {
    takes: [3, 3],
    run([first, second, isDeep]) {
      if (!isObject(first) || !isObject(second)) throw fault('States.JsonMerge merges objects.')
      if (isDeep !== false) throw fault('States.JsonMerge merges shallowly: its third argument is false.')
      return { ...first, ...second }
    },
  },
  'States.MathRandom': {
    takes: [2, 3],
    run([from, until, seed], draw) {
      const [low, high] = [whole(from), whole(until)]
      const drawn = seed === undefined ? draw.random() : seeded(whole(seed))
      return low + Math.floor(drawn * (high - low))
    },
  },
  'States.MathAdd': { takes: [2, 2], run: ([left, right]) => whole(left) + whole(right) },
  'States.StringSplit': {
    takes: [2, 2],
    run([value, separators]) {
      const cut = new Set(text(separators))
      const parts = ['']
      for (const character of text(value)) {
        if (cut.has(character)) parts.push('')
        else parts.push(parts.pop() + character)
      }
      return parts.filter((part) => part !== '')
    },
  },
  'States.UUID': { takes: [0, 0], run: (_, draw) => draw.uuid() },
}

function format(template: string, values: readonly Json[]): string {
  let next = 0
  const filled = template.replaceAll(/\\(.)|\{\}/gs, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped
    const value = values[next++]
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
  if (next !== values.length) throw fault(`${next} placeholders in the template, ${values.length} values for them.`)
  return filled
}

function parse(value: string): Json {
  try {
    return JSON.parse(value)
  } catch (error) {
    if (error instanceof SyntaxError) throw fault(`The string is not JSON: ${error.message}`)
    throw error
  }
}

function partition(from: readonly Json[], size: number): Json {
  if (size < 1) throw fault('The size of a chunk is at least 1.')
  return Array.from({ length: Math.ceil(from.length / size) }, (_, at) => from.slice(at * size, (at + 1) * size))
}

function range(first: number, last: number, step: number): Json {
  if (step === 0) throw fault('A range whose step is 0 has no end.')
  const length = Math.max(0, Math.floor((last - first) / step) + 1)
  if (length > LIST_LIMIT) throw fault(`A range has at most ${LIST_LIMIT} items.`)
  return Array.from({ length }, (_, at) => first + at * step)
}

/** The same number from 0 up to 1 for the same seed (mulberry32). */
function seeded(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}
