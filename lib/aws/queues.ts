import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

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

/** Puts messages into the queue at `url`; each is in it durably when its promise resolves. */
export const queueAt =
  (url: string, client: SQSClient = new SQSClient()) =>
  async (body: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }))
  }
