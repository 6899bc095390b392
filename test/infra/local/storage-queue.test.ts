import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allow, type Cloud, REGION, role, startCloud } from './cloud.ts'

const arn = (name: string) => `arn:aws:sqs:${REGION}:000000000000:${name}`
const queue = (QueueName: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
})
const resources = {
  alerts: queue('alerts', {
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: arn('dead'), maxReceiveCount: 2 },
  }),
  dead: queue('dead'),
  ordered: queue('ordered.fifo', { FifoQueue: true, ContentBasedDeduplication: true }),
  sender: role('sender', allow('sqs:SendMessage', arn('alerts'))),
}

let cloud: Cloud
const sqs = (name = 'host') => new SQSClient(cloud.as(name))
const url = (name: string) => `${cloud.gateway.url}/000000000000/${name}`
const send = (name: string, MessageBody: string, more: object = {}) =>
  sqs().send(new SendMessageCommand({ QueueUrl: url(name), MessageBody, ...more }))
const receive = async (name: string, more: object = {}) =>
  (
    await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl: url(name),
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        ...more,
      }),
    )
  ).Messages ?? []
const bodies = async (name: string, more: object = {}) => (await receive(name, more)).map(({ Body }) => Body)

beforeAll(async () => {
  cloud = await startCloud(resources)
})
afterAll(() => cloud.stop())
beforeEach(async () => {
  for (const name of ['alerts', 'dead', 'ordered.fifo'])
    await sqs().send(new PurgeQueueCommand({ QueueUrl: url(name) }))
})

describe('a queue', () => {
  test('hands a message out with its attributes, and hides it until it is deleted', async () => {
    const attribute = { DataType: 'String', StringValue: '한국' }
    await send('alerts', 'down', { MessageAttributes: { site: attribute } })
    const [message] = await receive('alerts', { MessageAttributeNames: ['All'] })
    expect(message).toMatchObject({
      Body: 'down',
      MessageAttributes: { site: attribute },
      Attributes: { ApproximateReceiveCount: '1' },
    })
    expect(await bodies('alerts')).toEqual([])
    await sqs().send(new DeleteMessageCommand({ QueueUrl: url('alerts'), ReceiptHandle: message!.ReceiptHandle }))
    const { Attributes } = await sqs().send(
      new GetQueueAttributesCommand({
        QueueUrl: url('alerts'),
        AttributeNames: ['ApproximateNumberOfMessagesNotVisible'],
      }),
    )
    expect(Attributes).toEqual({ ApproximateNumberOfMessagesNotVisible: '0' })
  })

  test('gives a message again when it is let go', async () => {
    await send('alerts', 'again')
    const [message] = await receive('alerts')
    const change = { QueueUrl: url('alerts'), ReceiptHandle: message!.ReceiptHandle, VisibilityTimeout: 0 }
    await sqs().send(new ChangeMessageVisibilityCommand(change))
    expect(await bodies('alerts')).toEqual(['again'])
  })

  test('moves a message that was received too often to the dead-letter queue', async () => {
    await send('alerts', 'poison')
    for (const _ of [1, 2]) await receive('alerts', { VisibilityTimeout: 0 })
    expect(await bodies('alerts')).toEqual([])
    expect(await bodies('dead')).toEqual(['poison'])
  })

  test('takes and deletes batches', async () => {
    const Entries = ['1', '2', '3'].map((Id) => ({ Id, MessageBody: Id }))
    const { Successful } = await sqs().send(new SendMessageBatchCommand({ QueueUrl: url('alerts'), Entries }))
    expect(Successful).toHaveLength(3)
    const messages = await receive('alerts')
    expect(messages.map(({ Body }) => Body)).toEqual(['1', '2', '3'])
    await sqs().send(
      new DeleteMessageBatchCommand({
        QueueUrl: url('alerts'),
        Entries: messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle })),
      }),
    )
    const { Attributes } = await sqs().send(
      new GetQueueAttributesCommand({ QueueUrl: url('alerts'), AttributeNames: ['All'] }),
    )
    expect(Attributes).toMatchObject({
      QueueArn: arn('alerts'),
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    })
  })

  test('answers who waits as soon as something is sent', async () => {
    const waiting = bodies('alerts', { WaitTimeSeconds: 20 })
    await send('alerts', 'soon')
    expect(await waiting).toEqual(['soon'])
  })

  test('holds a delayed message back', async () => {
    await send('alerts', 'later', { DelaySeconds: 900 })
    expect(await bodies('alerts')).toEqual([])
  })

  test('keeps its messages over a restart', async () => {
    await send('alerts', 'kept')
    await cloud.stop('keep')
    cloud = await startCloud(resources, cloud.dataDir)
    expect(await bodies('alerts')).toEqual(['kept'])
  })

  test('that does not exist is said so, also to who asks for its address', async () => {
    await expect(send('nobody', 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' })
    await expect(sqs().send(new GetQueueUrlCommand({ QueueName: 'nobody' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    })
    expect(await sqs().send(new GetQueueUrlCommand({ QueueName: 'alerts' }))).toMatchObject({ QueueUrl: url('alerts') })
  })

  test('takes messages only from who may send', async () => {
    const log = console.error
    console.error = () => {}
    await sqs('sender').send(new SendMessageCommand({ QueueUrl: url('alerts'), MessageBody: 'x' }))
    await expect(
      sqs('sender').send(new SendMessageCommand({ QueueUrl: url('dead'), MessageBody: 'x' })),
    ).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`sqs:SendMessage on resource: ${arn('dead')}`),
    })
    console.error = log
  })
})

describe('an ordered queue', () => {
  const inGroup = (group: string, body: string) => send('ordered.fifo', body, { MessageGroupId: group })

  test('counts the same message once', async () => {
    await inGroup('a', 'once')
    await inGroup('a', 'once')
    expect(await bodies('ordered.fifo')).toEqual(['once'])
  })

  test('gives no later message of a group while an earlier one is being handled, and those of other groups', async () => {
    await inGroup('b', 'b1')
    expect(await bodies('ordered.fifo')).toEqual(['b1'])
    await inGroup('b', 'b2')
    await inGroup('c', 'c1')
    expect(await bodies('ordered.fifo')).toEqual(['c1'])
  })

  test('wants a group', async () => {
    await expect(send('ordered.fifo', 'x')).rejects.toMatchObject({ name: 'MissingParameter' })
  })
})
