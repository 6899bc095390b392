import type { IndexName, Key, Partition } from './schema.ts'

/** An item as code sees it: its own fields, without keys and index attributes. */
export type Item = Record<string, unknown>

/** The six kinds of write there are; a condition that does not hold undoes the whole commit. */
export type Write =
  /** Puts the item only if nothing is there. */
  | { readonly put: object; readonly at: Key; readonly if: 'absent' }
  /** Puts the item only if what is there has this version; 0: only if nothing is there, or something without a version. */
  | { readonly put: object; readonly at: Key; readonly if: { readonly version: number } }
  /** Puts the item, whatever is there. */
  | { readonly put: object; readonly at: Key; readonly if?: undefined }
  /** Ticks lines off on a sheet (a set of numbers, `lines`), at most 100, only if none of them is ticked already. */
  | { readonly tick: readonly number[]; readonly at: Key; readonly expiresAt: number }
  /** Adds to numbers of an item, which begin at 0, and sets other fields of it: many may do so at the same time. */
  | {
      readonly add: Readonly<Record<string, number>>
      readonly set?: Readonly<Record<string, string>>
      readonly at: Key
    }
  /** Removes the item, if it is there. */
  | { readonly remove: true; readonly at: Key }

/** What a commit came to: all of it happened, or nothing did, because the named writes' conditions did not hold. */
export type Outcome = { readonly committed: true } | { readonly committed: false; readonly refused: readonly number[] }

/** One page of a list; `next` is where to go on, absent at the end. */
export interface Page {
  readonly items: readonly Item[]
  readonly next?: string
}

/** Where and how much to read of one partition. */
export interface Range {
  readonly limit: number
  readonly newestFirst?: boolean
  /** Sort key to go on after (exclusive). */
  readonly after?: string
  /** Only sort keys up to this one (inclusive), oldest first. */
  readonly upTo?: string
}

/** The table as the rest of the system knows it. Reads are strongly consistent by primary key, eventually by index. */
export interface Store {
  get(at: Key): Promise<Item | undefined>
  /** The items that exist, in no order; at most 100 keys (BatchGetItem). */
  getMany(keys: readonly Key[]): Promise<readonly Item[]>
  /** Items of one ticket whose sort key begins so, in sort key order, or backwards (`newestFirst`). */
  parts(pk: string, begins: string, range: Omit<Range, 'upTo'>): Promise<Page>
  /** One page of an index partition. */
  list(partition: Partition, range: Range): Promise<Page>
  /** Primary keys of one page of an index partition, for indexes that carry keys only. */
  keys(partition: Partition, range: Range): Promise<{ readonly items: readonly Key[]; readonly next?: string }>
  /** All writes or none; at most 100 (TransactWriteItems). */
  commit(writes: readonly Write[]): Promise<Outcome>
  /**
   * The next number of a counter, from 1; gaps are possible, doubles are not, and in a burst two callers may each have
   * a few numbers in hand, so that a lower one is used later. The first call's instant stays as `since`. A counter with
   * `expiresAt` (Unix seconds) may be forgotten then.
   */
  next(at: Key, now: string, expiresAt?: number): Promise<number>
}

export type { IndexName, Key, Partition }
