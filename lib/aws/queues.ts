import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'

/** How many messages wait in a queue, visible or in flight. */
export const waitingIn =
  (client: SQSClient = new SQSClient({ maxAttempts: 2 })) =>
  async (url: string): Promise<number> => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    )
    return (
      Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0)
    )
  }
