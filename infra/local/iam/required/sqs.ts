import { jsonOf } from '../../gateway/json-body.ts'
import type { ApiCall, World } from '../../world.ts'
import type { Permission } from '../statement.ts'

/** Batches need the permission of the single action (Service Authorization Reference, "Amazon SQS"). */
const batches: Readonly<Record<string, string>> = {
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
  DeleteMessageBatch: 'DeleteMessage',
  SendMessageBatch: 'SendMessage',
}

/** The permissions an SQS call needs. */
export function sqsPermissions({ action, body }: ApiCall, { region, account }: World): readonly Permission[] {
  const { QueueUrl, QueueName, SourceArn } = jsonOf<{ QueueUrl?: string; QueueName?: string; SourceArn?: string }>(body)
  const name = QueueUrl?.split('/').at(-1) ?? QueueName ?? SourceArn?.split(':').at(-1)
  return [
    {
      action: `sqs:${batches[action] ?? action}`,
      resource: name === undefined ? '*' : `arn:aws:sqs:${region}:${account}:${name}`,
    },
  ]
}
