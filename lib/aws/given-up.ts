import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import type { GivenUp, Progress } from '../store/given-up.ts'
import { waitingIn } from './queues.ts'

const statuses: Readonly<Record<string, Progress['status']>> = {
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'canceled',
  CANCELLING: 'canceled',
}

/** The dead-letter queue at `url`. A queue has one move of messages at a time (StartMessageMoveTask, API reference). */
export const deadLetterQueue = (url: string, client: SQSClient = new SQSClient({ maxAttempts: 2 })): GivenUp => {
  let arn: Promise<string> | undefined
  const arnOf = async () => {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
    )
    return Attributes!.QueueArn!
  }
  const source = () => {
    arn ??= arnOf().catch((error: unknown) => {
      arn = undefined
      throw error
    })
    return arn
  }
  const progress = async (): Promise<Progress | undefined> => {
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: await source(), MaxResults: 1 }))
    const last = Results?.[0]
    return (
      last && {
        status: statuses[last.Status ?? ''] ?? 'failed',
        moved: Number(last.ApproximateNumberOfMessagesMoved ?? 0),
        of: Number(last.ApproximateNumberOfMessagesToMove ?? 0),
        startedAt: new Date(Number(last.StartedTimestamp)).toISOString(),
      }
    )
  }
  return {
    count: () => waitingIn(client)(url),
    progress,
    handBack: async () => {
      if ((await progress())?.status === 'running') return
      await client.send(new StartMessageMoveTaskCommand({ SourceArn: await source() }))
    },
  }
}
