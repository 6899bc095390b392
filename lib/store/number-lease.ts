import type { Key } from './schema.ts'
import type { Store } from './store.ts'

/** Adds `count` to a counter and answers what it stands at: the last of the numbers that are now the caller's. */
export type TakeNumbers = (at: Key, count: number, now: string, expiresAt?: number) => Promise<number>

/** A block that was used up faster than this is followed by one of twice its size. */
const burstMs = 1000
/** Numbers that were not used for so long are let go, so that a ticket's number says roughly when it was opened. */
const keptMs = 3000
/** Few enough that a lease left over is a small gap, and enough that the counter is written for one ticket in sixteen. */
const mostAtOnce = 16

interface Block {
  next: number
  readonly last: number
  readonly size: number
  readonly takenAt: number
}

/**
 * `Store.next` for a burst: one write to the counter gives out a few numbers. Whoever else takes from the same counter
 * never gets one of them. With a second or more between two calls every number is taken by itself, without gaps.
 */
export const leaseNumbers = (take: TakeNumbers): Store['next'] => {
  const blocks = new Map<string, Block>()
  return async (at, now, expiresAt) => {
    const name = `${at.pk} ${at.sk}`
    const instant = Date.parse(now)
    const block = blocks.get(name)
    const isWithin = (ms: number) => block !== undefined && Math.abs(instant - block.takenAt) < ms
    const isUsedUp = block !== undefined && block.next > block.last
    if (block && !isUsedUp && isWithin(keptMs)) return block.next++
    const size = block && isUsedUp && isWithin(burstMs) ? Math.min(block.size * 2, mostAtOnce) : 1
    const last = await take(at, size, now, expiresAt)
    const first = last - size + 1
    blocks.set(name, { next: first + 1, last, size, takenAt: instant })
    return first
  }
}
