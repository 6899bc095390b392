import { afterEach, describe, expect, test } from 'vitest'
import { arn, eventually, NOTE, resource, type Setting, type Stand, standFor } from './stand.ts'

const TOPIC = arn('sns', 'mail-received')
const WORKER = arn('lambda', 'function:worker')
const SNS = 'sns.amazonaws.com'
const worker = (invokers: readonly string[]) => ({
  worker: { source: `${NOTE}\nexport const handler = async (event) => note(JSON.stringify(event))`, invokers },
})
const topic = resource('AWS::SNS::Topic', 'topic', TOPIC, TOPIC)
const subscription = (properties: object) =>
  resource('AWS::SNS::Subscription', 'subscription', `${TOPIC}:1`, `${TOPIC}:1`, {
    TopicArn: TOPIC,
    Protocol: 'sqs',
    Endpoint: arn('sqs', 'all'),
    ...properties,
  })

let stand: Stand
afterEach(() => stand.stop())
const start = async (setting: Setting) => {
  stand = await standFor(setting)
}
const firstMessage = (queue: string) => eventually(async () => (await stand.messages(queue))[0])

describe('a function subscribed to a topic', () => {
  const toFunction = subscription({
    Protocol: 'lambda',
    Endpoint: WORKER,
    RedrivePolicy: { deadLetterTargetArn: arn('sqs', 'dead') },
  })

  test('gets each message in the record of SNS', async () => {
    await start({ functions: worker([SNS]), queues: { dead: {} }, resources: [topic, toFunction] })
    const { messageId } = stand.compute.publish(TOPIC, { Subject: 'Hello', Message: '{"a":1}' })
    const note = await eventually(() => stand.notes()[0])
    expect(JSON.parse(note)).toEqual({
      Records: [
        {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: `${TOPIC}:1`,
          Sns: {
            Type: 'Notification',
            MessageId: messageId,
            TopicArn: TOPIC,
            Subject: 'Hello',
            Message: '{"a":1}',
            Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
            SignatureVersion: '1',
            Signature: expect.any(String),
            SigningCertUrl: expect.stringContaining('https://'),
            UnsubscribeUrl: expect.stringContaining(`${TOPIC}:1`),
            MessageAttributes: {},
          },
        },
      ],
    })
  })

  test('gets a message that was accepted before the host was restarted', async () => {
    await start({ functions: worker([SNS]), queues: { dead: {} }, resources: [topic, toFunction] })
    stand.compute.publish(TOPIC, { Message: 'kept' })
    await stand.restart()
    const note = await eventually(() => stand.notes()[0])
    expect(JSON.parse(note).Records[0].Sns.Message).toBe('kept')
  })

  test('has its messages in the dead-letter queue when the topic may not invoke it', async () => {
    await start({ functions: worker([]), queues: { dead: {} }, resources: [topic, toFunction] })
    stand.compute.publish(TOPIC, { Message: 'lost?' })
    expect(JSON.parse((await firstMessage('dead')).Body)).toMatchObject({ TopicArn: TOPIC, Message: 'lost?' })
    expect(stand.notes()).toEqual([])
  })
})

describe('a queue subscribed to a topic', () => {
  test('gets the message in an envelope, or raw when it wants it so', async () => {
    const raw = { ...subscription({ Endpoint: arn('sqs', 'raw'), RawMessageDelivery: true }), logicalId: 'raw' }
    await start({ queues: { all: {}, raw: {} }, resources: [topic, subscription({}), raw] })
    stand.compute.publish(TOPIC, {
      Message: 'hello',
      MessageAttributes: { kind: { Type: 'String', Value: 'greeting' } },
    })
    expect(JSON.parse((await firstMessage('all')).Body)).toMatchObject({
      Type: 'Notification',
      Message: 'hello',
      MessageAttributes: { kind: { Type: 'String', Value: 'greeting' } },
    })
    expect(await firstMessage('raw')).toMatchObject({
      Body: 'hello',
      MessageAttributes: { kind: { StringValue: 'greeting' } },
    })
  })

  test('gets only what its filter lets through', async () => {
    const byAttribute = subscription({ FilterPolicy: { kind: ['alert'], size: [{ numeric: ['>', 5] }] } })
    const byBody = subscription({
      Endpoint: arn('sqs', 'body'),
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: { kind: ['alert'] },
    })
    await start({
      queues: { all: {}, body: {} },
      resources: [topic, byAttribute, { ...byBody, logicalId: 'body' }],
    })
    const attributes = (kind: string, size: string) => ({
      kind: { Type: 'String', Value: kind },
      size: { Type: 'Number', Value: size },
    })
    stand.compute.publish(TOPIC, { Message: 'small', MessageAttributes: attributes('alert', '5') })
    stand.compute.publish(TOPIC, { Message: '{"kind":"other"}', MessageAttributes: attributes('other', '6') })
    stand.compute.publish(TOPIC, { Message: '{"kind":"alert"}', MessageAttributes: attributes('alert', '6') })
    expect(JSON.parse((await firstMessage('all')).Body).Message).toBe('{"kind":"alert"}')
    expect(JSON.parse((await firstMessage('body')).Body).Message).toBe('{"kind":"alert"}')
    expect([...(await stand.messages('all')), ...(await stand.messages('body'))]).toEqual([])
  })
})

describe('a mail address subscribed to a topic', () => {
  test('gets nothing from this machine', async () => {
    await start({ resources: [topic, subscription({ Protocol: 'email', Endpoint: 'ops@example.com' })] })
    expect(stand.compute.publish(TOPIC, { Message: 'alarm' }).messageId).toEqual(expect.any(String))
  })
})

describe('a message published by the API', () => {
  const publish = async (form: Record<string, string>) => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=KEY/20260101/ap-northeast-2/sns/aws4_request'
    const body = new URLSearchParams({ Action: 'Publish', TopicArn: TOPIC, ...form })
    const answer = await fetch(stand.gatewayUrl, { method: 'POST', headers: { authorization }, body })
    return { status: answer.status, text: await answer.text() }
  }

  test('reaches the subscribers and is answered with its id', async () => {
    await start({ queues: { all: {} }, resources: [topic, subscription({})] })
    const { status, text } = await publish({
      Message: 'hello',
      'MessageAttributes.entry.1.Name': 'kind',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'greeting',
    })
    expect(status).toBe(200)
    const message = JSON.parse((await firstMessage('all')).Body)
    expect(message).toMatchObject({ Message: 'hello', MessageAttributes: { kind: { Value: 'greeting' } } })
    expect(text).toContain(`<MessageId>${message.MessageId}</MessageId>`)
  })

  test('is refused when it is empty, too long, or for no topic', async () => {
    await start({ resources: [topic] })
    expect(await publish({})).toMatchObject({ status: 400, text: expect.stringContaining('InvalidParameter') })
    expect(await publish({ Message: 'x'.repeat(262_145) })).toMatchObject({ status: 400 })
    expect(await publish({ Message: 'x', TopicArn: arn('sns', 'none') })).toMatchObject({ status: 404 })
  })
})
