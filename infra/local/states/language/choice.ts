import { isObject, type Json, type JsonObject } from './json.ts'
import { find, parsePath, read, type Scope } from './path.ts'

type Compare = (value: Json, wanted: Json) => boolean

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Epoch milliseconds of a timestamp as the States Language writes it (RFC 3339 with capital T and Z); NaN for others. */
export function instantOf(value: Json): number {
  return typeof value === 'string' && TIMESTAMP.test(value) ? Date.parse(value) : Number.NaN
}

const ofType =
  <Value extends Json>(is: (value: Json) => value is Value, compare: (value: Value, wanted: Value) => boolean) =>
  (value: Json, wanted: Json): boolean =>
    is(value) && is(wanted) && compare(value, wanted)

const isText = (value: Json): value is string => typeof value === 'string'
const isNumber = (value: Json): value is number => typeof value === 'number'
const isTruth = (value: Json): value is boolean => typeof value === 'boolean'
const isInstant = (value: Json): value is string => !Number.isNaN(instantOf(value))

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
}

// Texts are compared by their code units, not by the language of a reader.
const orderOf = <Value>(left: Value, right: Value) => (left < right ? -1 : left > right ? 1 : 0)

const comparisons: Readonly<Record<string, Compare>> = {
  ...Object.fromEntries(
    Object.entries(orders).flatMap(([name, holds]): [string, Compare][] => [
      [`String${name}`, ofType(isText, (value, wanted) => holds(orderOf(value, wanted)))],
      [`Numeric${name}`, ofType(isNumber, (value, wanted) => holds(orderOf(value, wanted)))],
      [`Timestamp${name}`, ofType(isInstant, (value, wanted) => holds(orderOf(instantOf(value), instantOf(wanted))))],
    ]),
  ),
  BooleanEquals: ofType(isTruth, (value, wanted) => value === wanted),
}

const kinds: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: isNumber,
  IsString: isText,
  IsBoolean: isTruth,
  IsTimestamp: isInstant,
}

/** True when `text` fits a `StringMatches` pattern: `*` is any run of characters, `\*` and `\\` are themselves. */
function matches(text: string, pattern: string): boolean {
  const body = pattern.replaceAll(/\\(.)|\*|[^*\\]+/gs, (part, escaped?: string) =>
    part === '*' ? '.*' : (escaped ?? part).replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&'),
  )
  return new RegExp(`^${body}$`, 's').test(text)
}

/**
 * Decides a rule of a Choice state. A variable that is not there is a `States.Runtime` failure, except to `IsPresent`;
 * a comparison between values of different kinds is false.
 */
export function decide(rule: JsonObject, scope: Scope): boolean {
  if (Array.isArray(rule.And)) return rule.And.every((each: JsonObject) => decide(each, scope))
  if (Array.isArray(rule.Or)) return rule.Or.some((each: JsonObject) => decide(each, scope))
  if (isObject(rule.Not)) return !decide(rule.Not, scope)
  const variable = String(rule.Variable)
  const [operator, operand] = operatorOf(rule)
  if (operator === 'IsPresent') return (find(variable, scope) !== undefined) === operand
  const value = read(variable, scope)
  const kind = kinds[operator]
  if (kind !== undefined) return kind(value) === operand
  if (operator === 'StringMatches') return isText(value) && matches(value, String(operand))
  if (!operator.endsWith('Path')) return comparisons[operator]!(value, operand)
  return comparisons[operator.slice(0, -'Path'.length)]!(value, read(String(operand), scope))
}

const OTHER_FIELDS = ['Variable', 'Next', 'Comment']

function operatorOf(rule: JsonObject): readonly [string, Json] {
  return Object.entries(rule).find(([name]) => !OTHER_FIELDS.includes(name))!
}

/** Throws a sentence for a rule that cannot be decided. */
export function checkRule(rule: JsonObject): void {
  const fields = Object.keys(rule).filter((name) => !OTHER_FIELDS.includes(name))
  const [operator = ''] = fields
  if (fields.length !== 1) throw new Error(`a rule has one operator, not ${fields.length}`)
  if (operator === 'Condition') throw new Error('the local host does not play JSONata')
  if (operator === 'And' || operator === 'Or') {
    for (const each of rule[operator] as readonly JsonObject[]) checkRule(each)
    return
  }
  if (operator === 'Not') {
    checkRule(rule.Not as JsonObject)
    return
  }
  const known =
    operator in kinds ||
    operator === 'IsPresent' ||
    operator === 'StringMatches' ||
    operator in comparisons ||
    (operator.endsWith('Path') && operator.slice(0, -'Path'.length) in comparisons)
  if (!known) throw new Error(`the local host does not know the operator ${operator}`)
  parsePath(String(rule.Variable))
  if (operator.endsWith('Path')) parsePath(String(rule[operator]))
}
