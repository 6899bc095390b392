import * as z from 'zod'
import { Actor } from '../../lib/ticket/actor.ts'

const limitError = 'Use a number from 1 to 100'

/** How a list is asked for page by page. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(3000).optional().describe('Where to go on: the cursor of the page before.'),
  limit: z.coerce
    .number(limitError)
    .int(limitError)
    .min(1, limitError)
    .max(100, limitError)
    .default(25)
    .describe('How many at most, 1 to 100.'),
})

/** How the changes of a kept record are asked for. */
export const HistoryQuery = PageQuery

/** The changes of a kept record, newest first: who made it what, and when. */
export const HistoryPage = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      at: z.iso.datetime(),
      by: Actor,
      value: z.record(z.string(), z.unknown()).describe('The whole value after this change.'),
    }),
  ),
  cursor: z.string().nullable(),
})
