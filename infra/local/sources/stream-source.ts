import { randomUUID } from 'node:crypto'
import { PATIENCE_MS } from '../lambda/turns.ts'
import { inTransaction } from '../ledger.ts'
import type { Part } from '../world.ts'
import { type Checkpoints, Progress } from './checkpoint.ts'
import type { Mapping, SourceParts } from './mapping.ts'
import { Nap } from './nap.ts'
import { handleBatch, pause, type StreamCondition, type StreamItem } from './stream-batch.ts'
import { type Chunk, StreamReader } from './stream-reader.ts'

/** A mapping of a stream at work. */
export interface StreamSource extends Part {
  /** Looks at the stream at once, because something was just written. */
  wake(): void
}

/**
 * Wait between two looks while records keep coming, so that they come in batches: Lambda, too, looks four times a second
 * (Developer Guide, "Using Lambda with DynamoDB"). Measured with 1,000 mails: a quarter less work each than with 40 ms.
 */
const BUSY_POLL_MS = 250
/** Bytes of a batch: Lambda's payload limit less the frame. */
const BATCH_BYTES = 6_000_000

/**
 * Feeds a function from a DynamoDB stream: at least once, in order per item, with the mapping's lanes in parallel
 * (`ParallelizationFactor`). The checkpoint follows what was handled, so a crash repeats records and loses none.
 */
export function startStreamSource(parts: SourceParts, mapping: Mapping, checkpoints: Checkpoints): StreamSource {
  const { world, clock, lambda, outbox, ledger } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const { id, functionArn, sourceArn, credentials } = mapping
  const reader = new StreamReader(parts.call, credentials, sourceArn, mapping.startAt, checkpoints.load(id))
  const progress = new Progress((position) => checkpoints.save(id, position))
  const lanes = Array.from({ length: mapping.lanes }, () => ({ waiting: [] as StreamItem[], busy: false }))
  const most = mapping.batchSize * mapping.lanes * 4
  const nap = new Nap()

  const settle = () => {
    const full = progress.size >= most
    progress.settle()
    if (full) nap.wake()
  }

  function take({ shardId, records }: Chunk): void {
    for (const record of records) {
      const { Keys, SequenceNumber, ApproximateCreationDateTime } = record.dynamodb
      const done = progress.add({ shardId, sequenceNumber: SequenceNumber })
      const event = { ...record, awsRegion: world.region, eventSourceARN: sourceArn }
      if (!mapping.wants(event)) {
        done()
        continue
      }
      const lane = lanes[hash(JSON.stringify(Keys)) % lanes.length]!
      const createdAt = ApproximateCreationDateTime * 1000
      lane.waiting.push({ sequenceNumber: SequenceNumber, createdAt, text: JSON.stringify(event), done })
    }
    settle()
    for (const lane of lanes) if (!lane.busy && lane.waiting.length > 0) void work(lane, shardId)
  }

  async function work(lane: (typeof lanes)[number], shardId: string): Promise<void> {
    lane.busy = true
    while (lane.waiting.length > 0 && !signal.aborted) {
      if (mapping.windowMs > 0 && lane.waiting.length < mapping.batchSize) await pause(mapping.windowMs, signal)
      await handleBatch(
        {
          mapping,
          now: clock.now,
          retryMs: parts.retryMs,
          signal,
          invoke: (items) => lambda.invokeText(functionArn, `{"Records":[${items.map(({ text }) => text).join(',')}]}`),
          settle,
          discard: (items, condition, attempts) => discard(shardId, items, condition, attempts),
        },
        takeBatch(lane.waiting, mapping.batchSize),
      )
    }
    lane.busy = false
  }

  function discard(shardId: string, items: readonly StreamItem[], condition: StreamCondition, attempts: number): void {
    console.error(`${items.length} records of ${sourceArn} are given up for ${functionArn} (${condition}).`)
    inTransaction(ledger, () => {
      if (mapping.onFailure !== undefined) {
        const body = JSON.stringify(discardRecord(mapping, shardId, items, condition, attempts, clock.now()))
        outbox.add({ to: mapping.onFailure, role: mapping.roleArn, body })
      }
      for (const { done } of items) done()
      settle()
    })
  }

  async function read(): Promise<void> {
    let wait = BUSY_POLL_MS
    let complaint = ''
    let caughtUpAt = clock.now()
    while (!signal.aborted) {
      // What changes cause takes as much work again as taking in the mail that made them: a burst comes first.
      if (lambda.inputsWait && clock.now() - caughtUpAt < PATIENCE_MS) {
        await pause(BUSY_POLL_MS, signal)
        continue
      }
      try {
        if (progress.size < most) {
          const chunk = await reader.next()
          if (signal.aborted) return
          take(chunk)
          complaint = ''
          if (chunk.records.length > 0) {
            wait = BUSY_POLL_MS
            await pause(BUSY_POLL_MS, signal)
            continue
          }
          caughtUpAt = clock.now()
          wait = Math.min(wait * 1.5, parts.idlePollMs)
        }
      } catch (error) {
        // The source comes back (an engine restarts, a grant is added); what is wrong is said once.
        if (String(error) !== complaint) console.error(`${id} cannot read its stream: ${error}`)
        complaint = String(error)
        wait = 1000
      }
      await nap.take(wait)
    }
  }

  const reading = read()
  return {
    wake: () => nap.wake(),
    async stop() {
      stopping.abort()
      nap.wake()
      await reading
    },
  }
}

/** The next records in order, as many as a batch may have. */
function takeBatch(waiting: StreamItem[], most: number): StreamItem[] {
  let bytes = 0
  const beyond = waiting.findIndex(({ text }, index) => {
    bytes += Buffer.byteLength(text)
    return index > 0 && (index >= most || bytes > BATCH_BYTES)
  })
  return waiting.splice(0, beyond === -1 ? waiting.length : beyond)
}

/** The record for the failure destination (Lambda Developer Guide, "Retain discarded batches for a DynamoDB event source"). */
function discardRecord(
  { functionArn, sourceArn }: Mapping,
  shardId: string,
  items: readonly StreamItem[],
  condition: StreamCondition,
  attempts: number,
  now: number,
) {
  const second = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
  return {
    requestContext: { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: items[0]!.sequenceNumber,
      endSequenceNumber: items.at(-1)!.sequenceNumber,
      approximateArrivalOfFirstRecord: second(items[0]!.createdAt),
      approximateArrivalOfLastRecord: second(items.at(-1)!.createdAt),
      batchSize: items.length,
      streamArn: sourceArn,
    },
  }
}

// FNV-1a: any stable spread of items over lanes will do.
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value >>> 0
}
