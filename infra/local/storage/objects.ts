import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../ledger.ts'

/** Headers that S3 keeps with an object and gives back: `content-type`, `content-disposition`, `x-amz-meta-…`. */
export type ObjectHeaders = Readonly<Record<string, string>>

/** An object without its bytes. */
export interface StoredObject {
  readonly bucket: string
  readonly key: string
  readonly file: string
  readonly size: number
  /** With quotes, as the header has it. */
  readonly etag: string
  /** ISO 8601. */
  readonly modifiedAt: string
  readonly headers: ObjectHeaders
}

/** Bytes that lie on disk and are not an object yet. */
export interface Draft {
  readonly file: string
  readonly size: number
  readonly etag: string
}

/** Objects of all buckets: bytes in files, everything else in the ledger. */
export interface Objects {
  /** Writes bytes to disk; they become an object by `keep`. */
  draft(bytes: Uint8Array): Promise<Draft>
  /**
   * Makes a draft the object at this key; on return, or on commit of an open ledger transaction, it is there over a
   * `kill -9`. What was there before is gone.
   */
  keep(bucket: string, key: string, draft: Draft, headers: ObjectHeaders): void
  find(bucket: string, key: string): StoredObject | undefined
  /** Bytes of an object; `length` of them from `start`, where given. */
  read(object: StoredObject, start?: number, length?: number): Promise<Buffer>
  remove(bucket: string, key: string): void
  /** Up to `limit` objects whose keys begin with `prefix`, after the key `after`, in the order of their UTF-8 bytes. */
  list(bucket: string, prefix: string, after: string, limit: number): readonly StoredObject[]
}

interface Row {
  readonly bucket: string
  readonly key: string
  readonly file: string
  readonly size: number
  readonly etag: string
  readonly modified_at: string
  readonly headers: string
}

/** Opens the objects of a data folder and sweeps away drafts that a killed host left behind. */
export function openObjects(dataDir: string, ledger: DatabaseSync): Objects {
  const folder = join(dataDir, 'objects')
  mkdirSync(folder, { recursive: true })
  ledger.exec(`CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified_at TEXT NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key)) WITHOUT ROWID`)
  sweep(folder, ledger)
  const select = ledger.prepare('SELECT * FROM object WHERE bucket = ? AND key = ?')
  const upsert = ledger.prepare(
    'INSERT OR REPLACE INTO object (bucket, key, file, size, etag, modified_at, headers) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const drop = ledger.prepare('DELETE FROM object WHERE bucket = ? AND key = ?')
  // The last code point as the end of a range: every key with the prefix sorts before it.
  const range = ledger.prepare(
    'SELECT * FROM object WHERE bucket = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?',
  )

  const find = (bucket: string, key: string): StoredObject | undefined => {
    const row = select.get(bucket, key) as Row | undefined
    return row && objectOf(row)
  }
  const removeFile = (object: StoredObject | undefined) => {
    // A reader may have it open; on a rolled back transaction the sweep must still find it, so it goes a little later.
    if (object !== undefined) setImmediate(() => void rm(join(folder, object.file), { force: true }))
  }

  return {
    find,
    async draft(bytes) {
      const file = randomUUID()
      await writeFile(join(folder, file), bytes, { flag: 'wx' })
      return { file, size: bytes.length, etag: `"${createHash('md5').update(bytes).digest('hex')}"` }
    },
    keep(bucket, key, { file, size, etag }, headers) {
      inTransaction(ledger, () => {
        removeFile(find(bucket, key))
        upsert.run(bucket, key, file, size, etag, new Date().toISOString(), JSON.stringify(headers))
      })
    },
    async read({ file, size }, start = 0, length = size) {
      if (start === 0 && length === size) return readFile(join(folder, file))
      const handle = await open(join(folder, file))
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    remove(bucket, key) {
      const found = find(bucket, key)
      drop.run(bucket, key)
      removeFile(found)
    },
    list: (bucket, prefix, after, limit) =>
      (range.all(bucket, prefix, `${prefix}\u{10ffff}`, after, limit) as unknown as Row[]).map(objectOf),
  }
}

const objectOf = ({ modified_at, headers, ...row }: Row): StoredObject => ({
  ...row,
  modifiedAt: modified_at,
  headers: JSON.parse(headers),
})

function sweep(folder: string, ledger: DatabaseSync): void {
  const known = new Set((ledger.prepare('SELECT file FROM object').all() as { file: string }[]).map(({ file }) => file))
  for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(join(folder, file))
}
