import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deadLetterQueue } from '../../../lib/aws/given-up.ts'
import { allow, type Cloud, REGION, role, startCloud } from './cloud.ts'

const arn = (name: string) => `arn:aws:sqs:${REGION}:000000000000:${name}`
const queue = (QueueName: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
})
const resources = {
  alerts: queue('alerts', { RedrivePolicy: { deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 } }),
  dead: queue('dead'),
  administrator: role(
    'administrator',
    allow(['sqs:GetQueueAttributes', 'sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks'], arn('dead')),
  ),
  onlooker: role('onlooker', allow(['sqs:GetQueueAttributes', 'sqs:ListMessageMoveTasks'], arn('dead'))),
}

let cloud: Cloud
const sqs = (name = 'host') => new SQSClient(cloud.as(name))
const url = (name: string) => `${cloud.gateway.url}/000000000000/${name}`
const receive = async (name: string, VisibilityTimeout = 30) =>
  (await sqs().send(new ReceiveMessageCommand({ QueueUrl: url(name), MaxNumberOfMessages: 10, VisibilityTimeout })))
    .Messages ?? []
const dead = (name: string) => deadLetterQueue(url('dead'), sqs(name))

beforeAll(async () => {
  cloud = await startCloud(resources)
})
afterAll(() => cloud.stop())

describe('messages that were given up', () => {
  test('go back to where they came from, and count as new there', async () => {
    for (const MessageBody of ['one', 'two'])
      await sqs().send(new SendMessageCommand({ QueueUrl: url('alerts'), MessageBody }))
    await receive('alerts', 0)
    // The second look finds that they were received too often.
    await new Promise((done) => setTimeout(done, 5))
    expect(await receive('alerts')).toEqual([])
    expect(await dead('administrator').count()).toBe(2)
    expect(await dead('administrator').progress()).toBeUndefined()

    await dead('administrator').handBack()
    expect(await dead('administrator').count()).toBe(0)
    expect((await receive('alerts')).map(({ Body }) => Body)).toEqual(['one', 'two'])
    expect(await dead('onlooker').progress()).toMatchObject({ status: 'completed', moved: 2, of: 2 })
  })

  test('are handed back by nobody who was not granted it, and only out of dead letters', async () => {
    await expect(dead('onlooker').handBack()).rejects.toThrow(/sqs:StartMessageMoveTask/)
    await expect(deadLetterQueue(url('alerts'), sqs()).handBack()).rejects.toThrow(/Dead Letter Queue/)
  })
})
