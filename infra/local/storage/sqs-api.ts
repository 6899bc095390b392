import { createHash } from 'node:crypto'
import { errorAnswer } from '../gateway/error-answer.ts'
import { jsonOf } from '../gateway/json-body.ts'
import type { ApiAnswer, ApiHandler, World } from '../world.ts'
import type { MessageMoves } from './message-moves.ts'
import { type MessageAttributes, md5, md5OfAttributes, sizeOf } from './queue-message.ts'
import type { Queue, Queues, Received } from './queues.ts'

/** Fields of the requests that are played; each operation reads its own. */
interface Request {
  readonly QueueUrl?: string
  readonly QueueName?: string
  readonly QueueNamePrefix?: string
  readonly AttributeNames?: readonly string[]
  readonly MaxNumberOfMessages?: number
  readonly WaitTimeSeconds?: number
  readonly VisibilityTimeout?: number
  readonly ReceiptHandle?: string
  readonly Entries?: readonly Entry[]
  readonly SourceArn?: string
  readonly DestinationArn?: string
  readonly MaxResults?: number
}

interface Entry extends Outgoing {
  readonly Id: string
  readonly ReceiptHandle?: string
  readonly VisibilityTimeout?: number
}

interface Outgoing {
  readonly MessageBody?: string
  readonly MessageAttributes?: MessageAttributes
  readonly DelaySeconds?: number
  readonly MessageGroupId?: string
  readonly MessageDeduplicationId?: string
}

/** An SQS error: its name in the JSON protocol, and in the older one, which the SDK's exceptions are called by. */
class SqsError extends Error {
  readonly code: string
  readonly queryCode: string

  constructor(code: string, message: string, queryCode = code) {
    super(message)
    this.code = code
    this.queryCode = queryCode
  }
}

type Operation = (request: Request & Outgoing, queue: Queue) => object | Promise<object>

/** Plays SQS for the queues of the template (SQS API Reference, JSON protocol). */
export function sqsApi(world: World, queues: Queues, moves: MessageMoves): ApiHandler {
  const urlOf = ({ arn }: Queue) => world.byArn(arn)!.ref
  const operations: Readonly<Record<string, Operation>> = {
    GetQueueUrl: (_, queue) => ({ QueueUrl: urlOf(queue) }),
    GetQueueAttributes: ({ AttributeNames = [] }, queue) => ({
      Attributes: attributesOf(queues, queue, AttributeNames),
    }),
    PurgeQueue(_, queue) {
      queues.purge(queue)
      return {}
    },
    SendMessage: (request, queue) => queues.together(() => send(queues, queue, request)),
    SendMessageBatch: ({ Entries = [] }, queue) =>
      queues.together(() => batch(Entries, (entry) => send(queues, queue, entry))),
    ReceiveMessage: (request, queue) => receive(queues, queue, request),
    StartMessageMoveTask: ({ DestinationArn }, queue) => handBack(queues, moves, queue, DestinationArn),
    ListMessageMoveTasks: ({ MaxResults = 1 }, queue) => ({ Results: moves.list(queue.arn, MaxResults) }),
    DeleteMessage({ ReceiptHandle = '' }, queue) {
      queues.remove(queue, ReceiptHandle)
      return {}
    },
    DeleteMessageBatch: ({ Entries = [] }, queue) =>
      queues.together(() =>
        batch(Entries, ({ ReceiptHandle = '' }) => {
          queues.remove(queue, ReceiptHandle)
          return {}
        }),
      ),
    ChangeMessageVisibility: ({ ReceiptHandle = '', VisibilityTimeout = 0 }, queue) =>
      changeVisibility(queues, queue, ReceiptHandle, VisibilityTimeout),
    ChangeMessageVisibilityBatch: ({ Entries = [] }, queue) =>
      batch(Entries, ({ ReceiptHandle = '', VisibilityTimeout = 0 }) =>
        changeVisibility(queues, queue, ReceiptHandle, VisibilityTimeout),
      ),
  }

  async function perform(action: string, request: Request): Promise<object> {
    if (action === 'ListQueues') {
      const found = queues.all().filter(({ name }) => name.startsWith(request.QueueNamePrefix ?? ''))
      return { QueueUrls: found.map(urlOf) }
    }
    const operation = operations[action]
    if (operation === undefined) throw new SqsError('InvalidAction', `The local host does not know sqs: ${action}.`)
    const named = request.QueueUrl?.split('/').at(-1) ?? request.QueueName ?? request.SourceArn?.split(':').at(-1)
    const queue = queues.find(named ?? '')
    if (queue === undefined) {
      throw new SqsError(
        'QueueDoesNotExist',
        'The specified queue does not exist.',
        'AWS.SimpleQueueService.NonExistentQueue',
      )
    }
    return operation(request, queue)
  }

  return async ({ action, body }): Promise<ApiAnswer> => {
    try {
      const result = await perform(action, jsonOf(body))
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(result) }
    } catch (error) {
      if (!(error instanceof SqsError)) throw error
      const answer = errorAnswer('sqs', error.code, error.message)
      return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${error.queryCode};Sender` } }
    }
  }
}

function send(queues: Queues, queue: Queue, outgoing: Outgoing): object {
  const { MessageBody = '', MessageAttributes = {}, DelaySeconds = queue.delaySeconds, MessageGroupId } = outgoing
  if (MessageBody === '') throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.')
  if (sizeOf(MessageBody, MessageAttributes) > queue.maximumBytes) {
    throw new SqsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumBytes} bytes.`,
    )
  }
  if (queue.fifo && MessageGroupId === undefined) {
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.')
  }
  const own = outgoing.MessageDeduplicationId
  const derived = queue.contentBasedDeduplication ? createHash('sha256').update(MessageBody).digest('hex') : undefined
  if (queue.fifo && own === undefined && derived === undefined) {
    throw new SqsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    )
  }
  const { messageId, sequence } = queues.send(
    queue,
    {
      body: MessageBody,
      attributes: MessageAttributes,
      delaySeconds: DelaySeconds,
      ...(queue.fifo && { groupId: MessageGroupId, deduplicationId: own ?? derived }),
    },
    Date.now(),
  )
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5(MessageBody),
    MD5OfMessageAttributes: md5OfAttributes(MessageAttributes),
    ...(queue.fifo && { SequenceNumber: String(sequence).padStart(20, '0') }),
  }
}

async function receive(queues: Queues, queue: Queue, request: Request): Promise<object> {
  const {
    MaxNumberOfMessages = 1,
    VisibilityTimeout = queue.visibilitySeconds,
    WaitTimeSeconds = queue.waitSeconds,
  } = request
  if (!(MaxNumberOfMessages >= 1 && MaxNumberOfMessages <= 10)) {
    throw new SqsError(
      'InvalidParameterValue',
      `Value ${MaxNumberOfMessages} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
    )
  }
  const until = Date.now() + WaitTimeSeconds * 1000
  while (queues.isOpen()) {
    const found = queues.receive(queue, MaxNumberOfMessages, VisibilityTimeout, Date.now())
    const left = until - Date.now()
    if (found.length > 0 || left <= 0) return found.length === 0 ? {} : { Messages: found.map(messageOf) }
    await somethingSent(queues, queue, left)
  }
  return {}
}

// Delayed and hidden messages come back without being sent, so a look every second is needed besides.
function somethingSent(queues: Queues, queue: Queue, left: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      takeBack()
      resolve()
    }
    const timer = setTimeout(done, Math.min(left, 1000))
    const takeBack = queues.onSend(queue, done)
    timer.unref()
  })
}

function messageOf(received: Received): object {
  const { messageId, receipt, body, attributes, sentAt, receiveCount, firstReceivedAt, groupId, deduplicationId } =
    received
  return {
    MessageId: messageId,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfAttributes(attributes),
    }),
    Attributes: {
      SenderId: 'local',
      SentTimestamp: String(sentAt),
      ApproximateReceiveCount: String(receiveCount),
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
      ...(groupId !== null && {
        MessageGroupId: groupId,
        MessageDeduplicationId: deduplicationId ?? undefined,
        SequenceNumber: String(received.sequence).padStart(20, '0'),
      }),
    },
  }
}

/** Messages go back to where they came from, or to the queue that is named. */
function handBack(queues: Queues, moves: MessageMoves, queue: Queue, destination: string | undefined): object {
  if (!queues.isForDeadLetters(queue))
    throw new SqsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.')
  const target = destination === undefined ? undefined : queues.find(destination.split(':').at(-1) ?? '')
  if (destination !== undefined && target === undefined)
    throw new SqsError(
      'ResourceNotFoundException',
      'The resource that you specified for the DestinationArn parameter does not exist.',
    )
  const startedAt = Date.now()
  const moved = queues.handBack(queue, target, startedAt)
  return { TaskHandle: moves.record({ source: queue.arn, destination, moved, startedAt }) }
}

function changeVisibility(queues: Queues, queue: Queue, receipt: string, seconds: number): object {
  if (!queues.changeVisibility(queue, receipt, seconds, Date.now())) {
    throw new SqsError(
      'MessageNotInflight',
      'The message is not in flight.',
      'AWS.SimpleQueueService.MessageNotInflight',
    )
  }
  return {}
}

function batch(entries: readonly Entry[], perform: (entry: Entry) => object): object {
  if (entries.length === 0)
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.')
  if (entries.length > 10)
    throw new SqsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.')
  const Successful: object[] = []
  const Failed: object[] = []
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...perform(entry) })
    } catch (error) {
      if (!(error instanceof SqsError)) throw error
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true })
    }
  }
  return { Successful, Failed }
}

function attributesOf(queues: Queues, queue: Queue, names: readonly string[]): Record<string, string> {
  const { visible, inFlight, delayed } = queues.counts(queue, Date.now())
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.visibilitySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(queue.waitSeconds),
    MaximumMessageSize: String(queue.maximumBytes),
    ...(queue.redrive && { RedrivePolicy: JSON.stringify(queue.redrive) }),
    ...(queue.fifo && { FifoQueue: 'true', ContentBasedDeduplication: String(queue.contentBasedDeduplication) }),
  }
  return names.includes('All') ? all : Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
}
