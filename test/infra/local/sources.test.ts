import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { awsCall, jsonHeaders } from '../../../infra/local/events/aws-call.ts'
import { arn, eventually, NOTE, resource, type Setting, type Stand, standFor, startDynamodb } from './stand.ts'

let dynamodb: Awaited<ReturnType<typeof startDynamodb>>
let stand: Stand
beforeAll(async () => {
  dynamodb = await startDynamodb()
})
afterAll(() => dynamodb.stop())
afterEach(() => stand?.stop())

async function ask(action: string, body: object): Promise<void> {
  const { call, close } = awsCall(dynamodb.url, 'ap-northeast-2')
  const headers = jsonHeaders(`DynamoDB_20120810.${action}`)
  const key = { accessKeyId: 'TEST', secretAccessKey: '' }
  const answer = await call(key, { service: 'dynamodb', headers, body: JSON.stringify(body) })
  close()
  if (answer.status !== 200) throw new Error(answer.body)
}

/** A table of its own, with the mapping that reads it; the function notes the `id` of each record, in one line a batch. */
async function standWith(body: string, mapping: object = {}, setting: Setting = {}): Promise<string> {
  const table = `table-${randomUUID()}`
  await ask('CreateTable', {
    TableName: table,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  })
  const source = `${NOTE}
    const idOf = (record) => record.dynamodb.Keys.id.S
    export const handler = async ({ Records }) => { const ids = Records.map(idOf); ${body} }`
  stand = await standFor({
    queues: { dead: {} },
    dynamodb: dynamodb.url,
    ...setting,
    functions: { worker: { source }, ...setting.functions },
    resources: [
      ...(setting.resources ?? []),
      resource('AWS::Lambda::EventSourceMapping', 'mapping', 'mapping', '', {
        EventSourceArn: arn('dynamodb', `table/${table}/stream/2026-01-01T00:00:00.000`),
        FunctionName: 'worker',
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: arn('sqs', 'dead') } },
        ...mapping,
      }),
    ],
  })
  return table
}
const put = (table: string, id: string, more: object = {}) =>
  ask('PutItem', { TableName: table, Item: { id: { S: id }, ...more } })
const noted = (line: string) => eventually(() => (stand.notes().includes(line) ? true : undefined))
const deadLetter = () => eventually(async () => (await stand.messages('dead'))[0])

describe('a function that reads the stream of a table', () => {
  test('gets each change in the record of DynamoDB streams', async () => {
    const table = await standWith('note(JSON.stringify(Records[0]))')
    await put(table, 'a', { count: { N: '1' } })
    expect(JSON.parse(await eventually(() => stand.notes()[0]))).toEqual({
      eventID: expect.any(String),
      eventName: 'INSERT',
      eventVersion: expect.any(String),
      eventSource: 'aws:dynamodb',
      awsRegion: 'ap-northeast-2',
      eventSourceARN: arn('dynamodb', `table/${table}/stream/2026-01-01T00:00:00.000`),
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: { id: { S: 'a' } },
        NewImage: { id: { S: 'a' }, count: { N: '1' } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    })
  })

  test('gets the changes of an item in order, also with several lanes', async () => {
    const table = await standWith(
      `for (const record of Records) note(idOf(record) + ' ' + record.dynamodb.NewImage.n.N)`,
      { ParallelizationFactor: 3, BatchSize: 4 },
    )
    for (let n = 0; n < 8; n += 1) for (const id of ['a', 'b', 'c']) await put(table, id, { n: { N: String(n) } })
    await eventually(() => (stand.notes().length === 24 ? true : undefined))
    for (const id of ['a', 'b', 'c']) {
      const own = stand.notes().filter((line) => line.startsWith(id))
      expect(own).toEqual(Array.from({ length: 8 }, (_, n) => `${id} ${n}`))
    }
  })

  test('gets only what its filters let through', async () => {
    const Filters = [
      { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"id":{"S":[{"prefix":"event#"}]}}}}' },
      { Pattern: '{"dynamodb":{"NewImage":{"outcome":{"S":["replaying"]}}}}' },
    ]
    const table = await standWith('ids.forEach(note)', { FilterCriteria: { Filters } })
    await put(table, 'head')
    await put(table, 'event#1')
    await put(table, 'event#1', { changed: { BOOL: true } })
    await put(table, 'letter', { outcome: { S: 'replaying' } })
    await noted('letter')
    expect(stand.notes()).toEqual(['event#1', 'letter'])
  })

  test('goes on after a restart where it was, and misses nothing meanwhile', async () => {
    const table = await standWith('ids.forEach(note)')
    await put(table, 'a')
    await noted('a')
    await eventually(() => [...stand.compute.checkpoints().values()][0])
    await stand.compute.stop()
    await put(table, 'b')
    await stand.restart()
    await noted('b')
    expect(stand.notes()).toEqual(['a', 'b'])
  })

  test('gets a change again that was being handled when the host ended', async () => {
    const table = await standWith(
      'note("begun"); if (notes().length === 1) await new Promise(() => setInterval(() => {}, 1e6)); note("done")',
    )
    await put(table, 'a')
    await noted('begun')
    await stand.restart()
    await noted('done')
    expect(stand.notes()).toEqual(['begun', 'begun', 'done'])
  })

  test('says how far it has come, so that the rest can be trimmed', async () => {
    const table = await standWith('ids.forEach(note)')
    const streamArn = arn('dynamodb', `table/${table}/stream/2026-01-01T00:00:00.000`)
    expect([...stand.compute.checkpoints()]).toEqual([[streamArn, undefined]])
    await put(table, 'a')
    await eventually(() => stand.compute.checkpoints().get(streamArn))
    expect(stand.notes()).toEqual(['a'])
  })
})

describe('a burst of inputs', () => {
  test('is taken in before the changes it causes are told', async () => {
    const TOPIC = arn('sns', 'mail-received')
    const topic = resource('AWS::SNS::Topic', 'topic', TOPIC, TOPIC)
    const Endpoint = arn('lambda', 'function:intake')
    const subscription = { TopicArn: TOPIC, Protocol: 'lambda', Endpoint }
    // Longer than a quiet stream is left alone.
    const source = `${NOTE}
      export const handler = async ({ Records: [{ Sns }] }) => { note(Sns.Message); await new Promise((go) => setTimeout(go, 700)) }`
    const table = await standWith(
      'ids.forEach(note)',
      {},
      {
        functions: { intake: { source, invokers: ['sns.amazonaws.com'] } },
        resources: [topic, resource('AWS::SNS::Subscription', 'subscription', TOPIC, '', subscription)],
        context: { pace: { concurrency: 1 } },
      },
    )
    await put(table, 'before')
    await noted('before')
    for (const Message of ['one', 'two', 'three']) stand.compute.publish(TOPIC, { Message })
    await put(table, 'change')
    await noted('change')
    expect(stand.notes()).toEqual(['before', 'one', 'two', 'three', 'change'])
  })
})

describe('a function that fails on a record of a stream', () => {
  test('gets the batch again until it succeeds', async () => {
    const table = await standWith('note(ids.join()); if (notes().length < 3) throw new Error("not yet")')
    await put(table, 'a')
    await eventually(() => (stand.notes().length === 3 ? true : undefined))
    await put(table, 'b')
    await noted('b')
    expect(stand.notes()).toEqual(['a', 'a', 'a', 'b'])
  })

  test('loses only the record at fault when its batch is split', async () => {
    const table = await standWith('if (ids.includes("bad")) throw new Error("no"); ids.forEach(note)', {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      MaximumBatchingWindowInSeconds: 1,
    })
    for (const id of ['a', 'b', 'bad', 'c', 'd']) await put(table, id)
    await noted('d')
    expect(stand.notes()).toEqual(['a', 'b', 'c', 'd'])
    const record = JSON.parse((await deadLetter()).Body)
    expect(record).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: arn('lambda', 'function:worker'),
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: expect.stringContaining(table) },
    })
    expect(record.DDBStreamBatchInfo.startSequenceNumber).toBe(record.DDBStreamBatchInfo.endSequenceNumber)
  })

  test('gets again what it reported and what follows it', async () => {
    const table = await standWith(
      `note(ids.join())
       const at = Records.findIndex((record) => idOf(record) === 'b')
       return { batchItemFailures: at >= 0 && notes().length < 3 ? [{ itemIdentifier: Records[at].dynamodb.SequenceNumber }] : [] }`,
      { FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumBatchingWindowInSeconds: 1 },
    )
    for (const id of ['a', 'b', 'c']) await put(table, id)
    await eventually(() => (stand.notes().length === 3 ? true : undefined))
    expect(stand.notes()).toEqual(['a,b,c', 'b,c', 'b,c'])
  })

  test('does not get a record that has become too old', async () => {
    const table = await standWith(
      'note(ids.join()); throw new Error("no")',
      { MaximumRecordAgeInSeconds: 60 },
      {
        context: {
          clock: {
            now: () => Date.now() + 61_000,
            after: (ms, call) => {
              const timer = setTimeout(call, ms)
              return () => clearTimeout(timer)
            },
          },
        },
      },
    )
    await put(table, 'a')
    expect(JSON.parse((await deadLetter()).Body).requestContext.condition).toBe('RecordAgeExceeded')
    expect(stand.notes()).toEqual([])
  })
})
