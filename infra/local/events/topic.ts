import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { mayInvoke } from '../lambda/permission.ts'
import { inTransaction } from '../ledger.ts'
import type { Clock } from './clock.ts'
import { type Subscription, subscriptionsOf } from './subscription.ts'
import type { DeliveryParts } from './target.ts'

/** An attribute of an SNS message. */
export interface MessageAttribute {
  /** `String`, `String.Array`, `Number` or `Binary`. */
  readonly Type: string
  readonly Value: string
}

/** A message to a topic. */
export interface TopicMessage {
  readonly Subject?: string
  readonly Message: string
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>
}

/** The topics of the template. */
export interface Topics {
  has(topicArn: string): boolean
  /** Hands a message to every subscription; on return, or on commit of an open transaction, all copies are on disk. */
  publish(topicArn: string, message: TopicMessage): { readonly messageId: string }
}

const SNS = 'sns.amazonaws.com'

/** Reads topics and subscriptions of the template; throws a sentence for a subscription that cannot be played. */
export function openTopics(parts: DeliveryParts & { ledger: DatabaseSync; clock: Clock }): Topics {
  const { world, lambda, outbox, ledger, clock } = parts
  const topics = new Set(world.ofType('AWS::SNS::Topic').map(({ arn }) => arn))
  const subscriptions = Map.groupBy(subscriptionsOf(world), ({ topicArn }) => topicArn)

  function deliver(subscription: Subscription, notification: Notification): void {
    const { endpoint, topicArn } = subscription
    const mayReach = (arn: string) =>
      parts.allowedByResourcePolicy(arn, SNS, 'sqs:SendMessage', {
        'aws:SourceArn': topicArn,
        'aws:SourceAccount': world.account,
      })
    if (subscription.protocol === 'lambda' && mayInvoke(world, endpoint, SNS, topicArn)) {
      lambda.acceptText(endpoint, JSON.stringify({ Records: [recordFor(subscription, notification)] }))
    } else if (subscription.protocol === 'sqs' && mayReach(endpoint)) {
      const { deadLetterArn, raw } = subscription
      const body = raw ? notification.Message : envelope(subscription, notification)
      const deadLetter = deadLetterArn === undefined ? undefined : { queueArn: deadLetterArn, attributes: {} }
      outbox.add({ to: endpoint, body, deadLetter, ...(raw && { attributes: textAttributes(notification) }) })
    } else {
      const { deadLetterArn } = subscription
      console.error(
        `${SNS} has no permission for ${endpoint} on behalf of ${topicArn}; see ${deadLetterArn ?? 'nowhere'}.`,
      )
      if (deadLetterArn !== undefined && mayReach(deadLetterArn)) {
        outbox.add({ to: deadLetterArn, body: envelope(subscription, notification) })
      }
    }
  }

  return {
    has: (topicArn) => topics.has(topicArn),
    publish(topicArn, { Subject, Message, MessageAttributes = {} }) {
      const notification = {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topicArn,
        Subject: Subject ?? null,
        Message,
        Timestamp: new Date(clock.now()).toISOString(),
        MessageAttributes,
      }
      inTransaction(ledger, () => {
        for (const subscription of subscriptions.get(topicArn) ?? []) {
          if (subscription.wants(notification)) deliver(subscription, notification)
        }
      })
      return { messageId: notification.MessageId }
    },
  }
}

/** What SNS knows of a message when it delivers it. */
export interface Notification {
  readonly Type: string
  readonly MessageId: string
  readonly TopicArn: string
  readonly Subject: string | null
  readonly Message: string
  readonly Timestamp: string
  readonly MessageAttributes: Readonly<Record<string, MessageAttribute>>
}

// The signature cannot be computed without AWS's key; its fields are there because consumers may read them.
const signed = (subscription: Subscription) => ({
  SignatureVersion: '1',
  Signature: 'local',
  unsubscribe: `https://sns.${subscription.topicArn.split(':')[3]}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
  certificate: `https://sns.${subscription.topicArn.split(':')[3]}.amazonaws.com/SimpleNotificationService-local.pem`,
})

/** One record as a function gets it (Lambda Developer Guide, "Using AWS Lambda with Amazon SNS"). */
function recordFor(subscription: Subscription, notification: Notification) {
  const { SignatureVersion, Signature, unsubscribe, certificate } = signed(subscription)
  return {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: subscription.arn,
    Sns: { ...notification, SignatureVersion, Signature, SigningCertUrl: certificate, UnsubscribeUrl: unsubscribe },
  }
}

/** The JSON a queue gets unless delivery is raw; here the URLs are spelled with capitals, and an absent subject is absent. */
function envelope(subscription: Subscription, { Subject, MessageAttributes, ...notification }: Notification): string {
  const { SignatureVersion, Signature, unsubscribe, certificate } = signed(subscription)
  return JSON.stringify({
    ...notification,
    ...(Subject !== null && { Subject }),
    SignatureVersion,
    Signature,
    SigningCertURL: certificate,
    UnsubscribeURL: unsubscribe,
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
  })
}

function textAttributes({ MessageAttributes }: Notification): Record<string, string> {
  return Object.fromEntries(Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]))
}
