import { fits } from './pattern.ts'

type Compare = (value: string, wanted: string) => boolean

const text: Compare = (value, wanted) => value === wanted
const sameWord: Compare = (value, wanted) => value.toLowerCase() === wanted.toLowerCase()
const like: Compare = (value, wanted) => fits(wanted, value)
const number =
  (compare: (value: number, wanted: number) => boolean): Compare =>
  (value, wanted) =>
    compare(Number(value), Number(wanted))
const date =
  (compare: (value: number, wanted: number) => boolean): Compare =>
  (value, wanted) =>
    compare(Date.parse(value), Date.parse(wanted))

const equal = (value: number, wanted: number) => value === wanted
const less = (value: number, wanted: number) => value < wanted
const atMost = (value: number, wanted: number) => value <= wanted
const more = (value: number, wanted: number) => value > wanted
const atLeast = (value: number, wanted: number) => value >= wanted

/** Operators and, for the negated ones, the operator they negate (IAM User Guide, "Condition operators"). */
const operators: Readonly<Record<string, Compare>> = {
  StringEquals: text,
  StringEqualsIgnoreCase: sameWord,
  StringLike: like,
  NumericEquals: number(equal),
  NumericLessThan: number(less),
  NumericLessThanEquals: number(atMost),
  NumericGreaterThan: number(more),
  NumericGreaterThanEquals: number(atLeast),
  DateEquals: date(equal),
  DateLessThan: date(less),
  DateLessThanEquals: date(atMost),
  DateGreaterThan: date(more),
  DateGreaterThanEquals: date(atLeast),
  Bool: sameWord,
  BinaryEquals: text,
  ArnEquals: like,
  ArnLike: like,
}
const negated: Readonly<Record<string, Compare>> = {
  StringNotEquals: text,
  StringNotEqualsIgnoreCase: sameWord,
  StringNotLike: like,
  NumericNotEquals: number(equal),
  DateNotEquals: date(equal),
  ArnNotEquals: like,
  ArnNotLike: like,
}

/** Condition keys of one request, in the spelling of the documentation; keys are compared without case. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>

/**
 * True when every operator of a policy's `Condition` holds for the request. Throws for an operator that is not in the
 * IAM documentation's list, so that a typo is no permission.
 */
export function holds(
  condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: ConditionContext,
): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holdsFor(operator, valuesOf(context, key), list(wanted))),
  )
}

function holdsFor(written: string, values: readonly string[] | undefined, wanted: readonly string[]): boolean {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? []
  if (name === 'Null') return wanted.includes(String(values === undefined))
  const compare = operators[name] ?? negated[name]
  if (compare === undefined) throw new Error(`the local host does not know the condition operator ${written}`)
  const matches = (value: string) => {
    const found = wanted.some((each) => compare(value, each))
    return name in negated ? !found : found
  }
  // An absent key: ForAllValues is true, IfExists is true, a negation is true, everything else is false.
  if (values === undefined) return set === 'ForAllValues' || ifExists !== undefined || name in negated
  const all = set === 'ForAllValues' || (set === undefined && name in negated)
  return all ? values.every(matches) : values.some(matches)
}

function valuesOf(context: ConditionContext, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
  return typeof found === 'string' ? [found] : found
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)])
