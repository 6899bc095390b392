import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/** A move of messages between queues, as ListMessageMoveTasks answers it. */
export interface MessageMove {
  readonly TaskHandle?: string
  readonly Status: 'COMPLETED'
  readonly SourceArn: string
  readonly DestinationArn?: string
  readonly ApproximateNumberOfMessagesMoved: number
  readonly ApproximateNumberOfMessagesToMove: number
  /** Epoch milliseconds. */
  readonly StartedTimestamp: number
}

/** Moves of messages out of dead-letter queues (SQS Developer Guide, "Dead-letter queue redrive"). Here a move is done at once. */
export interface MessageMoves {
  /** Records a move that was made, and answers its handle. */
  record(move: { source: string; destination: string | undefined; moved: number; startedAt: number }): string
  /** The last moves out of a queue, newest first. */
  list(source: string, limit: number): readonly MessageMove[]
}

/** Opens what the ledger knows of moves. */
export function openMessageMoves(ledger: DatabaseSync): MessageMoves {
  ledger.exec(`CREATE TABLE IF NOT EXISTS message_move (
    id INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL, source TEXT NOT NULL, destination TEXT,
    moved INTEGER NOT NULL, started_at INTEGER NOT NULL)`)
  const insert = ledger.prepare(
    'INSERT INTO message_move (handle, source, destination, moved, started_at) VALUES (?, ?, ?, ?, ?)',
  )
  const select = ledger.prepare('SELECT * FROM message_move WHERE source = ? ORDER BY id DESC LIMIT ?')
  return {
    record({ source, destination, moved, startedAt }) {
      const handle = randomUUID()
      insert.run(handle, source, destination ?? null, moved, startedAt)
      return handle
    },
    list: (source, limit) =>
      select.all(source, limit).map(({ destination, moved, started_at }) => ({
        Status: 'COMPLETED' as const,
        SourceArn: source,
        ...(destination !== null && { DestinationArn: String(destination) }),
        ApproximateNumberOfMessagesMoved: Number(moved),
        ApproximateNumberOfMessagesToMove: Number(moved),
        StartedTimestamp: Number(started_at),
      })),
  }
}
