import type { DatabaseSync } from 'node:sqlite'
import { addressesIn } from './address.ts'
import { type ReadMail, readSentMail } from './read-sent-mail.ts'

/** A mail as it left: what SES was told, and the message as it put it on the wire. */
export interface SentMail {
  /** The bare id that the API answered. */
  readonly id: string
  /** ISO 8601. */
  readonly sentAt: string
  readonly source: string
  readonly destinations: readonly string[]
  readonly raw: Buffer
}

/** Every mail that was sent, for people and tests to look at. */
export interface SentMails {
  /** On return, or on commit of an open ledger transaction, the mail is on disk. */
  add(mail: SentMail): void
  /** Newest first, read for display. */
  list(): Promise<readonly ReadMail[]>
  find(id: string): Promise<ReadMail | undefined>
  raw(id: string): Buffer | undefined
}

interface Row {
  readonly id: string
  readonly sent_at: string
  readonly raw: Uint8Array
  readonly reading: string | null
  readonly destinations: string
}

/** Opens the sent mails of the ledger. A mail is parsed when somebody first looks at it, and that is kept. */
export function openSentMails(ledger: DatabaseSync): SentMails {
  ledger.exec(`CREATE TABLE IF NOT EXISTS sent_mail (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, sent_at TEXT NOT NULL, source TEXT NOT NULL,
    destinations TEXT NOT NULL, raw BLOB NOT NULL, reading TEXT)`)
  const insert = ledger.prepare('INSERT INTO sent_mail (id, sent_at, source, destinations, raw) VALUES (?, ?, ?, ?, ?)')
  const unread = ledger.prepare('SELECT id, sent_at, raw, reading, destinations FROM sent_mail WHERE reading IS NULL')
  const keep = ledger.prepare('UPDATE sent_mail SET reading = ? WHERE id = ?')
  const all = ledger.prepare('SELECT reading FROM sent_mail WHERE reading IS NOT NULL ORDER BY number DESC')
  const one = ledger.prepare('SELECT id, sent_at, raw, reading, destinations FROM sent_mail WHERE id = ?')

  async function read({ id, sent_at, raw, reading, destinations }: Row): Promise<ReadMail> {
    if (reading !== null) return JSON.parse(reading)
    const mail = await readSentMail(id, sent_at, Buffer.from(raw), JSON.parse(destinations))
    keep.run(JSON.stringify(mail), id)
    return mail
  }

  return {
    add: ({ id, sentAt, source, destinations, raw }) =>
      void insert.run(id, sentAt, source, JSON.stringify(destinations), raw),
    async list() {
      for (const row of unread.all() as unknown as Row[]) await read(row)
      return (all.all() as { reading: string }[]).map(({ reading }) => JSON.parse(reading))
    },
    async find(id) {
      const row = one.get(id) as Row | undefined
      return row && read(row)
    },
    raw(id) {
      const row = one.get(id) as Row | undefined
      return row && Buffer.from(row.raw)
    },
  }
}

/** Addresses a message itself names, in To, Cc and Bcc: where it goes when the call says no more. */
export function recipientsIn(first: (name: string) => string | undefined): string[] {
  return ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(first(name) ?? ''))
}
