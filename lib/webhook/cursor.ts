import * as z from 'zod'
import { waitingLaneOf, webhookLaneOf } from './lane.ts'
import { isHopeless, retryAt } from './retry.ts'

/**
 * How far one webhook has been told of one record. Everything is sent in the order of the timeline, one entry at a time,
 * by whoever holds the lease: two runs at once, events of the bus that come twice, late or in another order move `wanted`
 * and nothing else.
 */
export const Cursor = z.object({
  kind: z.literal('webhook-cursor').default('webhook-cursor'),
  /** Of the webhook. */
  id: z.string(),
  /** Of the record. */
  number: z.string(),
  version: z.int(),
  /** Sequence of the last entry that needs nothing more: it was sent, or is not for this webhook. */
  sent: z.int(),
  /** Sequence of the newest entry that the bus told of. */
  wanted: z.int(),
  /** Whose the record was after entry `sent`; absent: not known, to be found from the beginning of the timeline. */
  place: z.object({ team: z.string().optional(), service: z.string().optional() }).optional(),
  /** Attempts in a row that failed for the entry after `sent`, and when the first of them did. */
  failures: z.int().default(0),
  firstFailedAt: z.string().optional(),
  /** Since when something is wanted and not sent. */
  waitsSince: z.string().optional(),
  /** Who sends right now, and until when nobody else does. */
  lease: z.object({ id: z.string(), until: z.string() }).optional(),
  /** When somebody last asked to send again from some entry on, and whether that goes on: then age is no reason to skip. */
  replayAskedAt: z.string().optional(),
  isReplay: z.boolean().optional(),
  due: z.object({ lane: z.string(), at: z.string() }).optional(),
})
export type Cursor = z.infer<typeof Cursor>

/** An attempt takes ten seconds at most, and every success renews the lease. */
const leaseSeconds = 30

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()

/** A webhook that was never told anything of this record. */
export const firstCursor = (id: string, number: string): Cursor => ({
  kind: 'webhook-cursor',
  id,
  number,
  version: 0,
  sent: 0,
  wanted: 0,
  failures: 0,
})

/** The bus told of this entry. */
export const noted = (cursor: Cursor, sequence: number, at: string): Cursor =>
  sequence <= Math.max(cursor.wanted, cursor.sent)
    ? cursor
    : { ...cursor, wanted: sequence, waitsSince: cursor.waitsSince ?? at }

/** What the next step depends on beside the cursor. */
export interface Circumstances {
  readonly at: string
  /** What becomes of events for this webhook (`standingOf`). */
  readonly standing: 'sends' | 'waits' | 'off'
  /** Until when the receiver is left alone, because it is not well. */
  readonly restUntil?: string | undefined
  /** What this run would be called as the holder. */
  readonly runId: string
}

/** The cursor as it is to be written, the same object where nothing changes, and whether this run is to send now. */
export interface Step {
  readonly next: Cursor
  readonly isMine: boolean
}

/** What to do about a cursor that somebody looks at: take it and send, wait, put it aside, or let it be. */
export const stepOf = (cursor: Cursor, { at, standing, restUntil, runId }: Circumstances): Step => {
  const { sent, wanted, lease, due } = cursor
  const leave = { next: cursor, isMine: false }
  if (standing === 'off') return due ? { next: idle(cursor), isMine: false } : leave
  if (sent >= wanted || (lease && at < lease.until)) return leave
  if (standing === 'waits') return isAside(cursor) ? leave : { next: aside(cursor, at), isMine: false }
  // Put aside: only somebody who asks for it, or something new on the record, takes it up again.
  const isWaiting = due !== undefined && !isAside(cursor) && at < due.at
  if (isWaiting) return leave
  if (restUntil !== undefined && at < restUntil) return { next: postponed(cursor, restUntil), isMine: false }
  return { next: taken(cursor, runId, at), isMine: true }
}

/** Whether it was given up: nobody tries any more. */
export const isAside = ({ due, id }: Cursor): boolean => due?.lane === waitingLaneOf(id)

const idle = ({ lease: _, due: __, ...cursor }: Cursor): Cursor => cursor

const dueAt = ({ number }: Cursor, at: string) => ({ lane: webhookLaneOf(number), at })

const postponed = (cursor: Cursor, at: string): Cursor => ({ ...idle(cursor), due: dueAt(cursor, at) })

/** A run that dies leaves its lease behind: the clock comes when that is over. */
const taken = (cursor: Cursor, id: string, at: string): Cursor => {
  const until = later(at, leaseSeconds)
  return { ...cursor, lease: { id, until }, due: dueAt(cursor, until) }
}

/** How far the holder has come: an entry, and whose the record was after it. */
export type Reached = Pick<Cursor, 'sent' | 'place'>

const without = ({ firstFailedAt: _, ...cursor }: Cursor): Cursor => ({ ...cursor, failures: 0 })

/** An entry was sent, and the holder goes on. */
export const advanced = (cursor: Cursor, reached: Reached, at: string): Cursor =>
  taken({ ...without(cursor), ...reached }, cursor.lease?.id ?? '', at)

/** The holder ends: nothing is left to send, or it has no more time, and then the clock comes at once. */
export const ended = (cursor: Cursor, reached: Reached, at: string): Cursor => {
  const next = idle({ ...cursor, ...reached })
  if (reached.sent < cursor.wanted) return { ...next, due: dueAt(cursor, at) }
  const { waitsSince: _, isReplay: __, ...rest } = next
  return without(rest)
}

/** An attempt for the entry after `reached` failed; it is tried again in a while. */
export const failed = (
  cursor: Cursor,
  reached: Reached,
  {
    at,
    chance,
    askedSeconds,
  }: { readonly at: string; readonly chance: number; readonly askedSeconds?: number | undefined },
): Cursor => {
  const failures = cursor.failures + 1
  return {
    ...idle({ ...cursor, ...reached }),
    failures,
    firstFailedAt: cursor.firstFailedAt ?? at,
    due: dueAt(cursor, retryAt(at, failures, chance, askedSeconds)),
  }
}

/** Whether the entry after `sent` was tried for two days. */
export const isGivenUp = ({ firstFailedAt }: Cursor, at: string): boolean =>
  firstFailedAt !== undefined && isHopeless(firstFailedAt, at)

/** Nobody tries any more; what waits stays for whoever asks to send it. */
export const aside = (cursor: Cursor, at: string): Cursor => {
  const waitsSince = cursor.waitsSince ?? at
  return { ...without(idle(cursor)), waitsSince, due: { lane: waitingLaneOf(cursor.id), at: waitsSince } }
}

/** Somebody asks to send what waits. */
export const resumed = (cursor: Cursor, at: string): Cursor => ({
  ...without(idle(cursor)),
  due: dueAt(cursor, at),
})

/**
 * Somebody asks at `at` to send everything from entry `from` on once more, up to the `newest`. The same cursor where that
 * was done already.
 */
export const rewound = (
  cursor: Cursor,
  { from, newest, at }: { readonly from: number; readonly newest: number; readonly at: string },
): Cursor => {
  if (cursor.replayAskedAt !== undefined && at <= cursor.replayAskedAt) return cursor
  const { place: _, lease: __, ...rest } = cursor
  return {
    ...without(rest),
    sent: Math.min(from, newest + 1) - 1,
    wanted: Math.max(cursor.wanted, newest),
    replayAskedAt: at,
    isReplay: true,
    waitsSince: at,
    due: dueAt(cursor, at),
  }
}
