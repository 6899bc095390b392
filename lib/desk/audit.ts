import * as z from 'zod'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'

/**
 * Reading that leaves a trace, because it is not what a ticket asks of whoever works on it: private fields and the history
 * of somebody else, the log of mails and its originals, files of tickets that one is not on, and the audit itself.
 */
export const SensitiveRead = z.enum([
  'person-private',
  'person-history',
  'mail-log',
  'raw-mail',
  'infected-mail',
  'attachment',
  'audit',
])
export type SensitiveRead = z.infer<typeof SensitiveRead>

/** Who is about to read what of which record. */
export interface Reading {
  readonly by: Actor
  readonly what: SensitiveRead
  readonly record: { readonly kind: string; readonly id: string }
  /** ISO 8601, UTC. */
  readonly at: string
  /** Days after which the trace may go. */
  readonly keepDays: number
}

/** Who reads the same again within so many minutes is still reading it. */
const sameMinutes = 5

/** Leaves the trace of a reading; to be waited for before anything is shown. One small write. */
export const noteRead = async (store: Store, { by, what, record, at, keepDays }: Reading): Promise<void> => {
  const instant = Date.parse(at)
  const window = Math.floor(instant / (sameMinutes * 60_000))
  await store.commit([
    {
      put: {
        kind: 'read',
        what,
        of: record.kind,
        id: record.id,
        at,
        by,
        expiresAt: Math.ceil(instant / 1000) + keepDays * 86_400,
      },
      at: key.read(by.id, window, record.kind, record.id, what),
      if: 'absent',
    },
  ])
}
