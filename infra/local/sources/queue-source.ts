import { type AwsResponse, jsonHeaders } from '../events/aws-call.ts'
import { sentence } from '../lambda/known-properties.ts'
import { PATIENCE_MS } from '../lambda/turns.ts'
import type { Part } from '../world.ts'
import { failedIds } from './batch-response.ts'
import { everything, type Mapping, type SourceParts } from './mapping.ts'
import { pause } from './stream-batch.ts'

interface Message {
  readonly MessageId: string
  readonly ReceiptHandle: string
  readonly Body: string
  readonly MD5OfBody: string
  readonly Attributes?: Readonly<Record<string, string>>
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>
}

interface MessageAttribute {
  readonly DataType: string
  readonly StringValue?: string
  readonly BinaryValue?: string
}

/** ReceiveMessage and DeleteMessageBatch take ten messages; a long poll lasts at most 20 s (SQS API reference). */
const RECEIVE_LIMIT = 10
const LONG_POLL_SECONDS = 20

/** How long to let messages come together before the queue is asked again. */
const GATHER_MS = 50

/** How often to look whether a burst is over. */
const BUSY_POLL_MS = 20

/**
 * Feeds a function from a queue, in the name of the function's role: batches of up to BatchSize, partial failures, and
 * otherwise the queue's own rules (a failed message is visible again after its timeout and redriven by maxReceiveCount).
 */
export function startQueueSource(parts: SourceParts, mapping: Mapping): Part {
  const { world, lambda } = parts
  const queue = world.byArn(mapping.sourceArn)
  if (queue === undefined) throw new Error(`${mapping.id}: ${mapping.sourceArn} is not in the template.`)
  if (queue.properties.FifoQueue) throw new Error(sentence(queue, 'the local host does not poll FIFO queues'))
  const stopping = new AbortController()
  const { signal } = stopping

  async function ask(action: string, body: object): Promise<AwsResponse> {
    const answer = await parts.call(mapping.credentials, {
      service: 'sqs',
      headers: jsonHeaders(`AmazonSQS.${action}`),
      body: JSON.stringify({ QueueUrl: queue?.ref, ...body }),
      signal,
    })
    if (answer.status !== 200) throw new Error(`${action} of ${mapping.sourceArn}: ${answer.status} ${answer.body}`)
    return answer
  }

  async function receive(most: number, waitSeconds: number): Promise<Message[]> {
    const answer = await ask('ReceiveMessage', {
      MaxNumberOfMessages: Math.min(most, RECEIVE_LIMIT),
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    })
    return JSON.parse(answer.body).Messages ?? []
  }

  async function gather(): Promise<Message[]> {
    const messages = await receive(mapping.batchSize, LONG_POLL_SECONDS)
    const until = parts.clock.now() + mapping.windowMs
    let last = messages.length
    while (messages.length > 0 && messages.length < mapping.batchSize && parts.clock.now() < until) {
      // The queue was empty: a call for each message that comes would cost more than the message.
      if (last < RECEIVE_LIMIT) await pause(GATHER_MS, signal)
      const more = await receive(mapping.batchSize - messages.length, 0)
      messages.push(...more)
      last = more.length
    }
    return messages
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const wanted =
      mapping.wants === everything
        ? messages
        : messages.filter((message) => mapping.wants({ ...recordOf(message), body: bodyOf(message) }))
    const failed = await failuresOf(wanted)
    // A message that no filter fits is gone, as on AWS.
    const finished = messages.filter(({ MessageId }) => !failed.has(MessageId))
    for (let start = 0; start < finished.length; start += RECEIVE_LIMIT) {
      const some = finished.slice(start, start + RECEIVE_LIMIT)
      const Entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      await ask('DeleteMessageBatch', { Entries })
    }
  }

  async function failuresOf(messages: readonly Message[]): Promise<ReadonlySet<string>> {
    if (messages.length === 0) return new Set()
    const event = JSON.stringify({ Records: messages.map(recordOf) })
    const outcome = await lambda.invokeText(mapping.functionArn, event)
    return failedIds(
      outcome,
      messages.map(({ MessageId }) => MessageId),
      mapping.reportsItemFailures,
    )
  }

  function recordOf({ MessageId, ReceiptHandle, Body, MD5OfBody, Attributes, MessageAttributes = {} }: Message) {
    const attributes = Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ])
    return {
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      messageAttributes: Object.fromEntries(attributes),
      md5OfBody: MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: mapping.sourceArn,
      awsRegion: world.region,
    }
  }

  async function poll(): Promise<void> {
    let workedAt = parts.clock.now()
    while (!signal.aborted) {
      // Taking in comes first: what lies in the queue is safe, and who is not answered may never come again.
      if (lambda.inputsWait && parts.clock.now() - workedAt < PATIENCE_MS) {
        await pause(BUSY_POLL_MS, signal)
        continue
      }
      try {
        const messages = await gather()
        if (messages.length > 0) await handle(messages)
        workedAt = parts.clock.now()
      } catch (error) {
        if (signal.aborted) return
        console.error(`${mapping.id} cannot poll its queue: ${error}`)
        await pause(1000, signal)
      }
    }
  }

  const polling = Promise.all(Array.from({ length: Math.min(mapping.maximumConcurrency, parts.concurrency) }, poll))
  return {
    async stop() {
      stopping.abort()
      await polling
    },
  }
}

// Filters see the body as JSON when it is JSON, else as text.
function bodyOf({ Body }: Message): unknown {
  try {
    return JSON.parse(Body)
  } catch (error) {
    if (error instanceof SyntaxError) return Body
    throw error
  }
}
