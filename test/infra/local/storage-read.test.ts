import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, startCloud, table } from './cloud.ts'

let cloud: Cloud
let host: DynamoDBClient
const Key = (sk: string) => ({ pk: { S: '표' }, sk: { S: sk } })
const item = { ...Key('there'), text: { S: '"quoted" 글' }, number: { N: '7' }, list: { L: [{ BOOL: true }] } }

beforeAll(async () => {
  cloud = await startCloud({ table: table('desk') })
  host = new DynamoDBClient(cloud.as('host'))
  await host.send(new PutItemCommand({ TableName: 'desk', Item: item }))
})
afterAll(() => cloud.stop())

describe('a read by key', () => {
  // Where capacity is to be reported, the engine itself answers.
  const byEngine = { ReturnConsumedCapacity: 'TOTAL' } as const

  test.each(['there', 'not-there'])('of one item that is %s answers what the engine answers', async (sk) => {
    const ask = { TableName: 'desk', Key: Key(sk), ConsistentRead: true }
    const { Item } = await host.send(new GetItemCommand(ask))
    expect(Item).toEqual(sk === 'there' ? item : undefined)
    expect(Item).toEqual((await host.send(new GetItemCommand({ ...ask, ...byEngine }))).Item)
  })

  test('of several items answers those that exist, as the engine does', async () => {
    const ask = { RequestItems: { desk: { Keys: [Key('not-there'), Key('there')] } } }
    const { Responses, UnprocessedKeys } = await host.send(new BatchGetItemCommand(ask))
    expect({ Responses, UnprocessedKeys }).toEqual({ Responses: { desk: [item] }, UnprocessedKeys: {} })
    expect(Responses).toEqual((await host.send(new BatchGetItemCommand({ ...ask, ...byEngine }))).Responses)
  })

  test('sees what was written just before', async () => {
    for (let i = 1; i <= 20; i++) {
      await host.send(new PutItemCommand({ TableName: 'desk', Item: { ...Key('counted'), count: { N: String(i) } } }))
      const { Item } = await host.send(new GetItemCommand({ TableName: 'desk', Key: Key('counted') }))
      expect(Item?.count).toEqual({ N: String(i) })
    }
  })

  test('may ask for a part of the item', async () => {
    const part = { ProjectionExpression: '#list', ExpressionAttributeNames: { '#list': 'list' } }
    const ask = { TableName: 'desk', Key: Key('there'), ...part }
    expect((await host.send(new GetItemCommand(ask))).Item).toEqual({ list: item.list })
  })

  test('with mistakes is refused', async () => {
    const refused = (command: GetItemCommand | BatchGetItemCommand) =>
      expect(host.send(command as GetItemCommand)).rejects.toThrow()
    await refused(new GetItemCommand({ TableName: 'desk', Key: { pk: { S: 'a' } } }))
    await refused(new GetItemCommand({ TableName: 'desk', Key: { pk: { S: 'a' }, sk: { N: '1' } } }))
    await refused(new GetItemCommand({ TableName: 'other', Key: Key('there') }))
    await refused(new BatchGetItemCommand({ RequestItems: { desk: { Keys: [Key('there'), Key('there')] } } }))
  })
})
