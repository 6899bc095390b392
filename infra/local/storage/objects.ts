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
  /** Name of the file with its bytes; null when they are in the ledger. */
  readonly file: string | null
  readonly size: number
  /** With quotes, as the header has it. */
  readonly etag: string
  /** ISO 8601. */
  readonly modifiedAt: string
  readonly headers: ObjectHeaders
}

/** The version id of an object: another one each time it is written. */
export const versionOf = ({ etag, modifiedAt, file }: StoredObject): string =>
  createHash('sha256')
    .update(JSON.stringify([etag, modifiedAt, file]))
    .digest('base64url')
    .slice(0, 32)

/** Bytes that are not an object yet: in a file, or small ones still in memory. */
export interface Draft {
  readonly file: string | null
  readonly small: Uint8Array | null
  readonly size: number
  readonly etag: string
}

/**
 * Up to this size bytes are kept in the ledger: SQLite writes and reads them faster than the file system does
 * (https://www.sqlite.org/fasterthanfs.html), and one commit takes them and their notification.
 */
const SMALL_BYTES = 64 * 1024

/** Objects of all buckets: large ones in files, everything else in the ledger. */
export interface Objects {
  /** Takes bytes, large ones to disk; they become an object by `keep`. */
  draft(bytes: Uint8Array): Promise<Draft>
  /** Takes this many bytes that come in pieces to disk, without holding all of them; how they are called is the caller's to say. */
  assemble(pieces: AsyncIterable<Uint8Array>, size: number, etag: string): Promise<Draft>
  /**
   * Makes a draft the object at this key; on return, or on commit of an open ledger transaction, it is there over a
   * `kill -9`. What was there before is gone.
   */
  keep(bucket: string, key: string, draft: Draft, headers: ObjectHeaders): void
  find(bucket: string, key: string): StoredObject | undefined
  /** Bytes of an object; `length` of them from `start`, where given. */
  read(object: StoredObject, start?: number, length?: number): Promise<Buffer>
  remove(bucket: string, key: string): void
  /** Gives the object these tags; they go with it. */
  tag(bucket: string, key: string, tags: Readonly<Record<string, string>>): void
  tagsOf(bucket: string, key: string): Readonly<Record<string, string>>
  /** Has `hear` called with every object that is made from now on, within the transaction that makes it. */
  onKept(hear: (object: StoredObject) => void): void
  /** Up to `limit` objects whose keys begin with `prefix`, after the key `after`, in the order of their UTF-8 bytes. */
  list(bucket: string, prefix: string, after: string, limit: number): readonly StoredObject[]
}

interface Row {
  readonly bucket: string
  readonly key: string
  readonly file: string | null
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
    bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT, small BLOB, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified_at TEXT NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key))`)
  ledger.exec(`CREATE TABLE IF NOT EXISTS object_tag (
    bucket TEXT NOT NULL, key TEXT NOT NULL, tags TEXT NOT NULL, PRIMARY KEY (bucket, key))`)
  sweep(folder, ledger)
  const hearers: ((object: StoredObject) => void)[] = []
  const setTags = ledger.prepare('INSERT OR REPLACE INTO object_tag VALUES (?, ?, ?)')
  const getTags = ledger.prepare('SELECT tags FROM object_tag WHERE bucket = ? AND key = ?')
  const dropTags = ledger.prepare('DELETE FROM object_tag WHERE bucket = ? AND key = ?')
  const columns = 'bucket, key, file, size, etag, modified_at, headers'
  const select = ledger.prepare(`SELECT ${columns} FROM object WHERE bucket = ? AND key = ?`)
  const selectSmall = ledger.prepare('SELECT small FROM object WHERE bucket = ? AND key = ?')
  const upsert = ledger.prepare(`INSERT OR REPLACE INTO object (${columns}, small) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const drop = ledger.prepare('DELETE FROM object WHERE bucket = ? AND key = ?')
  // The last code point as the end of a range: every key with the prefix sorts before it.
  const range = ledger.prepare(
    `SELECT ${columns} FROM object WHERE bucket = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?`,
  )

  const find = (bucket: string, key: string): StoredObject | undefined => {
    const row = select.get(bucket, key) as Row | undefined
    return row && objectOf(row)
  }
  // Only when the change has been committed: after a rolled back transaction the object is still that file.
  const removeFile = ({ bucket, key, file }: StoredObject) => {
    if (file === null) return
    setImmediate(() => {
      if (find(bucket, key)?.file !== file) void rm(join(folder, file), { force: true })
    })
  }

  return {
    find,
    async draft(bytes) {
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
      if (bytes.length <= SMALL_BYTES) return { file: null, small: bytes, size: bytes.length, etag }
      const file = randomUUID()
      await writeFile(join(folder, file), bytes, { flag: 'wx' })
      return { file, small: null, size: bytes.length, etag }
    },
    async assemble(pieces, size, etag) {
      const file = randomUUID()
      await writeFile(join(folder, file), pieces, { flag: 'wx' })
      return { file, small: null, size, etag }
    },
    keep(bucket, key, { file, small, size, etag }, headers) {
      inTransaction(ledger, () => {
        const before = find(bucket, key)
        if (before !== undefined) removeFile(before)
        upsert.run(bucket, key, file, size, etag, new Date().toISOString(), JSON.stringify(headers), small)
        dropTags.run(bucket, key)
        const made = find(bucket, key)!
        for (const hear of hearers) hear(made)
      })
    },
    async read({ bucket, key, file, size }, start = 0, length = size) {
      if (file === null) {
        const { small } = selectSmall.get(bucket, key) as { small: Uint8Array }
        return Buffer.from(small.buffer, small.byteOffset + start, length)
      }
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
      const before = find(bucket, key)
      drop.run(bucket, key)
      dropTags.run(bucket, key)
      if (before !== undefined) removeFile(before)
    },
    tag: (bucket, key, tags) => void setTags.run(bucket, key, JSON.stringify(tags)),
    tagsOf(bucket, key) {
      const row = getTags.get(bucket, key) as { tags: string } | undefined
      return row ? JSON.parse(row.tags) : {}
    },
    onKept: (hear) => void hearers.push(hear),
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
  const known = new Set(
    (ledger.prepare('SELECT file FROM object WHERE file IS NOT NULL').all() as { file: string }[]).map(
      ({ file }) => file,
    ),
  )
  for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(join(folder, file))
}
