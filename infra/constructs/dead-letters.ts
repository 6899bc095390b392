import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { DeskStack } from './desk-stack.ts'

/**
 * A queue for what could not be done after all retries, kept for 14 days (the longest SQS keeps anything).
 * A message in it means that `ifItFails` is happening now; the watch stack alarms on it.
 */
export class DeadLetters extends Queue {
  readonly ifItFails: string

  constructor(stack: DeskStack, name: string, ifItFails: string) {
    super(stack, `${name}-dead-letters`, {
      queueName: `haneul-${stack.deployment.name}-${name}-dead-letters`,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    })
    this.ifItFails = ifItFails
  }
}
