import {
  BatchGetItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { errorAnswer } from '../../../infra/local/gateway/error-answer.ts'
import { allow, type Cloud, REGION, role, startCloud, table } from './cloud.ts'

const TABLE = `arn:aws:dynamodb:${REGION}:000000000000:table/desk`
const item = { pk: { S: 'a' }, sk: { S: 'b' }, team: { S: 'network' } }
const key = { pk: item.pk, sk: item.sk }

let cloud: Cloud
const log = vi.spyOn(console, 'error').mockImplementation(() => {})

beforeAll(async () => {
  cloud = await startCloud({
    table: table('desk'),
    files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    writer: role('writer', allow(['dynamodb:PutItem', 'dynamodb:GetItem'], TABLE), allow('s3:*', '*')),
    reader: role(
      'reader',
      allow(['dynamodb:GetItem', 'dynamodb:Query'], TABLE),
      allow('s3:GetObject', 'arn:aws:s3:::files/*'),
    ),
    ownOnly: role(
      'own-only',
      allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['own'] } }),
    ),
  })
  await new DynamoDBClient(cloud.as('host')).send(new PutItemCommand({ TableName: 'desk', Item: item }))
})
afterAll(() => cloud.stop())

const dynamodb = (name: string) => new DynamoDBClient(cloud.as(name))
const denied = (role: string, action: string, resource: string) => ({
  name: 'AccessDeniedException',
  message: `User: arn:aws:sts::000000000000:assumed-role/${role}/local is not authorized to perform: ${action} on resource: ${resource}`,
})

describe('a call of a role', () => {
  test('with an allowing statement reaches the table', async () => {
    const { Item } = await dynamodb('reader').send(new GetItemCommand({ TableName: 'desk', Key: key }))
    expect(Item).toEqual(item)
  })

  test('without one is refused by name, and said once in the log', async () => {
    log.mockClear()
    const put = () => dynamodb('reader').send(new PutItemCommand({ TableName: 'desk', Item: item }))
    await expect(put()).rejects.toMatchObject(denied('reader', 'dynamodb:PutItem', TABLE))
    await expect(put()).rejects.toMatchObject(denied('reader', 'dynamodb:PutItem', TABLE))
    expect(log).toHaveBeenCalledTimes(1)
    expect(log).toHaveBeenCalledWith(expect.stringContaining('dynamodb:PutItem'))
  })

  test('in a transaction needs the permission of each of its parts', async () => {
    const transact = (...TransactItems: object[]) =>
      dynamodb('writer').send(new TransactWriteItemsCommand({ TransactItems }))
    const Put = { TableName: 'desk', Item: { ...item, sk: { S: 'c' } } }
    await transact({ Put })
    await expect(transact({ Put }, { Delete: { TableName: 'desk', Key: key } })).rejects.toMatchObject(
      denied('writer', 'dynamodb:DeleteItem', TABLE),
    )
    const check = { TableName: 'desk', Key: key, ConditionExpression: 'attribute_exists(pk)' }
    await expect(transact({ Put }, { ConditionCheck: check })).rejects.toMatchObject(
      denied('writer', 'dynamodb:ConditionCheckItem', TABLE),
    )
  })

  test('on an index needs a permission for the index', async () => {
    const query = new QueryCommand({
      TableName: 'desk',
      IndexName: 'byTeam',
      KeyConditionExpression: 'team = :team',
      ExpressionAttributeValues: { ':team': { S: 'network' } },
    })
    await expect(dynamodb('reader').send(query)).rejects.toMatchObject(
      denied('reader', 'dynamodb:Query', `${TABLE}/index/byTeam`),
    )
  })

  test('in a batch needs the permission of the batch', async () => {
    const batch = new BatchGetItemCommand({ RequestItems: { desk: { Keys: [key] } } })
    await expect(dynamodb('reader').send(batch)).rejects.toMatchObject(denied('reader', 'dynamodb:BatchGetItem', TABLE))
  })

  test('reaches only the partitions that its condition names', async () => {
    const get = (pk: string) =>
      dynamodb('own-only').send(new GetItemCommand({ TableName: 'desk', Key: { pk: { S: pk }, sk: { S: 'x' } } }))
    expect(await get('own')).not.toHaveProperty('Item')
    await expect(get('a')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  test('to a service nobody plays says so', async () => {
    const put = new EventBridgeClient(cloud.as('writer')).send(
      new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }),
    )
    await expect(put).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The local host does not know events: PutEvents.',
    })
  })
})

describe('a call with a key nobody has', () => {
  test('is refused before anything else', async () => {
    const credentials = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }
    const get = new GetItemCommand({ TableName: 'desk', Key: key })
    await expect(new DynamoDBClient({ ...cloud.as('host'), credentials }).send(get)).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    })
  })

  test('and one without a signature as well', async () => {
    expect((await fetch(`${cloud.gateway.url}/files/a`)).status).toBe(403)
    expect((await fetch(`${cloud.gateway.url}/files/a?X-Amz-Credential=%E0%A4%A`)).status).toBe(403)
  })
})

describe('answers', () => {
  test('speak of the region and account of the template', async () => {
    const { Table } = await dynamodb('host').send(new DescribeTableCommand({ TableName: 'desk' }))
    expect(Table).toMatchObject({ TableArn: TABLE, LatestStreamArn: `${TABLE}/stream/2026-01-01T00:00:00.000` })
  })
})

describe('a link to a file', () => {
  const link = async (expiresIn: number, more: object = {}) =>
    getSignedUrl(
      new S3Client(cloud.as('reader')),
      new GetObjectCommand({ Bucket: 'files', Key: 'a b/한글.txt', ...more }),
      {
        expiresIn,
      },
    )
  beforeAll(async () => {
    await new S3Client(cloud.as('writer')).send(
      new PutObjectCommand({ Bucket: 'files', Key: 'a b/한글.txt', Body: 'hello', ContentType: 'text/html' }),
    )
  })

  test('opens without a key of one’s own', async () => {
    const answer = await fetch(await link(60))
    expect([answer.status, await answer.text()]).toEqual([200, 'hello'])
  })

  test('answers with the headers it was signed for', async () => {
    const { headers } = await fetch(
      await link(60, { ResponseContentDisposition: 'attachment', ResponseContentType: 'text/plain' }),
    )
    expect([headers.get('content-disposition'), headers.get('content-type')]).toEqual(['attachment', 'text/plain'])
  })

  test('stops working when its time is over', async () => {
    const url = await link(60)
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    const answer = await fetch(url)
    vi.useRealTimers()
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  })

  test.each([
    ['another file', (url: string) => url.replace('%ED%95%9C', '%ED%95%9D')],
    ['a longer life', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
    ['another header', (url: string) => `${url}&response-content-type=text%2Fhtml`],
    ['no end', (url: string) => url.replace('X-Amz-Expires=60&', '')],
  ])('is not good for %s', async (_, forge) => {
    const answer = await fetch(forge(await link(60)))
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
  })

  test('is not good for what its role may not do', async () => {
    const put = await getSignedUrl(
      new S3Client(cloud.as('reader')),
      new PutObjectCommand({ Bucket: 'files', Key: 'x' }),
    )
    expect((await fetch(put, { method: 'PUT', body: 'x' })).status).toBe(403)
  })
})

describe('a fault that a test injects', () => {
  const get = new GetItemCommand({ TableName: 'desk', Key: key })
  const throttled = errorAnswer('dynamodb', 'ThrottlingException', 'Slow down')

  test('fails the next matching calls and no others', async () => {
    cloud.gateway.inject({ service: 'dynamodb', action: 'GetItem', answer: throttled, times: 2 })
    await expect(dynamodb('reader').send(get)).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(dynamodb('reader').send(get)).rejects.toMatchObject({ name: 'ThrottlingException' })
    await expect(dynamodb('reader').send(get)).resolves.toMatchObject({ Item: item })
  })

  test('may come after the effect, so that only the answer is lost', async () => {
    const Item = { ...item, sk: { S: 'late' } }
    cloud.gateway.inject({ service: 'dynamodb', action: 'PutItem', answer: throttled, when: 'after' })
    await expect(dynamodb('writer').send(new PutItemCommand({ TableName: 'desk', Item }))).rejects.toThrow()
    const found = await dynamodb('writer').send(
      new GetItemCommand({ TableName: 'desk', Key: { pk: Item.pk, sk: Item.sk } }),
    )
    expect(found.Item).toEqual(Item)
  })

  test('can be taken back', async () => {
    cloud.gateway.inject({ service: 'dynamodb', action: 'GetItem', answer: throttled })()
    await expect(dynamodb('reader').send(get)).resolves.toMatchObject({ Item: item })
  })
})
