import { streamArnOf } from '../../template/resource-types.ts'
import type { ApiCall, World } from '../../world.ts'
import type { Permission } from '../statement.ts'

type Keys = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What of a DynamoDB request decides about permissions. */
interface TableRequest {
  readonly TableName?: string
  readonly IndexName?: string
  readonly Key?: Keys
  readonly Item?: Keys
  readonly KeyConditionExpression?: string
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues?: Keys
  readonly RequestItems?: Readonly<Record<string, unknown>>
  readonly TransactItems?: readonly Readonly<Record<string, TableRequest>>[]
  readonly StreamArn?: string
  readonly ShardIterator?: string
}

/** Actions on one table, by its name; `Query` and `Scan` may name an index. */
const onTable = new Set([
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
  'UpdateTimeToLive',
])

/** A transaction needs the action of each of its parts. */
const partActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
}

/** Partition key of each table of the template; conditions on leading keys are about its values. */
export type PartitionKeys = ReadonlyMap<string, string>

/** The partition keys that `required` needs to know. */
export function partitionKeys(world: World): PartitionKeys {
  return new Map(
    world.ofType('AWS::DynamoDB::Table').map(({ ref, properties }) => {
      const hash = properties.KeySchema.find(({ KeyType }: { KeyType: string }) => KeyType === 'HASH')
      return [ref, hash.AttributeName]
    }),
  )
}

/**
 * The permissions a DynamoDB or Streams call needs (Service Authorization Reference, "DynamoDB"); undefined for an
 * operation that is not known here.
 */
export function dynamodbPermissions(
  { action, body }: Pick<ApiCall, 'action' | 'body'>,
  world: Pick<World, 'region' | 'account'>,
  keys: PartitionKeys,
): readonly Permission[] | undefined {
  const request: TableRequest = JSON.parse(body.toString('utf8'))
  const arnOf = (table: string) => `arn:aws:dynamodb:${world.region}:${world.account}:table/${table}`
  const one = (name: string, part: TableRequest): Permission => {
    const table = arnOf(part.TableName ?? '')
    const leading = leadingKey(part, keys.get(part.TableName ?? ''))
    return {
      action: `dynamodb:${name}`,
      resource: part.IndexName === undefined ? table : `${table}/index/${part.IndexName}`,
      ...(leading !== undefined && { context: { 'dynamodb:LeadingKeys': [leading] } }),
    }
  }
  if (onTable.has(action)) return [one(action, request)]
  switch (action) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return (request.TransactItems ?? []).flatMap((item) =>
        Object.entries(item).map(([part, content]) => one(partActions[part] ?? part, content)),
      )
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(request.RequestItems ?? {}).map((TableName) => one(action, { TableName }))
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }]
    case 'ListStreams':
      return [
        {
          action: 'dynamodb:ListStreams',
          resource: request.TableName === undefined ? '*' : streamArnOf(arnOf(request.TableName)),
        },
      ]
    case 'DescribeStream':
    case 'GetShardIterator':
      return [{ action: `dynamodb:${action}`, resource: request.StreamArn ?? '' }]
    case 'GetRecords':
      return [
        { action: 'dynamodb:GetRecords', resource: streamArnOf(arnOf(tableOfIterator(request.ShardIterator ?? ''))) },
      ]
    default:
      return undefined
  }
}

// The engine's iterators are base64 of {"table_name":…,"shard_id":…,"position":…}.
function tableOfIterator(iterator: string): string {
  try {
    return JSON.parse(Buffer.from(iterator, 'base64').toString('utf8')).table_name
  } catch (error) {
    // Not ours to judge: the engine answers that it is no iterator, and no table is called like this.
    if (error instanceof SyntaxError) return ''
    throw error
  }
}

function leadingKey(request: TableRequest, partitionKey: string | undefined): string | undefined {
  if (partitionKey === undefined) return undefined
  const direct = request.Key ?? request.Item
  if (direct !== undefined) return firstValue(direct[partitionKey])
  for (const [, name = '', value = ''] of request.KeyConditionExpression?.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g) ?? []) {
    const attribute = request.ExpressionAttributeNames?.[name] ?? name
    if (attribute === partitionKey) return firstValue(request.ExpressionAttributeValues?.[value])
  }
  return undefined
}

const firstValue = (attribute: Readonly<Record<string, string>> | undefined) =>
  attribute === undefined ? undefined : Object.values(attribute)[0]
