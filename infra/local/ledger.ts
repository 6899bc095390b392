import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * The host's own memory, `DATA_DIR/host.sqlite`: accepted events, sent mails, checkpoints. One connection shared by all
 * parts, each of which creates its own tables. A committed transaction survives `kill -9` (WAL with synchronous NORMAL
 * loses commits only when the machine itself loses power).
 */
export function openLedger(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true })
  const ledger = new DatabaseSync(join(dataDir, 'host.sqlite'), { timeout: 5000 })
  ledger.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  return ledger
}

/** Runs `work` in one transaction of the ledger; inside an open one it joins that. Rolls back and rethrows when it throws. */
export function inTransaction<Result>(ledger: DatabaseSync, work: () => Result): Result {
  if (ledger.isTransaction) return work()
  ledger.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    ledger.exec('COMMIT')
    return result
  } catch (error) {
    ledger.exec('ROLLBACK')
    throw error
  }
}
