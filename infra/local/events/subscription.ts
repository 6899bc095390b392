import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Resource, World } from '../world.ts'
import { compilePattern, type Matcher } from './pattern.ts'
import { requireReceiver } from './send.ts'
import type { MessageAttribute, Notification } from './topic.ts'

/** A subscription that delivers on this machine. */
export interface Subscription {
  readonly arn: string
  readonly topicArn: string
  readonly protocol: 'lambda' | 'sqs'
  /** ARN of the function or queue. */
  readonly endpoint: string
  readonly raw: boolean
  readonly deadLetterArn: string | undefined
  /** Its filter policy. */
  readonly wants: (notification: Notification) => boolean
}

/** Protocols that reach people outside; no such message leaves this machine. */
const WITHOUT_EFFECT = ['email', 'email-json', 'sms']

/** Reads `AWS::SNS::Subscription`; throws a sentence for a protocol that would have to be played and is not. */
export function subscriptionsOf(world: World): Subscription[] {
  return world.ofType('AWS::SNS::Subscription').flatMap((resource) => {
    const { properties } = resource
    if (WITHOUT_EFFECT.includes(properties.Protocol)) return []
    refuseUnknown(
      resource,
      ['Endpoint', 'FilterPolicy', 'FilterPolicyScope', 'Protocol', 'RawMessageDelivery', 'RedrivePolicy', 'TopicArn'],
      { Region: 'there is one region here' },
    )
    if (properties.Protocol !== 'lambda' && properties.Protocol !== 'sqs') {
      throw new Error(sentence(resource, `the local host does not deliver by ${properties.Protocol}`))
    }
    requireReceiver(world, properties.Endpoint, `${resource.stack}/${resource.logicalId}`)
    return {
      arn: resource.arn || resource.ref,
      topicArn: properties.TopicArn,
      protocol: properties.Protocol,
      endpoint: properties.Endpoint,
      raw: properties.RawMessageDelivery === true || properties.RawMessageDelivery === 'true',
      deadLetterArn: properties.RedrivePolicy?.deadLetterTargetArn,
      wants: filterOf(resource),
    }
  })
}

function filterOf({ properties }: Resource): Subscription['wants'] {
  if (properties.FilterPolicy === undefined) return () => true
  const fits: Matcher = compilePattern(properties.FilterPolicy)
  return properties.FilterPolicyScope === 'MessageBody'
    ? ({ Message }) => fits(jsonIn(Message))
    : ({ MessageAttributes }) => fits(Object.fromEntries(Object.entries(MessageAttributes).map(filterable)))
}

function filterable([name, { Type, Value }]: [string, MessageAttribute]): [string, unknown] {
  if (Type === 'String.Array') return [name, jsonIn(Value)]
  return [name, Type.startsWith('Number') ? Number(Value) : Value]
}

// A body that is no JSON fits no filter on the body.
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
