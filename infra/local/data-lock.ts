import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another host is at work on the data folder. */
export class DataFolderInUse extends Error {}

/**
 * Keeps the data folder to this host until the answer is called or the process ends, however it ends: the lock is the
 * operating system's, held through SQLite. Throws `DataFolderInUse` when another host has it.
 */
export function lockDataFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    // SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy
    if (!(error instanceof Error && 'errcode' in error && error.errcode === 5)) throw error
    throw new DataFolderInUse(`Another host works on ${dataDir}: stop it, or set DATA_DIR to another folder.`)
  }
  return () => lock.close()
}
