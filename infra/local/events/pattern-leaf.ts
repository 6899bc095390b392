import { BlockList, isIP } from 'node:net'
import type { Dialect } from './pattern.ts'

type Test = (value: unknown) => boolean

/** Operators of Lambda's event source mappings (Developer Guide, "Filter rule syntax"). */
const MAPPING_OPERATORS = new Set(['prefix', 'suffix', 'equals-ignore-case', 'anything-but', 'numeric', 'exists'])

/** Compares one value of an event with one element of a pattern's array. Throws a sentence for what is no such element. */
export function leafTest(wanted: unknown, dialect: Dialect, path: string): Test {
  if (typeof wanted !== 'object' || wanted === null) return (value) => value === wanted
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(wanted)
  if (more.length > 0 || Array.isArray(wanted)) throw new Error(`${path}: one operator an element, please.`)
  const compile = OPERATORS[operator]
  if (compile === undefined || (dialect === 'mapping' && !MAPPING_OPERATORS.has(operator))) {
    throw new Error(`${path}: there is no operator "${operator}" here.`)
  }
  const isPlain = (each: unknown) => typeof each !== 'object' || each === null || Array.isArray(each)
  if (dialect === 'mapping' && !isPlain(operand)) throw new Error(`${path}: "${operator}" takes plain values here.`)
  return compile(operand, path)
}

const OPERATORS: Record<string, (operand: unknown, path: string) => Test> = {
  exists: (operand, path) => {
    if (operand !== true) throw new Error(`${path}: "exists" takes true or false.`)
    return () => true
  },
  prefix: (operand, path) => textTest(operand, path, (text, start) => text.startsWith(start)),
  suffix: (operand, path) => textTest(operand, path, (text, end) => text.endsWith(end)),
  'equals-ignore-case': (operand, path) => {
    const wanted = text(operand, path).toLowerCase()
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted
  },
  wildcard: (operand, path) => {
    const expression = wildcard(text(operand, path), path)
    return (value) => typeof value === 'string' && expression.test(value)
  },
  cidr: (operand, path) => cidrTest(text(operand, path), path),
  numeric: (operand, path) => numericTest(operand, path),
  'anything-but': (operand, path) => anythingBut(operand, path),
}

function textTest(operand: unknown, path: string, compare: (text: string, operand: string) => boolean): Test {
  if (typeof operand === 'object' && operand !== null && 'equals-ignore-case' in operand) {
    const wanted = text(operand['equals-ignore-case'], path).toLowerCase()
    return (value) => typeof value === 'string' && compare(value.toLowerCase(), wanted)
  }
  const wanted = text(operand, path)
  return (value) => typeof value === 'string' && compare(value, wanted)
}

// An absent field never gets here: anything-but needs a value, too.
function anythingBut(operand: unknown, path: string): Test {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[operator, inner] = ['', undefined]] = Object.entries(operand)
    const compile = OPERATORS[operator]
    if (compile === undefined || !['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator)) {
      throw new Error(`${path}: there is no operator "${operator}" in anything-but.`)
    }
    const excluded = (Array.isArray(inner) ? inner : [inner]).map((each) => compile(each, path))
    return (value) => !excluded.some((test) => test(value))
  }
  const excluded = Array.isArray(operand) ? operand : [operand]
  return (value) => !excluded.includes(value)
}

/** `*` is any run of characters; `\*` and `\\` are those characters themselves. */
function wildcard(pattern: string, path: string): RegExp {
  if (/(?<!\\)(?:\\\\)*\*\*/.test(pattern)) throw new Error(`${path}: "${pattern}" has two * in a row.`)
  if (/\\(?:[^*\\]|$)/.test(pattern.replaceAll('\\\\', '')))
    throw new Error(`${path}: "${pattern}" has a stray backslash.`)
  const body = pattern.replace(/\\([*\\])|\*|[$+.?()|[\]{}^]/g, (found, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`
    return found === '*' ? '.*' : `\\${found}`
  })
  return new RegExp(`^${body}$`, 's')
}

function cidrTest(range: string, path: string): Test {
  const [network = '', bits = ''] = range.split('/')
  const family = isIP(network)
  if (family === 0 || !/^\d+$/.test(bits)) throw new Error(`${path}: "${range}" is no address range.`)
  const list = new BlockList()
  list.addSubnet(network, Number(bits), family === 6 ? 'ipv6' : 'ipv4')
  return (value) =>
    typeof value === 'string' && isIP(value) === family && list.check(value, family === 6 ? 'ipv6' : 'ipv4')
}

const COMPARE: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
}

function numericTest(operand: unknown, path: string): Test {
  const parts = Array.isArray(operand) ? operand : []
  if (parts.length !== 2 && parts.length !== 4) throw new Error(`${path}: "numeric" takes one or two comparisons.`)
  const comparisons = Array.from({ length: parts.length / 2 }, (_, index): ((value: number) => boolean) => {
    const compare = COMPARE[parts[2 * index]]
    const limit = parts[2 * index + 1]
    if (compare === undefined || typeof limit !== 'number')
      throw new Error(`${path}: "numeric" has a wrong comparison.`)
    return (value) => compare(value, limit)
  })
  return (value) => typeof value === 'number' && comparisons.every((holds) => holds(value))
}

function text(operand: unknown, path: string): string {
  if (typeof operand !== 'string') throw new Error(`${path}: the operator takes a text.`)
  return operand
}
