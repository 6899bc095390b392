import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { refuseUnknown } from '../lambda/known-properties.ts'
import { inTransaction } from '../ledger.ts'
import type { World } from '../world.ts'
import { type GroupCommit, openGroupCommit } from './group-commit.ts'
import type { MessageAttributes } from './queue-message.ts'

/** A queue as the template declares it, durations in seconds; defaults are those of CloudFormation. */
export interface Queue {
  readonly name: string
  readonly arn: string
  readonly fifo: boolean
  readonly contentBasedDeduplication: boolean
  readonly visibilitySeconds: number
  readonly retentionSeconds: number
  readonly delaySeconds: number
  readonly waitSeconds: number
  readonly maximumBytes: number
  readonly redrive?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number }
}

/** A message on its way in. */
export interface Sending {
  readonly body: string
  readonly attributes: MessageAttributes
  readonly delaySeconds: number
  readonly groupId?: string
  readonly deduplicationId?: string
}

/** A message that was received and not deleted yet. */
export interface Received {
  readonly messageId: string
  readonly receipt: string
  readonly body: string
  readonly attributes: MessageAttributes
  readonly sentAt: number
  readonly receiveCount: number
  readonly firstReceivedAt: number
  readonly groupId: string | null
  readonly deduplicationId: string | null
  readonly sequence: number
}

/** Messages in a queue by what may be done with them. */
export interface Counts {
  readonly visible: number
  readonly inFlight: number
  readonly delayed: number
}

/** The queues of the template; messages are in the ledger before an answer says so. Times are epoch milliseconds. */
export interface Queues {
  /** Whether the ledger can be asked; a poll may outlive its host. */
  isOpen(): boolean
  find(name: string): Queue | undefined
  all(): readonly Queue[]
  send(queue: Queue, message: Sending, now: number): { readonly messageId: string; readonly sequence: number }
  /** Hides up to `limit` messages for `visibilitySeconds`; those received too often go to the dead-letter queue. */
  receive(queue: Queue, limit: number, visibilitySeconds: number, now: number): readonly Received[]
  /** False when nobody holds the message by this receipt any more. */
  remove(queue: Queue, receipt: string): boolean
  changeVisibility(queue: Queue, receipt: string, seconds: number, now: number): boolean
  purge(queue: Queue): void
  /** Hands the visible messages of a dead-letter queue back to where each came from, or to another queue; answers how many. */
  handBack(queue: Queue, to: Queue | undefined, now: number): number
  /** Whether some queue gives up its messages to this one. */
  isForDeadLetters(queue: Queue): boolean
  counts(queue: Queue, now: number): Counts
  /** Does this soon, in one commit with what others ask for at the same moment; resolves once it is on disk. */
  readonly together: GroupCommit
  /** Calls back once when something is sent to the queue that nobody else was called for; the answer takes it back. */
  onSend(queue: Queue, call: () => void): () => void
}

const PLAYED = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'QueueName',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
]
const WITHOUT_EFFECT = {
  DeduplicationScope: 'deduplication ids of this product are unique over all groups',
  FifoThroughputLimit: 'there is no limit here',
  KmsDataKeyReusePeriodSeconds: 'the disk is as encrypted as the machine',
  KmsMasterKeyId: 'the disk is as encrypted as the machine',
  RedriveAllowPolicy: 'the template declares all sources of a dead-letter queue itself',
  SqsManagedSseEnabled: 'the disk is as encrypted as the machine',
  Tags: 'nobody reads them',
}

/** A message sent again with the same deduplication id within five minutes counts once (SQS Developer Guide). */
const DEDUPLICATION_MS = 5 * 60_000

/** How often messages are looked for that are older than their queue keeps them; AWS promises no instant either. */
const RETIRE_EVERY_MS = 10_000

interface Row {
  readonly id: number
  readonly message_id: string
  readonly body: string
  readonly attributes: string
  readonly sent_at: number
  readonly receives: number
  readonly first_received_at: number | null
  readonly group_id: string | null
  readonly deduplication_id: string | null
}

/** Opens the queues of the template over the ledger. */
export function openQueues(world: World, ledger: DatabaseSync): Queues {
  const queues = new Map(world.ofType('AWS::SQS::Queue').map((resource) => [queueOf(resource).name, queueOf(resource)]))
  const byArn = new Map([...queues.values()].map((queue) => [queue.arn, queue]))
  const listeners = new Map<string, Set<() => void>>()
  ledger.exec(`
    CREATE TABLE IF NOT EXISTS queue_message (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
      attributes TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
      first_received_at INTEGER, receipt TEXT, group_id TEXT, deduplication_id TEXT, origin TEXT);
    CREATE INDEX IF NOT EXISTS queue_message_visible ON queue_message (queue, visible_at);
    CREATE INDEX IF NOT EXISTS queue_message_receipt ON queue_message (receipt) WHERE receipt IS NOT NULL;
    CREATE TABLE IF NOT EXISTS queue_deduplication (
      queue TEXT NOT NULL, deduplication_id TEXT NOT NULL, message_id TEXT NOT NULL, sequence INTEGER NOT NULL,
      sent_at INTEGER NOT NULL, PRIMARY KEY (queue, deduplication_id)) WITHOUT ROWID`)
  addOrigin(ledger)
  // Whoever had received them went with the host: they need not stay hidden until their time is over.
  ledger.exec('UPDATE queue_message SET visible_at = 0, receipt = NULL WHERE receipt IS NOT NULL')
  const insert = ledger.prepare(`INSERT INTO queue_message
    (queue, message_id, body, attributes, sent_at, visible_at, group_id, deduplication_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  // In the order of its index: a storm that waits costs a receive nothing.
  const selectAny = ledger.prepare(
    'SELECT * FROM queue_message WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at, id LIMIT ?3',
  )
  // A group of a FIFO queue waits while one of its messages is in flight (hidden again after a first receive).
  const select = ledger.prepare(`SELECT * FROM queue_message AS message WHERE queue = ?1 AND visible_at <= ?2 AND
    (group_id IS NULL OR NOT EXISTS (SELECT 1 FROM queue_message WHERE queue = ?1 AND group_id = message.group_id
      AND receipt IS NOT NULL AND visible_at > ?2)) ORDER BY id LIMIT ?3`)
  const hold = ledger.prepare(`UPDATE queue_message SET receipt = ?, visible_at = ?, receives = receives + 1,
    first_received_at = COALESCE(first_received_at, ?) WHERE id = ?`)
  const move = ledger.prepare(
    'UPDATE queue_message SET queue = ?, visible_at = ?, receipt = NULL, origin = COALESCE(origin, queue) WHERE id = ?',
  )
  const visible = ledger.prepare('SELECT id, origin FROM queue_message WHERE queue = ? AND visible_at <= ? ORDER BY id')
  const back = ledger.prepare(
    'UPDATE queue_message SET queue = ?, visible_at = ?, receipt = NULL, receives = 0, first_received_at = NULL, origin = NULL WHERE id = ?',
  )
  const drop = ledger.prepare('DELETE FROM queue_message WHERE queue = ? AND receipt = ?')
  const show = ledger.prepare(
    'UPDATE queue_message SET visible_at = ? WHERE queue = ? AND receipt = ? AND visible_at > ?',
  )
  const forget = ledger.prepare('DELETE FROM queue_message WHERE queue = ? AND sent_at < ?')
  const empty = ledger.prepare('DELETE FROM queue_message WHERE queue = ?')
  const known = ledger.prepare(
    'SELECT message_id, sequence FROM queue_deduplication WHERE queue = ? AND deduplication_id = ? AND sent_at > ?',
  )
  const remember = ledger.prepare('INSERT OR REPLACE INTO queue_deduplication VALUES (?, ?, ?, ?, ?)')
  const count = ledger.prepare(`SELECT COUNT(*) FILTER (WHERE visible_at <= ?2) AS visible,
    COUNT(*) FILTER (WHERE visible_at > ?2 AND receipt IS NOT NULL) AS inFlight,
    COUNT(*) FILTER (WHERE visible_at > ?2 AND receipt IS NULL) AS delayed FROM queue_message WHERE queue = ?1`)

  // One message, one of those that wait for it: all others would look in vain, each with a transaction.
  const announce = ({ name }: Queue) => {
    const waiting = listeners.get(name)
    const [first] = waiting ?? []
    if (first === undefined) return
    waiting!.delete(first)
    first()
  }
  const retiredAt = new Map<string, number>()
  const retire = ({ name, retentionSeconds }: Queue, now: number): void => {
    // It looks at every message of the queue.
    if (now - (retiredAt.get(name) ?? 0) < RETIRE_EVERY_MS) return
    retiredAt.set(name, now)
    forget.run(name, now - retentionSeconds * 1000)
  }

  function moveToDeadLetters({ redrive }: Queue, row: Row, now: number): boolean {
    const target = byArn.get(redrive?.deadLetterTargetArn ?? '')
    if (redrive === undefined || target === undefined || row.receives < redrive.maxReceiveCount) return false
    move.run(target.name, now, row.id)
    announce(target)
    return true
  }

  return {
    isOpen: () => ledger.isOpen,
    find: (name) => queues.get(name),
    all: () => [...queues.values()],
    send(queue, { body, attributes, delaySeconds, groupId, deduplicationId }, now) {
      return inTransaction(ledger, () => {
        const twin =
          deduplicationId &&
          (known.get(queue.name, deduplicationId, now - DEDUPLICATION_MS) as
            | { message_id: string; sequence: number }
            | undefined)
        if (twin) return { messageId: twin.message_id, sequence: twin.sequence }
        const messageId = randomUUID()
        const { lastInsertRowid } = insert.run(
          queue.name,
          messageId,
          body,
          JSON.stringify(attributes),
          now,
          now + delaySeconds * 1000,
          groupId ?? null,
          deduplicationId ?? null,
        )
        const sequence = Number(lastInsertRowid)
        if (deduplicationId !== undefined) remember.run(queue.name, deduplicationId, messageId, sequence, now)
        announce(queue)
        return { messageId, sequence }
      })
    },
    receive(queue, limit, visibilitySeconds, now) {
      return inTransaction(ledger, () => {
        retire(queue, now)
        const received: Received[] = []
        while (received.length < limit) {
          const rows = (queue.fifo ? select : selectAny).all(
            queue.name,
            now,
            limit - received.length,
          ) as unknown as Row[]
          if (rows.length === 0) break
          for (const row of rows) {
            if (moveToDeadLetters(queue, row, now)) continue
            const receipt = randomUUID()
            // A zero timeout leaves it visible; one millisecond keeps this very call from receiving it again.
            hold.run(receipt, now + Math.max(visibilitySeconds * 1000, 1), now, row.id)
            received.push(receivedOf(row, receipt, now))
          }
        }
        return received
      })
    },
    remove: ({ name }, receipt) => drop.run(name, receipt).changes > 0,
    changeVisibility(queue, receipt, seconds, now) {
      const changed = show.run(now + seconds * 1000, queue.name, receipt, now).changes > 0
      if (changed && seconds === 0) announce(queue)
      return changed
    },
    together: openGroupCommit(ledger),
    isForDeadLetters: ({ arn }) => [...queues.values()].some(({ redrive }) => redrive?.deadLetterTargetArn === arn),
    handBack(queue, to, now) {
      return inTransaction(ledger, () => {
        let moved = 0
        for (const { id, origin } of visible.all(queue.name, now)) {
          const target = to ?? queues.get(String(origin))
          // What nobody gave up here came from elsewhere, and nobody knows from where.
          if (target === undefined) continue
          back.run(target.name, now, id!)
          announce(target)
          moved += 1
        }
        return moved
      })
    },
    purge: ({ name }) => void empty.run(name),
    counts(queue, now) {
      retire(queue, now)
      return count.get(queue.name, now) as unknown as Counts
    },
    onSend({ name }, call) {
      const calls = listeners.get(name) ?? new Set()
      listeners.set(name, calls.add(call))
      return () => void calls.delete(call)
    },
  }
}

/** Folders of earlier hosts know no origin of messages. */
function addOrigin(ledger: DatabaseSync): void {
  const columns = ledger.prepare('PRAGMA table_info(queue_message)').all()
  if (!columns.some(({ name }) => name === 'origin')) ledger.exec('ALTER TABLE queue_message ADD COLUMN origin TEXT')
}

function queueOf(resource: Parameters<typeof refuseUnknown>[0]): Queue {
  refuseUnknown(resource, PLAYED, WITHOUT_EFFECT)
  const { properties, arn } = resource
  return {
    name: arn.split(':').at(-1)!,
    arn,
    fifo: properties.FifoQueue === true,
    contentBasedDeduplication: properties.ContentBasedDeduplication === true,
    visibilitySeconds: Number(properties.VisibilityTimeout ?? 30),
    retentionSeconds: Number(properties.MessageRetentionPeriod ?? 345_600),
    delaySeconds: Number(properties.DelaySeconds ?? 0),
    waitSeconds: Number(properties.ReceiveMessageWaitTimeSeconds ?? 0),
    // 1 MiB since August 2025 (SQS Developer Guide, "Message quotas").
    maximumBytes: Number(properties.MaximumMessageSize ?? 1_048_576),
    redrive: properties.RedrivePolicy,
  }
}

const receivedOf = (row: Row, receipt: string, now: number): Received => ({
  messageId: row.message_id,
  receipt,
  body: row.body,
  attributes: JSON.parse(row.attributes),
  sentAt: row.sent_at,
  receiveCount: row.receives + 1,
  firstReceivedAt: row.first_received_at ?? now,
  groupId: row.group_id,
  deduplicationId: row.deduplication_id,
  sequence: row.id,
})
