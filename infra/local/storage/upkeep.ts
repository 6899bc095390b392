import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { World } from '../world.ts'
import type { CallDynamodb } from './tables.ts'

/** What the engine leaves to us, done in its own database while it runs. */
export interface Upkeep {
  /** Deletes stream records of a table up to a sequence number that every consumer has passed. */
  trim(table: string, upTo: number): void
  /** Deletes items whose time to live is over at `nowSeconds` (epoch); answers how many. */
  expire(nowSeconds: number): Promise<number>
  close(): void
}

// A deletion locks the engine out for as long as it takes; a few hundred rows take about a millisecond.
const ROWS_A_TIME = 500

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * The engine looks up the last sequence number of a table without an index, so that every write gets slower with the
 * history: an index mends that. It never trims streams and never expires items.
 */
export function openUpkeep(dataDir: string, world: World, call: CallDynamodb): Upkeep {
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'), { timeout: 5000 })
  database.exec(
    'CREATE INDEX IF NOT EXISTS _host_stream ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  )
  // The newest row stays: the engine's next number is the highest plus one.
  const remove = database.prepare(
    `DELETE FROM _stream_records WHERE id IN (SELECT id FROM _stream_records WHERE table_name = ?1
       AND CAST(sequence_number AS INTEGER) <= ?2
       AND CAST(sequence_number AS INTEGER) < (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1)
       ORDER BY CAST(sequence_number AS INTEGER) LIMIT ${ROWS_A_TIME})`,
  )
  const expiring = world
    .ofType('AWS::DynamoDB::Table')
    .filter(({ properties }) => properties.TimeToLiveSpecification?.Enabled === true)
    .map(({ ref, properties }) => {
      const attribute: string = properties.TimeToLiveSpecification.AttributeName
      const at = `CAST(item_json ->> '$.${quoted(attribute)}.N' AS INTEGER)`
      database.exec(
        `CREATE INDEX IF NOT EXISTS ${quoted(`_host_expiry_${ref}`)} ON ${quoted(ref)} (${at}) WHERE ${at} IS NOT NULL`,
      )
      const due = database.prepare(
        `SELECT item_json FROM ${quoted(ref)} WHERE ${at} IS NOT NULL AND ${at} <= ? ORDER BY ${at} LIMIT 100`,
      )
      return { name: ref, attribute, keys: properties.KeySchema as { AttributeName: string }[], due }
    })

  return {
    trim(table, upTo) {
      while (Number(remove.run(table, upTo).changes) === ROWS_A_TIME);
    },
    async expire(nowSeconds) {
      let deleted = 0
      for (const { name, attribute, keys, due } of expiring) {
        for (const { item_json } of due.all(nowSeconds) as { item_json: string }[]) {
          const item = JSON.parse(item_json)
          deleted += await expireItem(name, attribute, keys, item, call)
        }
      }
      return deleted
    },
    close: () => database.close(),
  }
}

/** Deletes the item unless its time to live has been changed meanwhile. */
async function expireItem(
  table: string,
  attribute: string,
  keys: readonly { AttributeName: string }[],
  item: Record<string, unknown>,
  call: CallDynamodb,
): Promise<number> {
  try {
    await call('DeleteItem', {
      TableName: table,
      Key: Object.fromEntries(keys.map(({ AttributeName }) => [AttributeName, item[AttributeName]])),
      ConditionExpression: '#at = :at',
      ExpressionAttributeNames: { '#at': attribute },
      ExpressionAttributeValues: { ':at': item[attribute] },
    })
    return 1
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 0
    throw error
  }
}
