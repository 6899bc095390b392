import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { ApiAnswer, ApiCall, World } from '../world.ts'

/** Answers reads by key from the engine's own database. */
export interface DirectReads {
  /** The answer to a plain GetItem or BatchGetItem; undefined for every other call, which is the engine's to answer. */
  answer(call: Pick<ApiCall, 'action' | 'body'>): ApiAnswer | undefined
  close(): void
}

type Keys = Readonly<Record<string, { readonly S?: string }>>

interface KeyRequest {
  readonly TableName: string
  readonly Key: Keys
  readonly ConsistentRead?: boolean
}

interface BatchRequest {
  readonly RequestItems: Readonly<Record<string, { readonly Keys: readonly Keys[]; readonly ConsistentRead?: boolean }>>
}

interface Row {
  readonly item_json: string
  readonly item_size: number
}

/** BatchGetItem takes so many keys and answers so many bytes (API reference). */
const KEYS_LIMIT = 100
const BYTES_LIMIT = 16_000_000

/**
 * Most calls are reads by key, and a request to the engine takes ten times as long as the row that answers it (measured: a
 * millisecond of both processors together). Readers of a WAL see every commit. Requests with anything unusual in them
 * (expressions, capacity to report, keys that are not two strings, mistakes) are left to the engine.
 */
export function openDirectReads(dataDir: string, world: World): DirectReads {
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'), { readOnly: true, timeout: 5000 })
  const tables = new Map<string, readonly [partition: string, sort: string, select: StatementSync]>()
  for (const { ref, properties } of world.ofType('AWS::DynamoDB::Table')) {
    const [partition, sort] = ['HASH', 'RANGE'].map((type) =>
      properties.KeySchema.find(({ KeyType }: { KeyType: string }) => KeyType === type),
    )
    if (!partition || !sort) continue
    const select = database.prepare(
      `SELECT item_json, item_size FROM "${ref.replaceAll('"', '""')}" WHERE pk = ? AND sk = ?`,
    )
    tables.set(ref, [partition.AttributeName, sort.AttributeName, select])
  }

  /** The stored item, undefined where there is none, or `engine` when the key is not the table's. */
  function find(tableName: string, key: Keys): Row | undefined | 'engine' {
    const table = tables.get(tableName)
    if (table === undefined || Object.keys(key).length !== 2) return 'engine'
    const [partition, sort, select] = table
    const [pk, sk] = [key[partition]?.S, key[sort]?.S]
    // The engine refuses empty keys.
    if (!pk || !sk) return 'engine'
    return select.get(`S:${pk}`, `S:${sk}`) as Row | undefined
  }

  function getItem({ TableName, Key, ConsistentRead: _, ...unusual }: KeyRequest): string | undefined {
    if (Object.keys(unusual).length > 0) return undefined
    const row = find(TableName, Key)
    if (row === 'engine') return undefined
    return row === undefined ? '{}' : `{"Item":${row.item_json}}`
  }

  function batchGetItem({ RequestItems, ...unusual }: BatchRequest): string | undefined {
    const [request, second] = Object.entries(RequestItems)
    if (request === undefined || second !== undefined || Object.keys(unusual).length > 0) return undefined
    const [name, { Keys, ConsistentRead: _, ...more }] = request
    const isUnusual = Object.keys(more).length > 0 || Keys.length === 0 || Keys.length > KEYS_LIMIT
    if (isUnusual || new Set(Keys.map((key) => JSON.stringify(key))).size < Keys.length) return undefined
    const items: string[] = []
    let bytes = 0
    for (const key of Keys) {
      const row = find(name, key)
      if (row === 'engine') return undefined
      if (row === undefined) continue
      items.push(row.item_json)
      bytes += row.item_size
    }
    if (bytes > BYTES_LIMIT) return undefined
    return `{"Responses":{${JSON.stringify(name)}:[${items.join(',')}]},"UnprocessedKeys":{}}`
  }

  return {
    answer({ action, body }) {
      if (action !== 'GetItem' && action !== 'BatchGetItem') return undefined
      const request = JSON.parse(body.toString('utf8'))
      const found = action === 'GetItem' ? getItem(request) : batchGetItem(request)
      return found === undefined
        ? undefined
        : { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: found }
    },
    close() {
      // What is still asked then is the engine's to refuse.
      tables.clear()
      database.close()
    },
  }
}
