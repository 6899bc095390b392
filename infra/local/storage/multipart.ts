import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../ledger.ts'
import type { ObjectHeaders, Objects } from './objects.ts'

/** An upload in parts that has begun and is neither complete nor given up. */
export interface Multipart {
  readonly id: string
  readonly bucket: string
  readonly key: string
  /** Headers that the object will be kept with. */
  readonly headers: ObjectHeaders
  /** Whether every part comes with its SHA-256. */
  readonly hasSums: boolean
}

/** A part that has arrived. */
export interface Part {
  readonly number: number
  readonly size: number
  /** With quotes. */
  readonly etag: string
  /** SHA-256 in base64. */
  readonly sha256: string
  /** ISO 8601. */
  readonly arrivedAt: string
}

/** Uploads in parts, which outlive the host; what is given up or complete leaves nothing behind. */
export interface Multiparts {
  begin(upload: Omit<Multipart, 'id'>, now: number): string
  find(bucket: string, key: string, id: string): Multipart | undefined
  /** Takes a part in the place of an earlier one of the same number; on return it is there over a `kill -9`. */
  put(upload: Multipart, number: number, bytes: Uint8Array, now: number): Promise<Part>
  parts(upload: Multipart): readonly Part[]
  /** Makes these parts the object, by one commit; answers its ETag. */
  complete(upload: Multipart, parts: readonly Part[]): Promise<string>
  abort(upload: Multipart): void
  /** Gives up what began in the bucket before `before` (epoch milliseconds). */
  expire(bucket: string, before: number): void
}

interface Row {
  readonly number: number
  readonly file: string
  readonly size: number
  readonly etag: string
  readonly sha256: string
  readonly arrived_at: string
}

/** Opens the uploads in parts of a data folder; parts of which a killed host did not tell anybody are swept away. */
export function openMultiparts(dataDir: string, ledger: DatabaseSync, objects: Objects): Multiparts {
  const folder = join(dataDir, 'parts')
  mkdirSync(folder, { recursive: true })
  ledger.exec(`CREATE TABLE IF NOT EXISTS multipart (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL, has_sums INTEGER NOT NULL,
    begun_at INTEGER NOT NULL)`)
  ledger.exec(`CREATE TABLE IF NOT EXISTS part (
    upload TEXT NOT NULL REFERENCES multipart(id) ON DELETE CASCADE, number INTEGER NOT NULL, file TEXT NOT NULL,
    size INTEGER NOT NULL, etag TEXT NOT NULL, sha256 TEXT NOT NULL, arrived_at TEXT NOT NULL,
    PRIMARY KEY (upload, number))`)
  const known = new Set((ledger.prepare('SELECT file FROM part').all() as { file: string }[]).map(({ file }) => file))
  for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(join(folder, file))

  const insert = ledger.prepare('INSERT INTO multipart VALUES (?, ?, ?, ?, ?, ?)')
  const select = ledger.prepare('SELECT headers, has_sums FROM multipart WHERE id = ? AND bucket = ? AND key = ?')
  const remove = ledger.prepare('DELETE FROM multipart WHERE id = ?')
  const expired = ledger.prepare('SELECT id FROM multipart WHERE bucket = ? AND begun_at < ?')
  const upsert = ledger.prepare('INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?, ?)')
  const ofUpload = ledger.prepare('SELECT * FROM part WHERE upload = ? ORDER BY number')

  const rows = (id: string) => ofUpload.all(id) as unknown as Row[]
  const drop = (file: string) => void rm(join(folder, file), { force: true })
  const forget = (id: string) => {
    const files = rows(id).map(({ file }) => file)
    remove.run(id)
    // Only once that is committed: a file that a rolled back upload still needs must stay.
    setImmediate(() => {
      if (rows(id).length === 0) files.forEach(drop)
    })
  }

  return {
    begin({ bucket, key, headers, hasSums }, now) {
      const id = randomBytes(48).toString('base64url')
      insert.run(id, bucket, key, JSON.stringify(headers), hasSums ? 1 : 0, now)
      return id
    },
    find(bucket, key, id) {
      const row = select.get(id, bucket, key) as { headers: string; has_sums: number } | undefined
      return row && { id, bucket, key, headers: JSON.parse(row.headers), hasSums: row.has_sums === 1 }
    },
    async put({ id }, number, bytes, now) {
      const file = randomUUID()
      await writeFile(join(folder, file), bytes, { flag: 'wx' })
      const before = rows(id).find((row) => row.number === number)
      const part: Part = {
        number,
        size: bytes.length,
        etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
        sha256: createHash('sha256').update(bytes).digest('base64'),
        arrivedAt: new Date(now).toISOString(),
      }
      upsert.run(id, number, file, part.size, part.etag, part.sha256, part.arrivedAt)
      if (before) drop(before.file)
      return part
    },
    parts: ({ id }) => rows(id).map(({ arrived_at: arrivedAt, file: _, ...part }) => ({ ...part, arrivedAt })),
    async complete({ id, bucket, key, headers }, parts) {
      const stored = new Map(rows(id).map((row) => [row.number, row]))
      const chosen = parts.map(({ number }) => stored.get(number)!)
      const sums = chosen.map(({ etag }) => Buffer.from(etag.slice(1, -1), 'hex'))
      const etag = `"${createHash('md5').update(Buffer.concat(sums)).digest('hex')}-${parts.length}"`
      const pieces = async function* () {
        for (const { file } of chosen) yield readFile(join(folder, file))
      }
      const size = chosen.reduce((sum, row) => sum + row.size, 0)
      const draft = await objects.assemble(pieces(), size, etag)
      inTransaction(ledger, () => {
        objects.keep(bucket, key, draft, headers)
        forget(id)
      })
      return etag
    },
    abort: ({ id }) => forget(id),
    expire(bucket, before) {
      for (const { id } of expired.all(bucket, before) as { id: string }[]) forget(id)
    },
  }
}
