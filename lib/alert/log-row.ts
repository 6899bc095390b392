import * as z from 'zod'
import { decisions } from './decision.ts'
import { AlertLevel } from './level.ts'

/** What the log keeps of one reading of a delivery. */
export const LogRow = z.object({
  /** Id of the delivery. */
  delivery: z.string(),
  receivedAt: z.iso.datetime(),
  /** What it was read as; absent when nobody could. */
  format: z.string().optional(),
  kind: z.string().optional(),
  status: z.string().optional(),
  /** Identity, cut where it is long. */
  key: z.string().optional(),
  /** Id of the alert, to find all that was said of it. */
  alert: z.string().optional(),
  title: z.string().optional(),
  /** What somebody who looks after the source should know. */
  note: z.string().optional(),
  decision: z.object({
    word: z.enum(decisions),
    incident: z.string().optional(),
    until: z.string().optional(),
    since: z.string().optional(),
    count: z.number().optional(),
    level: AlertLevel.optional(),
    error: z.string().optional(),
  }),
})
export type LogRow = z.infer<typeof LogRow>
