import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '../lambda/instance.ts'
import { failedIds } from './batch-response.ts'
import type { Mapping } from './mapping.ts'

/** A record on its way to a function. */
export interface StreamItem {
  readonly sequenceNumber: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** The record as JSON text, as the function gets it. */
  readonly text: string
  /** To be called once the record needs no further attempt. */
  readonly done: () => void
}

/** Why records were given up, in the words of Lambda's invocation records. */
export type StreamCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded'

/** What handling a batch can do. */
export interface BatchParts {
  readonly mapping: Mapping
  readonly now: () => number
  readonly retryMs: number
  readonly signal: AbortSignal
  readonly invoke: (items: readonly StreamItem[]) => Promise<Outcome>
  /** Moves the checkpoint past records that are done. */
  readonly settle: () => void
  /** Records are given up: they are noted at the failure destination and done. */
  readonly discard: (items: readonly StreamItem[], condition: StreamCondition, attempts: number) => void
}

/**
 * Brings a batch to its end as Lambda does for streams: records are handled in order; a failure is tried again (from the
 * first record reported, with ReportBatchItemFailures), a batch that keeps failing is split to find the record at fault,
 * and after the retries or the age limit the rest is discarded. Ends early when stopped; nothing is marked done then.
 */
export async function handleBatch(parts: BatchParts, batch: readonly StreamItem[]): Promise<void> {
  const { mapping, signal } = parts
  const pending: (readonly StreamItem[])[] = [batch]
  for (let items = pending.shift(); items !== undefined; items = pending.shift()) {
    let attempts = 0
    while (items.length > 0) {
      items = withoutExpired(parts, items, attempts)
      if (items.length === 0) break
      const outcome = await parts.invoke(items)
      if (signal.aborted) return
      const handled = countHandled(outcome, items, mapping.reportsItemFailures)
      for (const { done } of items.slice(0, handled)) done()
      parts.settle()
      if (handled === items.length) break
      attempts = handled === 0 ? attempts + 1 : 1
      items = items.slice(handled)
      if (mapping.bisects && items.length > 1) {
        // A reported record is known to be at fault; a thrown error may be any record's.
        const cut = outcome.ok ? 1 : Math.ceil(items.length / 2)
        pending.unshift(items.slice(0, cut), items.slice(cut))
        break
      }
      if (mapping.retries >= 0 && attempts > mapping.retries) {
        parts.discard(items, 'RetryAttemptsExhausted', attempts)
        break
      }
      await pause(parts.retryMs * 2 ** Math.min(attempts - 1, 6), signal)
      if (signal.aborted) return
    }
  }
}

function withoutExpired(parts: BatchParts, items: readonly StreamItem[], attempts: number): readonly StreamItem[] {
  const limit = parts.now() - parts.mapping.maxAgeMs
  const expired = items.filter(({ createdAt }) => createdAt < limit)
  if (expired.length > 0) parts.discard(expired, 'RecordAgeExceeded', attempts)
  return expired.length === 0 ? items : items.filter(({ createdAt }) => createdAt >= limit)
}

// Order matters in a stream: everything from the first failure on counts as not handled.
function countHandled(outcome: Outcome, items: readonly StreamItem[], reports: boolean): number {
  const ids = items.map(({ sequenceNumber }) => sequenceNumber)
  const failed = failedIds(outcome, ids, reports)
  const first = ids.findIndex((id) => failed.has(id))
  return first === -1 ? items.length : first
}

/** Waits, or until stopped. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })
}
