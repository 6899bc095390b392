/** What intrinsic functions ask of the template around them. */
export interface Scope {
  /** Answers a `Ref` to a parameter, pseudo parameter or resource. */
  ref(logicalId: string): unknown
  attribute(logicalId: string, name: string): unknown
  importValue(exportName: string): unknown
  condition(name: string): boolean
  mapping(map: string, top: string, second: string): unknown
}

/** What `AWS::NoValue` resolves to: the property that holds it is left out. */
export const noValue = Symbol('AWS::NoValue')

type Intrinsic = (argument: unknown, scope: Scope) => unknown

const list = (value: unknown, scope: Scope): unknown[] => {
  const found = resolve(value, scope)
  if (!Array.isArray(found)) throw new Error(`expected a list, got ${JSON.stringify(found)}`)
  return found
}

const text = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new Error(`expected a text, got ${JSON.stringify(value)}`)
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...name] = Array.isArray(argument) ? argument : text(argument).split('.')
    return scope.attribute(logicalId, text(resolve(name.length > 1 ? name.join('.') : name[0], scope)))
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, scope)
    return list(parts, scope).map(text).join(text(separator))
  },
  'Fn::Sub': (argument, scope) => {
    const [pattern, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>]
    return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (name in own) return text(resolve(own[name], scope))
      return text(resolve(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, scope))
    })
  },
  'Fn::Select': (argument, scope) => {
    const [index, from] = list(argument, scope)
    const found = list(from, scope)[Number(index)]
    if (found === undefined) throw new Error(`Fn::Select finds nothing at ${index}`)
    return found
  },
  'Fn::Split': (argument, scope) => {
    const [separator, from] = list(argument, scope)
    return text(from).split(text(separator))
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = argument as [string, unknown, unknown]
    return resolve(scope.condition(name) ? yes : no, scope)
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope)
    return text(left) === text(right)
  },
  'Fn::And': (argument, scope) => list(argument, scope).every((each) => each === true),
  'Fn::Or': (argument, scope) => list(argument, scope).some((each) => each === true),
  'Fn::Not': (argument, scope) => list(argument, scope)[0] !== true,
  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second] = list(argument, scope)
    return scope.mapping(text(map), text(top), text(second))
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(resolve(argument, scope))),
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolve(argument, scope))).toString('base64'),
}

/**
 * Evaluates every intrinsic function in a value of a template; properties that are `AWS::NoValue` are left out.
 * Throws (without saying where: the caller knows) for an intrinsic that CloudFormation may know and we do not.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(each, scope)).filter((each) => each !== noValue)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first !== undefined) {
    const [name, argument] = first
    // `Condition` is a reference inside of conditions and an ordinary key in policies, where it holds an object.
    if (name === 'Condition' && typeof argument === 'string') return scope.condition(argument)
    const intrinsic = intrinsics[name]
    if (intrinsic !== undefined) return intrinsic(argument, scope)
    if (name.startsWith('Fn::')) throw new Error(`the local host does not know the intrinsic function ${name}`)
  }
  return Object.fromEntries(
    entries.map(([name, each]) => [name, resolve(each, scope)] as const).filter(([, each]) => each !== noValue),
  )
}
