import { afterEach, describe, expect, test } from 'vitest'
import { arn, eventually, NOTE, resource, type Setting, type Stand, standFor } from './stand.ts'

const WORKER = arn('lambda', 'function:worker')
const RULE = arn('events', 'rule/desk/opened')
const EVENTS = 'events.amazonaws.com'
const worker = (invokers: readonly string[]) => ({
  worker: { source: `${NOTE}\nexport const handler = async (event) => note(JSON.stringify(event))`, invokers },
})

let stand: Stand
afterEach(() => stand.stop())

const bus = resource('AWS::Events::EventBus', 'bus', 'desk', arn('events', 'event-bus/desk'), { Name: 'desk' })
const rule = (targets: readonly object[], properties: object = {}) =>
  resource('AWS::Events::Rule', 'opened', 'desk|opened', RULE, {
    EventBusName: 'desk',
    EventPattern: { source: ['haneul'], 'detail-type': ['incident.opened'] },
    State: 'ENABLED',
    Targets: targets.map((target, index) => ({ Id: `Target${index}`, ...target })),
    ...properties,
  })
const start = async (setting: Setting) => {
  stand = await standFor(setting)
}
const opened = { Source: 'haneul', DetailType: 'incident.opened', Detail: '{"number":"INC-1"}' }
const firstNote = () => eventually(() => stand.notes()[0])
const firstMessage = (queue: string) => eventually(async () => (await stand.messages(queue))[0])

describe('a rule on a bus', () => {
  test('hands a matching event to its function, in the envelope of EventBridge', async () => {
    await start({ functions: worker([EVENTS]), resources: [bus, rule([{ Arn: WORKER }])] })
    const [result] = stand.compute.putEvents('desk', [{ ...opened, Time: 1_767_225_600, Resources: ['arn:x'] }])
    expect(JSON.parse(await firstNote())).toEqual({
      version: '0',
      id: (result as { EventId: string }).EventId,
      'detail-type': 'incident.opened',
      source: 'haneul',
      account: '000000000000',
      time: '2026-01-01T00:00:00Z',
      region: 'ap-northeast-2',
      resources: ['arn:x'],
      detail: { number: 'INC-1' },
    })
  })

  test('leaves other events and other buses alone', async () => {
    await start({ functions: worker([EVENTS]), resources: [bus, rule([{ Arn: WORKER }])] })
    stand.compute.putEvents('desk', [{ ...opened, DetailType: 'incident.closed' }])
    stand.compute.putEvents('default', [opened])
    stand.compute.putEvents('desk', [{ ...opened, Detail: '{"number":"INC-2"}' }])
    expect(JSON.parse(await firstNote()).detail).toEqual({ number: 'INC-2' })
    expect(stand.notes()).toHaveLength(1)
  })

  test('puts the event into its queue, or a fixed text when the target has one', async () => {
    await start({
      queues: { all: {}, fixed: {} },
      resources: [bus, rule([{ Arn: arn('sqs', 'all') }, { Arn: arn('sqs', 'fixed'), Input: '{"fixed":true}' }])],
    })
    stand.compute.putEvents('desk', [opened])
    expect(JSON.parse((await firstMessage('all')).Body).detail).toEqual({ number: 'INC-1' })
    expect((await firstMessage('fixed')).Body).toBe('{"fixed":true}')
  })

  test('says nothing when it is disabled', async () => {
    const enabled = { ...rule([{ Arn: arn('sqs', 'after') }]), logicalId: 'other' }
    await start({
      queues: { before: {}, after: {} },
      resources: [bus, rule([{ Arn: arn('sqs', 'before') }], { State: 'DISABLED' }), enabled],
    })
    stand.compute.putEvents('desk', [opened])
    await firstMessage('after')
    expect(await stand.messages('before')).toEqual([])
  })
})

describe('a target that may not be reached', () => {
  test('has its events in its dead-letter queue, with the reason', async () => {
    const target = { Arn: WORKER, DeadLetterConfig: { Arn: arn('sqs', 'dead') } }
    await start({ functions: worker([]), queues: { dead: {} }, resources: [bus, rule([target])] })
    stand.compute.putEvents('desk', [opened])
    const { Body, MessageAttributes } = await firstMessage('dead')
    expect(JSON.parse(Body).detail).toEqual({ number: 'INC-1' })
    expect(MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: RULE },
      TARGET_ARN: { StringValue: WORKER },
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
    })
    expect(stand.notes()).toEqual([])
  })

  test('is given up after its retries when it does not answer', async () => {
    const target = {
      Arn: arn('sqs', 'target'),
      RetryPolicy: { MaximumRetryAttempts: 2 },
      DeadLetterConfig: { Arn: arn('sqs', 'dead') },
    }
    const outside = resource('AWS::SQS::Queue', 'target', 'http://127.0.0.1/000000000000/target', arn('sqs', 'target'))
    await start({
      queues: { dead: {} },
      resources: [bus, rule([target]), outside],
      fault: (body) => (body.includes('/target') ? 503 : undefined),
    })
    stand.compute.putEvents('desk', [opened])
    const { MessageAttributes } = await firstMessage('dead')
    expect(MessageAttributes).toMatchObject({
      RETRY_ATTEMPTS: { StringValue: '2' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
    })
  })
})

describe('a delivery to a queue that is out of order', () => {
  test('arrives after a restart', async () => {
    let broken = true
    await start({
      queues: { all: {} },
      resources: [bus, rule([{ Arn: arn('sqs', 'all') }])],
      fault: () => (broken ? 500 : undefined),
    })
    stand.compute.putEvents('desk', [opened])
    await stand.restart()
    broken = false
    expect(JSON.parse((await firstMessage('all')).Body).detail).toEqual({ number: 'INC-1' })
  })
})

describe('events that are put', () => {
  const put = async (entries: readonly object[]) => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=KEY/20260101/ap-northeast-2/events/aws4_request'
    const headers = { authorization, 'x-amz-target': 'AWSEvents.PutEvents' }
    const body = JSON.stringify({ Entries: entries })
    const answer = await fetch(stand.gatewayUrl, { method: 'POST', headers, body })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  test('are taken one by one: a wrong one is answered with its reason and the others arrive', async () => {
    await start({ functions: worker([EVENTS]), resources: [bus, rule([{ Arn: WORKER }])] })
    const { status, body } = await put([
      { ...opened, EventBusName: 'desk', Detail: '[1]' },
      { ...opened, EventBusName: 'desk', Source: undefined },
      { ...opened, EventBusName: 'elsewhere' },
      { ...opened, EventBusName: 'desk', Source: 'aws.ses' },
      { ...opened, EventBusName: arn('events', 'event-bus/desk') },
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({
      FailedEntryCount: 4,
      Entries: [
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'InvalidArgument' },
        { ErrorCode: 'ResourceNotFoundException' },
        { ErrorCode: 'NotAuthorizedForSourceException' },
        { EventId: expect.any(String) },
      ],
    })
    await firstNote()
    expect(stand.notes()).toHaveLength(1)
  })

  test('are refused together when they are more than ten or larger than a megabyte', async () => {
    await start({ resources: [bus] })
    expect(await put(Array.from({ length: 11 }, () => opened))).toMatchObject({
      status: 400,
      body: { __type: 'ValidationException' },
    })
    const large = { ...opened, Detail: JSON.stringify({ text: 'x'.repeat(1_048_576) }) }
    expect(await put([large])).toMatchObject({ status: 400, body: { __type: 'ValidationException' } })
  })

  test('are undone with the transaction they belong to', async () => {
    await start({ functions: worker([EVENTS]), resources: [bus, rule([{ Arn: WORKER }])] })
    stand.ledger.exec('BEGIN')
    stand.compute.putEvents('desk', [{ ...opened, Detail: '{"undone":true}' }])
    stand.ledger.exec('ROLLBACK')
    stand.compute.putEvents('desk', [opened])
    await firstNote()
    await stand.restart()
    expect(stand.notes().map((line) => JSON.parse(line).detail)).toEqual([{ number: 'INC-1' }])
  })
})

describe('a failure destination that is a bus', () => {
  test('gets the record as an event of Lambda', async () => {
    const failed = resource('AWS::Events::Rule', 'failed', 'desk|failed', arn('events', 'rule/desk/failed'), {
      EventBusName: 'desk',
      EventPattern: { source: ['lambda'] },
      Targets: [{ Id: 'a', Arn: arn('sqs', 'all') }],
    })
    const config = resource('AWS::Lambda::EventInvokeConfig', 'config', '', '', {
      FunctionName: 'throws',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: bus.arn } },
    })
    await start({
      functions: { throws: { source: 'export const handler = async () => { throw new Error("no") }' } },
      queues: { all: {} },
      resources: [bus, failed, config],
    })
    stand.compute.functions.invokeLater(arn('lambda', 'function:throws'), { n: 1 })
    expect(JSON.parse((await firstMessage('all')).Body)).toMatchObject({
      'detail-type': 'Lambda Function Invocation Result - Failure',
      detail: { requestPayload: { n: 1 }, requestContext: { condition: 'RetriesExhausted' } },
    })
  })
})
