import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Capacity units that calls through a client consumed. */
export interface Capacity {
  writeUnits: number
  readUnits: number
  calls: number
}

interface Consumed {
  readonly CapacityUnits?: number
}

const writes: ReadonlySet<string> = new Set(['PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand'])

/** Counts what every call through this client consumes, table and indexes together, as DynamoDB itself reports it. */
export const countCapacity = (db: DynamoDBDocumentClient): Capacity => {
  const total: Capacity = { writeUnits: 0, readUnits: 0, calls: 0 }
  db.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } })
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Consumed | Consumed[] }
      const units = [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
      if (writes.has(String(context.commandName))) total.writeUnits += units
      else total.readUnits += units
      total.calls++
      return result
    },
    { step: 'initialize', name: 'countCapacity', priority: 'low' },
  )
  return total
}
