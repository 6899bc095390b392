import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { leaseNumbers } from '../store/number-lease.ts'
import { readTogether } from '../store/read-together.ts'
import { dueIn, type Indexed, indexKeys, type Key, type Partition, table } from '../store/schema.ts'
import type { Item, Outcome, Page, Range, Store, Write } from '../store/store.ts'

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** The SDK gives up after three tries; a hot partition wants a little more patience before a caller is told. */
const client = () =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  })

const hidden: ReadonlySet<string> = new Set([
  table.partitionKey,
  table.sortKey,
  ...Object.values(table.indexes).flatMap((index) => [index.pk, index.sk]),
])

/** Keys and index attributes are the table's own business. */
const bare = (item: Item): Item => {
  const due = dueIn(item)
  return { ...Object.fromEntries(Object.entries(item).filter(([name]) => !hidden.has(name))), ...(due && { due }) }
}

const stored = (item: object, at: Key): Item => {
  const { due: _, ...own } = item as Indexed
  return { ...own, ...indexKeys(item as Indexed), ...at }
}

/** BatchGetItem takes so many keys. */
const keysAtOnce = 100

const absent = { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } } as const
const atVersion = (version: number) => ({
  ConditionExpression: version === 0 ? 'attribute_not_exists(#version)' : '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ...(version !== 0 && { ExpressionAttributeValues: { ':version': version } }),
})

/** An update of its own kind: whoever ticks other lines of the same sheet at the same time is not in the way. */
const ticking = (lines: readonly number[], expiresAt: number) => ({
  UpdateExpression: 'ADD #lines :lines SET #kind = :kind, #expiresAt = :expiresAt',
  ConditionExpression: lines.map((_, i) => `NOT contains(#lines, :line${i})`).join(' AND '),
  ExpressionAttributeNames: { '#lines': 'lines', '#kind': 'kind', '#expiresAt': table.ttl },
  ExpressionAttributeValues: {
    ':lines': new Set(lines),
    ':kind': 'sheet',
    ':expiresAt': expiresAt,
    ...Object.fromEntries(lines.map((line, i) => [`:line${i}`, line])),
  },
})

const adding = (numbers: Readonly<Record<string, number>>, texts: Readonly<Record<string, string>> = {}) => {
  const added = Object.entries(numbers)
  const set = Object.entries(texts)
  return {
    UpdateExpression: [
      `ADD ${added.map((_, i) => `#a${i} :a${i}`).join(', ')}`,
      ...(set.length > 0 ? [`SET ${set.map((_, i) => `#s${i} = :s${i}`).join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries([
      ...added.map(([name], i) => [`#a${i}`, name]),
      ...set.map(([name], i) => [`#s${i}`, name]),
    ]),
    ExpressionAttributeValues: Object.fromEntries([
      ...added.map(([, value], i) => [`:a${i}`, value]),
      ...set.map(([, value], i) => [`:s${i}`, value]),
    ]),
  }
}

const request = (TableName: string, write: Write): TransactItem => {
  if ('add' in write) return { Update: { TableName, Key: write.at, ...adding(write.add, write.set) } }
  if ('remove' in write) return { Delete: { TableName, Key: write.at } }
  if ('tick' in write) return { Update: { TableName, Key: write.at, ...ticking(write.tick, write.expiresAt) } }
  const Put = { TableName, Item: stored(write.put, write.at) }
  if (write.if === undefined) return { Put }
  return { Put: { ...Put, ...(write.if === 'absent' ? absent : atVersion(write.if.version)) } }
}

/** A transaction that met another one is worth another try; a condition that does not hold is an answer. */
const refusedBy = (error: unknown): readonly number[] | undefined => {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
    const refused = codes.flatMap((code, i) => (code === 'ConditionalCheckFailed' ? [i] : []))
    if (refused.length > 0) return refused
    if (codes.includes('TransactionConflict')) return []
  }
  if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return [0]
  return undefined
}

/** The one clause that a key condition may have on the sort key, with its values. */
const clause = ({
  begins,
  after,
  upTo,
  newestFirst,
}: Range & { begins?: string }): [string, Record<string, string>] => {
  const last = upTo ?? (begins === undefined ? undefined : `${begins}\uffff`)
  if (after !== undefined && last !== undefined)
    return ['#sk BETWEEN :from AND :to', { ':from': `${after}\u0000`, ':to': last }]
  if (begins !== undefined) return ['begins_with(#sk, :begins)', { ':begins': begins }]
  if (after !== undefined) return [newestFirst ? '#sk < :after' : '#sk > :after', { ':after': after }]
  return upTo === undefined ? ['', {}] : ['#sk <= :upTo', { ':upTo': upTo }]
}

/**
 * The table `name` in DynamoDB. `commit` answers `refused: []` when another transaction held an item
 * (TransactionConflict): nothing was written, and the caller should look again and retry.
 */
export const dynamoStore = (name: string, db: DynamoDBDocumentClient = client()): Store => {
  const query = async (partition: { index?: Partition['index']; pk: string }, asked: Range & { begins?: string }) => {
    const names = partition.index ? table.indexes[partition.index] : { pk: table.partitionKey, sk: table.sortKey }
    // A sort key has room for one condition: of the parts before one, where to go on is said by that part itself.
    const { after, ...begins } = asked
    const isBackwards = asked.newestFirst === true && asked.begins !== undefined && after !== undefined
    const range = isBackwards ? begins : asked
    const [onSortKey, bounds] = clause(range)
    const found = await db.send(
      new QueryCommand({
        TableName: name,
        ...(partition.index ? { IndexName: partition.index } : { ConsistentRead: true }),
        KeyConditionExpression: onSortKey ? `#pk = :pk AND ${onSortKey}` : '#pk = :pk',
        ExpressionAttributeNames: { '#pk': names.pk, ...(onSortKey && { '#sk': names.sk }) },
        ExpressionAttributeValues: { ':pk': partition.pk, ...bounds },
        ScanIndexForward: !range.newestFirst,
        Limit: range.limit,
        ...(isBackwards && { ExclusiveStartKey: { [names.pk]: partition.pk, [names.sk]: after } }),
      }),
    )
    const last = found.Items?.at(-1)
    return { items: found.Items ?? [], next: found.LastEvaluatedKey && last ? String(last[names.sk]) : undefined }
  }

  const readOne = async (at: Key): Promise<readonly Item[]> => {
    const { Item } = await db.send(new GetCommand({ TableName: name, Key: at, ConsistentRead: true }))
    return Item ? [Item] : []
  }

  const readMany = async (keys: readonly Key[]): Promise<readonly Item[]> => {
    const items: Item[] = []
    let open: Record<string, unknown>[] = keys.map((at) => ({ ...at }))
    for (let round = 0; open.length > 0; round++) {
      if (round === 8) throw new Error(`BatchGetItem left ${open.length} keys unread in eight rounds`)
      const found = await db.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: open, ConsistentRead: true } } }),
      )
      items.push(...(found.Responses?.[name] ?? []))
      open = found.UnprocessedKeys?.[name]?.Keys ?? []
    }
    return items
  }

  const read = readTogether((keys) => (keys.length === 1 ? readOne(keys[0]!) : readMany(keys)), keysAtOnce)

  return {
    get: async (at) => {
      const [found] = await read([at])
      return found && bare(found)
    },

    getMany: async (keys) => (await read(keys)).map(bare),

    parts: async (pk, begins, range) => {
      const page = await query({ pk }, { ...range, begins })
      return { items: page.items.map(bare), next: page.next }
    },

    list: async (partition, range): Promise<Page> => {
      const page = await query(partition, range)
      return { items: page.items.map(bare), next: page.next }
    },

    keys: async (partition, range) => {
      const page = await query(partition, range)
      return { items: page.items.map((item) => ({ pk: String(item.pk), sk: String(item.sk) })), next: page.next }
    },

    commit: async (writes): Promise<Outcome> => {
      const items = writes.map((write) => request(name, write))
      const [only] = items
      try {
        // One item needs no transaction, which would cost twice the write units.
        if (items.length === 1 && only?.Put) await db.send(new PutCommand(only.Put))
        else if (items.length === 1 && only?.Update) await db.send(new UpdateCommand(only.Update))
        else await db.send(new TransactWriteCommand({ TransactItems: items }))
        return { committed: true }
      } catch (error) {
        const refused = refusedBy(error)
        if (!refused) throw error
        return { committed: false, refused }
      }
    },

    next: leaseNumbers(async (at, count, now, expiresAt) => {
      const { Attributes } = await db.send(
        new UpdateCommand({
          TableName: name,
          Key: at,
          UpdateExpression: `ADD #value :count SET #since = if_not_exists(#since, :now)${expiresAt === undefined ? '' : ', #ttl = :ttl'}`,
          ExpressionAttributeNames: {
            '#value': 'value',
            '#since': 'since',
            ...(expiresAt !== undefined && { '#ttl': table.ttl }),
          },
          ExpressionAttributeValues: {
            ':count': count,
            ':now': now,
            ...(expiresAt !== undefined && { ':ttl': expiresAt }),
          },
          ReturnValues: 'UPDATED_NEW',
        }),
      )
      return Number(Attributes?.value)
    }),
  }
}
