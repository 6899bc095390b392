import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Definition } from './language/definition.ts'
import type { JsonObject } from './language/json.ts'
import type { Thread } from './thread.ts'

/** How an execution is. */
export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** One run of a machine; instants are epoch milliseconds, input and output JSON text. */
export interface Execution {
  readonly id: number
  readonly arn: string
  readonly machine: string
  readonly name: string
  readonly role: string
  /** The definition that it began with, whatever was deployed since. */
  readonly definition: Definition
  readonly input: string
  readonly startedAt: number
  readonly deadline: number | null
  status: Status
  stoppedAt: number | null
  output: string | null
  error: string | null
  cause: string | null
  /** How many events its history has. */
  events: number
}

/** One event of a history. */
export interface HistoryEvent {
  readonly id: number
  readonly at: number
  readonly type: string
  readonly previous: number
  readonly details: JsonObject
}

/** Something that is to happen at an instant. */
export interface Due {
  readonly at: number
  readonly thread: number | null
  readonly execution: number
}

/** How long a closed execution is remembered, and its name taken (StartExecution, API Reference). */
export const REMEMBERED_MS = 90 * 86_400_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS state_machine (arn TEXT PRIMARY KEY, first_seen_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS state_definition (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS execution (
    id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, name TEXT NOT NULL,
    role TEXT NOT NULL, definition TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL, started_at INTEGER NOT NULL,
    deadline INTEGER, stopped_at INTEGER, output TEXT, error TEXT, cause TEXT, events INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS execution_machine ON execution (machine, id);
  CREATE INDEX IF NOT EXISTS execution_deadline ON execution (deadline) WHERE status = 'RUNNING' AND deadline IS NOT NULL;
  CREATE INDEX IF NOT EXISTS execution_stopped ON execution (stopped_at) WHERE stopped_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS state_thread (
    id INTEGER PRIMARY KEY AUTOINCREMENT, execution INTEGER NOT NULL, parent INTEGER, phase TEXT NOT NULL,
    due_at INTEGER, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS state_thread_execution ON state_thread (execution);
  CREATE INDEX IF NOT EXISTS state_thread_parent ON state_thread (parent) WHERE parent IS NOT NULL;
  CREATE INDEX IF NOT EXISTS state_thread_due ON state_thread (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS state_token (token TEXT PRIMARY KEY, execution INTEGER NOT NULL, thread INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS state_token_execution ON state_token (execution);
  CREATE TABLE IF NOT EXISTS execution_event (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, previous INTEGER NOT NULL,
    details TEXT NOT NULL, PRIMARY KEY (execution, id)) WITHOUT ROWID`

const EXECUTION = `id, arn, machine, name, role, definition, input, status, started_at AS startedAt, deadline,
  stopped_at AS stoppedAt, output, error, cause, events`

type Row = Omit<Execution, 'definition'> & { readonly definition: string }

/** Everything about executions that is on disk. */
export type Store = ReturnType<typeof openStore>

/** Opens the executions of the ledger. */
export function openStore(ledger: DatabaseSync) {
  ledger.exec(SCHEMA)
  const sql = {
    seen: ledger.prepare('INSERT OR IGNORE INTO state_machine (arn, first_seen_at) VALUES (?, ?)'),
    seenAt: ledger.prepare('SELECT first_seen_at AS at FROM state_machine WHERE arn = ?'),
    keep: ledger.prepare('INSERT OR IGNORE INTO state_definition (hash, text) VALUES (?, ?)'),
    text: ledger.prepare('SELECT text FROM state_definition WHERE hash = ?'),
    begin: ledger.prepare(
      `INSERT INTO execution (arn, machine, name, role, definition, input, status, started_at, deadline)
       VALUES (?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)`,
    ),
    byId: ledger.prepare(`SELECT ${EXECUTION} FROM execution WHERE id = ?`),
    byArn: ledger.prepare(`SELECT ${EXECUTION} FROM execution WHERE arn = ?`),
    save: ledger.prepare(
      'UPDATE execution SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ?, events = ? WHERE id = ?',
    ),
    list: ledger.prepare(
      `SELECT ${EXECUTION} FROM execution
       WHERE machine = ? AND id < ? AND (? IS NULL OR status = ?) ORDER BY id DESC LIMIT ?`,
    ),
    old: ledger.prepare('SELECT id FROM execution WHERE stopped_at < ?'),
    newThread: ledger.prepare("INSERT INTO state_thread (execution, parent, phase, body) VALUES (?, ?, 'ready', '{}')"),
    saveThread: ledger.prepare('UPDATE state_thread SET phase = ?, due_at = ?, body = ? WHERE id = ?'),
    thread: ledger.prepare('SELECT body FROM state_thread WHERE id = ?'),
    children: ledger.prepare('SELECT body FROM state_thread WHERE parent = ? ORDER BY id'),
    unfinished: ledger.prepare("SELECT COUNT(*) AS count FROM state_thread WHERE parent = ? AND phase != 'done'"),
    dropThread: ledger.prepare('DELETE FROM state_thread WHERE id = ?'),
    dropThreads: ledger.prepare('DELETE FROM state_thread WHERE execution = ?'),
    childIds: ledger.prepare('SELECT id FROM state_thread WHERE parent = ?'),
    inPhase: ledger.prepare('SELECT id FROM state_thread WHERE phase = ? ORDER BY id'),
    give: ledger.prepare('INSERT INTO state_token (token, execution, thread) VALUES (?, ?, ?)'),
    holder: ledger.prepare('SELECT thread FROM state_token WHERE token = ?'),
    record: ledger.prepare(
      'INSERT INTO execution_event (execution, id, at, type, previous, details) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    history: ledger.prepare(
      'SELECT id, at, type, previous, details FROM execution_event WHERE execution = ? AND id >= ? ORDER BY id LIMIT ?',
    ),
    historyBack: ledger.prepare(
      'SELECT id, at, type, previous, details FROM execution_event WHERE execution = ? AND id <= ? ORDER BY id DESC LIMIT ?',
    ),
    due: ledger.prepare(
      `SELECT * FROM (SELECT due_at AS at, id AS thread, execution FROM state_thread
         WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1)
       UNION ALL SELECT * FROM (SELECT deadline, NULL, id FROM execution
         WHERE status = 'RUNNING' AND deadline IS NOT NULL ORDER BY deadline LIMIT 1)
       ORDER BY 1, 2 LIMIT 1`,
    ),
  }
  const definitions = new Map<string, Definition>()

  function full(row: Row | undefined): Execution | undefined {
    if (row === undefined) return undefined
    let definition = definitions.get(row.definition)
    if (definition === undefined) {
      definition = JSON.parse(String(sql.text.get(row.definition)!.text)) as Definition
      definitions.set(row.definition, definition)
    }
    return { ...row, definition }
  }

  function dropBelow(parent: number): void {
    for (const { id } of sql.childIds.all(parent)) {
      dropBelow(Number(id))
      sql.dropThread.run(id!)
    }
  }

  return {
    /** When the machine was first seen in a template, epoch milliseconds. */
    firstSeen(machine: string, now: number): number {
      sql.seen.run(machine, now)
      return Number(sql.seenAt.get(machine)!.at)
    },
    begin(
      started: Pick<Execution, 'arn' | 'machine' | 'name' | 'role' | 'input' | 'startedAt' | 'deadline'>,
      text: string,
    ) {
      const hash = createHash('sha256').update(text).digest('hex')
      sql.keep.run(hash, text)
      const { arn, machine, name, role, input, startedAt, deadline } = started
      const { lastInsertRowid } = sql.begin.run(arn, machine, name, role, hash, input, startedAt, deadline)
      return full(sql.byId.get(lastInsertRowid) as unknown as Row)!
    },
    execution: (id: number) => full(sql.byId.get(id) as Row | undefined),
    executionByArn: (arn: string) => full(sql.byArn.get(arn) as Row | undefined),
    saveExecution({ status, stoppedAt, output, error, cause, events, id }: Execution): void {
      sql.save.run(status, stoppedAt, output, error, cause, events, id)
    },
    /** Executions of a machine, the latest first, from below the number `before`. */
    executions(machine: string, status: string | null, before: number, limit: number): readonly Execution[] {
      return (sql.list.all(machine, before, status, status, limit) as unknown as Row[]).map((row) => full(row)!)
    },
    /** Forgets what was closed before an instant. */
    forget(closedBefore: number): void {
      for (const { id } of sql.old.all(closedBefore)) {
        for (const name of ['execution_event', 'state_token'])
          ledger.prepare(`DELETE FROM ${name} WHERE execution = ?`).run(id!)
        ledger.prepare('DELETE FROM execution WHERE id = ?').run(id!)
      }
    },
    newThread: (execution: number, parent: number | undefined) =>
      Number(sql.newThread.run(execution, parent ?? null).lastInsertRowid),
    saveThread(thread: Thread): void {
      sql.saveThread.run(thread.phase, thread.dueAt ?? null, JSON.stringify(thread), thread.id)
    },
    thread(id: number): Thread | undefined {
      const row = sql.thread.get(id)
      return row && JSON.parse(String(row.body))
    },
    /** The threads that a thread waits for, in order of their beginning. */
    children: (parent: number): Thread[] => sql.children.all(parent).map(({ body }) => JSON.parse(String(body))),
    unfinished: (parent: number) => Number(sql.unfinished.get(parent)!.count),
    dropBelow,
    dropThreads: (execution: number) => void sql.dropThreads.run(execution),
    threadsIn: (phase: Thread['phase']) => sql.inPhase.all(phase).map(({ id }) => Number(id)),
    giveToken: (token: string, { execution, id }: Thread) => void sql.give.run(token, execution, id),
    /** The thread that a token was given to; undefined for one that is not remembered. */
    holderOf(token: string): number | undefined {
      const row = sql.holder.get(token)
      return row && Number(row.thread)
    },
    record: (execution: number, { id, at, type, previous, details }: HistoryEvent) =>
      void sql.record.run(execution, id, at, type, previous, JSON.stringify(details)),
    /** Events of an execution from a number on, forwards or backwards. */
    history(execution: number, from: number, limit: number, isReverse: boolean): readonly HistoryEvent[] {
      const rows = (isReverse ? sql.historyBack : sql.history).all(execution, from, limit)
      return rows.map((row) => ({ ...row, details: JSON.parse(String(row.details)) })) as unknown as HistoryEvent[]
    },
    /** What happens next, of all that is to happen at an instant. */
    nextDue: () => sql.due.get() as unknown as Due | undefined,
  }
}
