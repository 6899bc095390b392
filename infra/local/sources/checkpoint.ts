import type { DatabaseSync } from 'node:sqlite'
import type { Position } from './stream-reader.ts'

/** How far mappings have come, in the ledger. */
export interface Checkpoints {
  load(mappingId: string): Position | undefined
  save(mappingId: string, position: Position): void
}

/** Opens the table of checkpoints. */
export function openCheckpoints(ledger: DatabaseSync): Checkpoints {
  ledger.exec(`CREATE TABLE IF NOT EXISTS checkpoint (
    mapping TEXT PRIMARY KEY, shard_id TEXT NOT NULL, sequence_number TEXT NOT NULL)`)
  const find = ledger.prepare('SELECT shard_id, sequence_number FROM checkpoint WHERE mapping = ?')
  const upsert = ledger.prepare(
    'INSERT OR REPLACE INTO checkpoint (mapping, shard_id, sequence_number) VALUES (?, ?, ?)',
  )
  return {
    load(mappingId) {
      const row = find.get(mappingId) as { shard_id: string; sequence_number: string } | undefined
      return row && { shardId: row.shard_id, sequenceNumber: row.sequence_number }
    },
    save(mappingId, { shardId, sequenceNumber }) {
      upsert.run(mappingId, shardId, sequenceNumber)
    },
  }
}

/** Records under way in the order of the stream: what was read and not handled keeps the checkpoint behind it. */
export class Progress {
  readonly #underWay: { readonly position: Position; done: boolean }[] = []
  readonly #save: (position: Position) => void

  constructor(save: (position: Position) => void) {
    this.#save = save
  }

  /** Records that are read and not yet behind the checkpoint. */
  get size(): number {
    return this.#underWay.length
  }

  /** Adds a record that was read; the answer is called once it is handled or discarded. */
  add(position: Position): () => void {
    const entry = { position, done: false }
    this.#underWay.push(entry)
    return () => {
      entry.done = true
    }
  }

  /** Moves the checkpoint up to the first record that is not done. */
  settle(): void {
    const open = this.#underWay.findIndex(({ done }) => !done)
    const finished = this.#underWay.splice(0, open === -1 ? this.#underWay.length : open)
    const last = finished.at(-1)
    if (last !== undefined) this.#save(last.position)
  }
}
