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
  const { QueueUrl, QueueName }: { QueueUrl?: string; QueueName?: string } = JSON.parse(body.toString('utf8'))
  const name = QueueUrl?.split('/').at(-1) ?? QueueName
  return [
    {
      action: `sqs:${batches[action] ?? action}`,
      resource: name === undefined ? '*' : `arn:aws:sqs:${region}:${account}:${name}`,
    },
  ]
}
