import type { Fate } from '../intake/record.ts'
import type { Item } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'

/** Which mails of the log to list; every condition that is given must hold. */
export interface LetterFilter {
  readonly outcome?: Fate
  /** Exact address of the sender, in any case. */
  readonly from?: string
  /** Month (UTC) in which it arrived, `YYYY-MM`. */
  readonly month?: string
  /** The ticket that it opened or that it is a comment on. */
  readonly number?: string
  /** Words that the subject has, in any order and case. */
  readonly words?: string
  /** Where the page before ended; from `LetterPage.cursor`. */
  readonly cursor?: string
  /** 1 to 100. */
  readonly limit: number
  /** The instant of the question, ISO 8601. */
  readonly at: string
}

/** One page of the log, newest first; a `cursor` even where the page is short means that there may be more. */
export interface LetterPage {
  readonly items: readonly Item[]
  readonly cursor: string | null
}

/** A letter, and where to go on after it. */
export interface Placed {
  readonly position: string
  readonly letter: Item
}

/** A stretch of the log in order; `next` is where to go on, absent at the end. */
export interface Stretch {
  readonly entries: readonly Placed[]
  readonly next?: string
}

/** Whether a letter is one that the filter asks for, wherever it was found. */
export const isWanted = ({ outcome, from, month, number, words = '' }: LetterFilter) => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return (letter: Item): boolean => {
    const subject = String(letter.subject ?? '').toLowerCase()
    return (
      (outcome === undefined || letter.outcome === outcome) &&
      (from === undefined || String(letter.from ?? '').toLowerCase() === from.toLowerCase()) &&
      (month === undefined || String(letter.receivedAt).startsWith(month)) &&
      (number === undefined || letter.number === number) &&
      wanted.every((word) => subject.includes(word))
    )
  }
}

/** A place in the log as a cursor: opaque to callers. */
export const encodePlace = (position: string): string => Buffer.from(position).toString('base64url')

const place = /^(?:event#\d{6,9}|\d{4}-\d{2}-\d{2}T[^#]{0,40}#.{0,200})$/

/** Whether the cursor may be one that we gave. */
export const isPlace = (cursor: string): boolean => place.test(Buffer.from(cursor, 'base64url').toString())

/** The place a cursor names, or a refusal of one that we never gave. */
export const decodePlace = (cursor: string): string => {
  if (!isPlace(cursor))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  return Buffer.from(cursor, 'base64url').toString()
}
