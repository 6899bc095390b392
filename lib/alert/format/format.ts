import type { Json } from '../json.ts'
import type { Payload } from '../payload.ts'
import type { Reading, Unreadable } from '../reading.ts'

/** One sender's way to write alerts. Both functions take any JSON and never throw: see `lib/alert/walk.ts`. */
export interface Format {
  /** Its name in a source's settings and in a reading. */
  readonly id: string
  /**
   * Whether the body is of this form. By several required names together, never by one optional field, and not by the
   * product's own name: bodies come through proxies, and forks leave fields out.
   */
  recognises(body: Json, payload: Payload): boolean
  /**
   * What the body means: one reading for each independent alert, made by `makeReading`. Unreadable, with what is
   * missing and where, when it cannot be told.
   */
  read(body: Json, payload: Payload): readonly Reading[] | Unreadable
}

/** Whether nothing could be read. */
export const isUnreadable = <T>(result: T | Unreadable): result is Unreadable =>
  typeof result === 'object' && result !== null && 'error' in result
