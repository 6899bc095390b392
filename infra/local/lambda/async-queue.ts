import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../events/clock.ts'
import type { Delivery } from '../events/outbox.ts'
import { inTransaction } from '../ledger.ts'
import { failureDelivery } from './destination.ts'
import type { Outcome } from './instance.ts'
import type { InvokePolicy } from './invoke-policy.ts'
import { type TurnLimits, Turns } from './turns.ts'

/** What the queue of asynchronous invocations works with. */
export interface AsyncParts {
  readonly ledger: DatabaseSync
  readonly clock: Clock
  readonly run: (functionArn: string, requestId: string, event: string) => Promise<Outcome>
  readonly policyOf: (functionArn: string) => InvokePolicy
  /** Takes the record for the failure destination. */
  readonly deliver: (delivery: Delivery) => void
  /** Waits before the second, third… attempt; the last one repeats. AWS waits 1 and 2 minutes. */
  readonly retryWaitsMs: readonly number[]
  readonly limits: TurnLimits
  /** Whether a function takes in what comes from outside, and so goes before those that react to it. */
  readonly takesIn: (functionArn: string) => boolean
}

/** Events accepted for asynchronous invocation: on disk until they succeeded or went to the failure destination. */
export interface AsyncQueue {
  /** Takes an event (JSON text); on return, or on commit of the caller's transaction, it is on disk. */
  accept(functionArn: string, event: string): string
  /** True while inputs wait for their turn: what only makes more work should wait, too. */
  readonly inputsWait: boolean
  /** Begins to invoke, what an earlier run left over first. */
  resume(): void
  /** Lets go of events in flight: they are on disk and will be invoked again. */
  stop(): void
}

interface Row {
  readonly id: number
  readonly function_arn: string
  readonly request_id: string
  readonly event: string
  readonly accepted_at: number
  readonly attempts: number
  readonly due_at: number
}

/** Memory holds row numbers only, so a long backlog costs little and a rolled back acceptance leaves nothing to run. */
export function openAsyncQueue(parts: AsyncParts): AsyncQueue {
  const { ledger, clock, policyOf } = parts
  ledger.exec(`CREATE TABLE IF NOT EXISTS invocation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, function_arn TEXT NOT NULL, request_id TEXT NOT NULL, event TEXT NOT NULL,
    accepted_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL)`)
  const insert = ledger.prepare(
    'INSERT INTO invocation (function_arn, request_id, event, accepted_at, due_at) VALUES (?, ?, ?, ?, ?)',
  )
  const find = ledger.prepare('SELECT * FROM invocation WHERE id = ?')
  const remove = ledger.prepare('DELETE FROM invocation WHERE id = ?')
  const postpone = ledger.prepare('UPDATE invocation SET attempts = ?, due_at = ? WHERE id = ?')

  const turns = new Turns(parts.limits, parts.takesIn)
  let open = false

  function pump(): void {
    // A timer may still fire after the end, when the ledger is closed.
    if (!open) return
    if (ledger.isTransaction) {
      setImmediate(pump)
      return
    }
    while (open) {
      const id = turns.take(clock.now())
      if (id === undefined) return
      const row = find.get(id) as Row | undefined
      // No row: the transaction that accepted it was rolled back.
      if (row !== undefined) void attempt(row)
    }
  }

  function ready(functionArn: string, id: number): void {
    turns.add(functionArn, id, clock.now())
    queueMicrotask(pump)
  }

  async function attempt(row: Row): Promise<void> {
    const policy = policyOf(row.function_arn)
    const tooOldAt = row.accepted_at + policy.maxAgeSeconds * 1000
    if (clock.now() >= tooOldAt) {
      settle(row, failureDelivery(row, policy, 'EventAgeExceeded', row.attempts, undefined, clock.now()))
      return
    }
    const end = turns.begin(row.function_arn, pump)
    const outcome = await parts.run(row.function_arn, row.request_id, row.event)
    end()
    if (!open) return
    const attempts = row.attempts + 1
    const dueAt = clock.now() + (parts.retryWaitsMs[row.attempts] ?? parts.retryWaitsMs.at(-1) ?? 0)
    if (outcome.ok) remove.run(row.id)
    else if (attempts > policy.retries) {
      settle(row, failureDelivery(row, policy, 'RetriesExhausted', attempts, outcome, clock.now()))
    } else if (dueAt >= tooOldAt) {
      settle(row, failureDelivery(row, policy, 'EventAgeExceeded', attempts, outcome, clock.now()))
    } else {
      postpone.run(attempts, dueAt, row.id)
      later({ ...row, due_at: dueAt })
    }
    pump()
  }

  function settle(row: Row, delivery: Delivery | undefined): void {
    inTransaction(ledger, () => {
      remove.run(row.id)
      if (delivery !== undefined) parts.deliver(delivery)
    })
  }

  function later(row: Pick<Row, 'id' | 'function_arn' | 'due_at'>): void {
    clock.after(row.due_at - clock.now(), () => ready(row.function_arn, row.id))
  }

  return {
    accept(functionArn, event) {
      const requestId = randomUUID()
      const { lastInsertRowid } = insert.run(functionArn, requestId, event, clock.now(), clock.now())
      ready(functionArn, Number(lastInsertRowid))
      return requestId
    },
    get inputsWait() {
      return turns.inputsWait
    },
    resume() {
      open = true
      const left = ledger
        .prepare('SELECT id, function_arn, due_at FROM invocation ORDER BY id')
        .all() as unknown as Row[]
      for (const row of left) {
        if (row.due_at > clock.now()) later(row)
        else ready(row.function_arn, row.id)
      }
    },
    stop() {
      open = false
    },
  }
}
