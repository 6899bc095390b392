import type { LambdaService } from '../lambda/functions.ts'
import { refuseUnknown } from '../lambda/known-properties.ts'
import { mayInvoke } from '../lambda/permission.ts'
import type { Resource, World } from '../world.ts'
import type { Outbox } from './outbox.ts'
import { requireReceiver } from './send.ts'

/** Asks a bucket's, queue's or topic's own policy whether a service may act on it; the context carries condition keys. */
export type AllowedByResourcePolicy = (
  resourceArn: string,
  servicePrincipal: string,
  action: string,
  context: Readonly<Record<string, string>>,
) => boolean

/** What delivering to functions and queues needs. */
export interface DeliveryParts {
  readonly world: World
  readonly lambda: LambdaService
  readonly outbox: Outbox
  readonly allowedByResourcePolicy: AllowedByResourcePolicy
}

/** One target of a rule. */
export interface Target {
  readonly ruleArn: string
  readonly arn: string
  /** JSON text that replaces the event. */
  readonly input: string | undefined
  readonly roleArn: string | undefined
  readonly retry: { readonly attempts: number; readonly maxAgeSeconds: number }
  readonly deadLetterArn: string | undefined
}

const EVENTS = 'events.amazonaws.com'

/**
 * Reads the targets of an `AWS::Events::Rule`: functions, queues and state machines, with `Input`, retry policy and dead-letter queue.
 * Throws a sentence for everything else (transformers, other services). AWS retries 185 times within 24 hours.
 */
export function targetsOf(rule: Resource, world: World): readonly Target[] {
  const targets: Resource['properties'][] = rule.properties.Targets ?? []
  return targets.map((properties) => {
    const where = `${rule.stack}/${rule.logicalId}`
    refuseUnknown({ ...rule, properties }, ['Arn', 'DeadLetterConfig', 'Id', 'Input', 'RetryPolicy', 'RoleArn'])
    requireReceiver(world, properties.Arn, where)
    const service = properties.Arn.split(':')[2]
    if (!['lambda', 'sqs', 'states'].includes(service)) {
      throw new Error(
        `${where}: the local host delivers events to functions, queues and state machines only, not to ${properties.Arn}.`,
      )
    }
    if (service === 'states' && properties.RoleArn === undefined) {
      throw new Error(`${where}: a target that is a state machine needs a RoleArn.`)
    }
    return {
      ruleArn: rule.arn,
      arn: properties.Arn,
      input: properties.Input,
      roleArn: properties.RoleArn,
      retry: {
        attempts: Number(properties.RetryPolicy?.MaximumRetryAttempts ?? 185),
        maxAgeSeconds: Number(properties.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400),
      },
      deadLetterArn: properties.DeadLetterConfig?.Arn,
    }
  })
}

/**
 * Hands an event (JSON text) to a target; on return, or on commit of the caller's transaction, it is on disk there, or in
 * the target's dead-letter queue when a permission is missing (EventBridge does not retry that).
 */
export function sendToTarget(parts: DeliveryParts, target: Target, event: string): void {
  const { world, lambda, outbox } = parts
  const body = target.input ?? event
  const context = { 'aws:SourceArn': target.ruleArn, 'aws:SourceAccount': world.account }
  const mayReach = (arn: string) => parts.allowedByResourcePolicy(arn, EVENTS, 'sqs:SendMessage', context)
  const attributes = { RULE_ARN: target.ruleArn, TARGET_ARN: target.arn }
  const { deadLetterArn } = target
  const deadLetter =
    deadLetterArn !== undefined && mayReach(deadLetterArn) ? { queueArn: deadLetterArn, attributes } : undefined

  const isFunction = target.arn.split(':')[2] === 'lambda'
  if (isFunction && mayInvoke(world, target.arn, EVENTS, target.ruleArn)) lambda.acceptText(target.arn, body)
  else if (!isFunction && (target.roleArn !== undefined || mayReach(target.arn))) {
    outbox.add({ to: target.arn, body, role: target.roleArn, retry: target.retry, deadLetter })
  } else {
    const message = `${EVENTS} has no permission for ${target.arn} on behalf of ${target.ruleArn}`
    console.error(`${message}; the event goes to ${deadLetter?.queueArn ?? 'nowhere'}.`)
    if (deadLetter !== undefined) {
      const error = { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: message }
      outbox.add({ to: deadLetter.queueArn, body: event, attributes: { ...attributes, ...error } })
    }
  }
}
