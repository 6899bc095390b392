import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { inTransaction } from '../ledger.ts'
import type { Credentials, World } from '../world.ts'
import type { AwsCall } from './aws-call.ts'
import type { Clock } from './clock.ts'
import { type Refused, sendTo } from './send.ts'

/** Something a service owes to a queue, topic, bus or function. */
export interface Delivery {
  /** ARN of the queue, topic, bus or function. */
  readonly to: string
  readonly body: string
  /** String attributes of an SQS message. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Role in whose name it is sent; without one the host sends, which has asked the resource's policy before. */
  readonly role?: string
  /** How often and how long to try again after an outage; without it, until it arrives. */
  readonly retry?: { readonly attempts: number; readonly maxAgeSeconds: number }
  /** Queue that takes it when it is refused or given up, with attributes that say what it was. */
  readonly deadLetter?: { readonly queueArn: string; readonly attributes: Readonly<Record<string, string>> }
}

/** Deliveries that are on disk until they have arrived. */
export interface Outbox {
  /** Takes a delivery; on return (or on commit of the caller's transaction) it is on disk. */
  add(delivery: Delivery): void
  /** Begins to send, what an earlier run left over first. */
  resume(): void
  stop(): Promise<void>
}

/** What the outbox works with. */
export interface OutboxParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly clock: Clock
  readonly call: AwsCall
  readonly credentialsOf: (roleArn: string) => Credentials
  readonly hostCredentials: Credentials
  /** First wait after an outage; it doubles up to 64 times this. */
  readonly retryMs: number
}

interface Row {
  readonly id: number
  readonly delivery: string
  readonly accepted_at: number
  readonly attempts: number
  readonly due_at: number
}

const IN_FLIGHT_LIMIT = 8

/** Sends deliveries in order of acceptance, several at a time, each at least once. */
export function openOutbox(parts: OutboxParts): Outbox {
  const { world, ledger, clock, call, retryMs } = parts
  ledger.exec(`CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL, accepted_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL)`)
  const insert = ledger.prepare('INSERT INTO delivery (delivery, accepted_at, due_at) VALUES (?, ?, ?)')
  const find: StatementSync = ledger.prepare('SELECT * FROM delivery WHERE id = ?')
  const remove = ledger.prepare('DELETE FROM delivery WHERE id = ?')
  const postpone = ledger.prepare('UPDATE delivery SET attempts = ?, due_at = ? WHERE id = ?')

  // A set, because a number is given again after its transaction was rolled back.
  const ready = new Set<number>()
  const underWay = new Set<Promise<void>>()
  let running = false

  function pump(): void {
    if (ledger.isTransaction) {
      setImmediate(pump)
      return
    }
    for (const id of ready) {
      if (!running || underWay.size >= IN_FLIGHT_LIMIT) return
      ready.delete(id)
      const row = find.get(id) as Row | undefined
      // No row: the transaction that added it was rolled back.
      if (row === undefined) continue
      const work = send(row).finally(() => {
        underWay.delete(work)
        pump()
      })
      underWay.add(work)
    }
  }

  function later(id: number, dueAt: number): void {
    clock.after(dueAt - clock.now(), () => {
      ready.add(id)
      pump()
    })
  }

  async function send(row: Row): Promise<void> {
    const delivery: Delivery = JSON.parse(row.delivery)
    const credentials = delivery.role === undefined ? parts.hostCredentials : parts.credentialsOf(delivery.role)
    const refused = await sendTo(world, call, credentials, delivery)
    if (!running) return
    if (refused === undefined) remove.run(row.id)
    else if (refused.passing && !spent(delivery, row)) {
      const dueAt = clock.now() + retryMs * 2 ** Math.min(row.attempts, 6)
      postpone.run(row.attempts + 1, dueAt, row.id)
      later(row.id, dueAt)
    } else giveUp(row, delivery, refused)
  }

  function spent({ retry }: Delivery, row: Row): boolean {
    if (retry === undefined) return false
    return row.attempts >= retry.attempts || clock.now() - row.accepted_at >= retry.maxAgeSeconds * 1000
  }

  function giveUp(row: Row, delivery: Delivery, refused: Refused): void {
    console.error(`Not delivered to ${delivery.to}: ${refused.code}: ${refused.message}`)
    const { deadLetter } = delivery
    inTransaction(ledger, () => {
      remove.run(row.id)
      if (deadLetter === undefined) return
      const reason = {
        ERROR_CODE: refused.code,
        ERROR_MESSAGE: refused.message,
        RETRY_ATTEMPTS: String(row.attempts),
        ...(refused.passing && { EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts' }),
      }
      add({ to: deadLetter.queueArn, body: delivery.body, attributes: { ...deadLetter.attributes, ...reason } })
    })
  }

  function add(delivery: Delivery): void {
    const { lastInsertRowid } = insert.run(JSON.stringify(delivery), clock.now(), clock.now())
    ready.add(Number(lastInsertRowid))
    queueMicrotask(pump)
  }

  return {
    add,
    resume() {
      running = true
      for (const { id, due_at } of ledger
        .prepare('SELECT id, due_at FROM delivery ORDER BY id')
        .all() as unknown as Row[]) {
        if (due_at <= clock.now()) ready.add(id)
        else later(id, due_at)
      }
      pump()
    },
    async stop() {
      running = false
      await Promise.allSettled(underWay)
    },
  }
}
