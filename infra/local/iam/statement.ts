import { holds } from './condition.ts'
import { fits } from './pattern.ts'

type OneOrMore = string | readonly string[]

/** A statement as policies spell it. */
export interface PolicyStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: OneOrMore
  readonly NotAction?: OneOrMore
  readonly Resource?: OneOrMore
  readonly NotResource?: OneOrMore
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>
  readonly NotPrincipal?: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One permission that a call needs. */
export interface Permission {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string
  /** ARN, or `*` for actions that act on nothing in particular. */
  readonly resource: string
  /** Condition keys of the request, such as `ses:FromAddress`; several values for the multivalued ones. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>
}

/** Who asks: a role of the template, or a service of AWS that the host plays. */
export type Principal = { readonly role: string } | { readonly service: string }

const many = (value: OneOrMore): readonly string[] => (typeof value === 'string' ? [value] : value)

/** True when the statement is about this permission; actions are compared without case, as IAM does. */
export function isAbout(statement: PolicyStatement, permission: Permission): boolean {
  return (
    aboutAction(statement, permission.action) &&
    aboutResource(statement, permission) &&
    conditionHolds(statement, permission)
  )
}

/** True when the statement's actions contain this one. */
export function aboutAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const named = many(Action ?? NotAction ?? []).some((each) => fits(each.toLowerCase(), action.toLowerCase()))
  return Action === undefined ? !named : named
}

function aboutResource({ Resource, NotResource }: PolicyStatement, { resource }: Permission): boolean {
  // Statements of resource policies may leave the resource out when there is only the one they are attached to.
  if (Resource === undefined && NotResource === undefined) return true
  const named = many(Resource ?? NotResource ?? []).some((each) => fits(each, resource))
  return Resource === undefined ? !named : named
}

function conditionHolds({ Condition }: PolicyStatement, { context = {} }: Permission): boolean {
  return Condition === undefined || holds(Condition, context)
}

/** True when a statement of a resource policy names this principal. */
export function namesPrincipal({ Principal: named, NotPrincipal }: PolicyStatement, principal: Principal): boolean {
  if (NotPrincipal !== undefined) throw new Error('the local host does not know NotPrincipal')
  if (named === undefined) return false
  if (named === '*') return true
  if ('service' in principal)
    return many(named.Service ?? []).includes(principal.service) || many(named.AWS ?? []).includes('*')
  const account = principal.role.split(':')[4] ?? ''
  const own = [principal.role, '*', account, `arn:aws:iam::${account}:root`]
  return many(named.AWS ?? []).some((each) => own.includes(each))
}
