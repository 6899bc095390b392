import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { freePort } from '../../infra/local/free-port.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { table } from '../../lib/store/schema.ts'
import type { Store } from '../../lib/store/store.ts'

const engine =
  process.env.DYNOXIDE_BIN ??
  join(import.meta.dirname, `../../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`)

/** THE TABLE in a DynamoDB of its own, in memory, until `stop`. */
export interface TestTable {
  readonly store: Store
  readonly db: DynamoDBDocumentClient
  stop(): Promise<void>
}

/** Starts a DynamoDB engine and makes THE TABLE from the schema, as infra does. */
export const startTable = async (): Promise<TestTable> => {
  const port = await freePort()
  const child = spawn(engine, ['serve', '--port', String(port)], { stdio: 'ignore' })
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 10,
  })
  const S = 'S' as const
  const keys = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ]
  const indexed = Object.values(table.indexes).flatMap(({ pk, sk }) => [pk, sk])
  const names = [...new Set([table.partitionKey, table.sortKey, ...indexed])]
  await client.send(
    new CreateTableCommand({
      TableName: 'desk',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(table.partitionKey, table.sortKey),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: S })),
      GlobalSecondaryIndexes: Object.entries(table.indexes).map(([IndexName, { pk, sk }]) => ({
        IndexName,
        KeySchema: keys(pk, sk),
        Projection:
          IndexName === 'byDue'
            ? { ProjectionType: 'KEYS_ONLY' as const }
            : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...table.projection] },
      })),
    }),
  )
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  return {
    store: dynamoStore('desk', db),
    db,
    stop: async () => {
      client.destroy()
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
