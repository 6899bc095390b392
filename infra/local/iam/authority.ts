import type { World } from '../world.ts'
import { identityPolicies, resourcePolicies } from './policies.ts'
import {
  aboutAction,
  isAbout,
  namesPrincipal,
  type Permission,
  type PolicyStatement,
  type Principal,
} from './statement.ts'

/** Decides as IAM does, by the policies of the template. */
export interface Authority {
  /** True when the role's policies, or the resource's own, allow it and none denies it. */
  mayRole(roleArn: string, permission: Permission): boolean
  /**
   * True when the policy of the bucket, queue or topic lets a service in. `resourceArn` may be an object's ARN; the
   * context carries condition keys such as `aws:SourceArn`.
   */
  allowedByResourcePolicy(
    resourceArn: string,
    servicePrincipal: string,
    action: string,
    context: Readonly<Record<string, string>>,
  ): boolean
}

/** A few hundred queues, tables and indexes by role; objects of buckets come and go. */
const MOST_DECIDED = 5000

const none: readonly PolicyStatement[] = []

/** The bucket, queue or topic that a resource ARN belongs to. */
const ownerOf = (resource: string) =>
  resource.startsWith('arn:aws:s3:::') ? (resource.split('/')[0] ?? resource) : resource

/**
 * Reads all policies of the template. Keys every request carries: the connection counts as TLS, because it never leaves
 * the machine. Policy evaluation: IAM User Guide, "Policy evaluation logic", within one account.
 */
export function openAuthority(world: World): Authority {
  const ofRoles = identityPolicies(world)
  const ofResources = resourcePolicies(world)
  // Which statements are about an action never changes, and roles ask for few actions.
  const relevant = new Map<string, readonly PolicyStatement[]>()

  function statementsOf(roleArn: string, action: string): readonly PolicyStatement[] {
    const key = `${roleArn} ${action}`
    let found = relevant.get(key)
    if (found === undefined) {
      found = (ofRoles.get(roleArn) ?? none).filter((statement) => aboutAction(statement, action))
      relevant.set(key, found)
    }
    return found
  }

  function decide(identity: readonly PolicyStatement[], principal: Principal, permission: Permission): boolean {
    const context = {
      'aws:SecureTransport': 'true',
      'aws:PrincipalAccount': world.account,
      'aws:PrincipalIsAWSService': String('service' in principal),
      'aws:RequestedRegion': world.region,
      ...('role' in principal && { 'aws:PrincipalArn': principal.role }),
      ...permission.context,
    }
    const asked = { ...permission, context }
    const own = identity.filter((statement) => isAbout(statement, asked))
    const others = (ofResources.get(ownerOf(permission.resource)) ?? none).filter(
      (statement) => isAbout(statement, asked) && namesPrincipal(statement, principal),
    )
    const all = [...own, ...others]
    return all.some(({ Effect }) => Effect === 'Allow') && !all.some(({ Effect }) => Effect === 'Deny')
  }

  // Policies never change while a host runs, so what depends on nothing else is decided once.
  const decided = new Map<string, boolean>()

  function mayRole(roleArn: string, permission: Permission): boolean {
    const ask = () => decide(statementsOf(roleArn, permission.action), { role: roleArn }, permission)
    if (permission.context !== undefined) return ask()
    const key = `${roleArn} ${permission.action} ${permission.resource}`
    let answer = decided.get(key)
    if (answer === undefined) {
      answer = ask()
      // Objects are without number.
      if (decided.size >= MOST_DECIDED) decided.clear()
      decided.set(key, answer)
    }
    return answer
  }

  return {
    mayRole,
    allowedByResourcePolicy: (resource, service, action, context) =>
      decide(none, { service }, { action, resource, context }),
  }
}
