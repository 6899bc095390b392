import * as z from 'zod'

/**
 * One webhook request that was accepted: what lies in the queue, raw, until it is understood. Credentials are taken out
 * before it is made.
 */
export const Delivery = z.object({
  /** Our event id, told to the sender: `evt-` and letters. */
  id: z.string(),
  /** Id of the source whose key it came with. */
  source: z.string(),
  /** When we accepted it (ISO 8601, UTC). */
  at: z.iso.datetime(),
  method: z.enum(['GET', 'POST', 'PUT']),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.string()),
  /** The body, base64 of its gzipped bytes; absent when it is in the bucket. */
  body: z.string().optional(),
  /** Where in the alerts bucket the gzipped body lies, when it is too large for a queue message. */
  bodyAt: z.string().optional(),
  /** The format by the route it came in, such as `pagerduty-events-v2`; absent: the source's setting decides. */
  format: z.string().optional(),
  /** The sender's id of this delivery, equal when it is sent again: such an event takes effect once in 48 hours. */
  deliveryId: z.string().optional(),
  /**
   * Where it is ticked off when it has taken effect: a sheet that the accepting function began, and the line on it. A
   * sheet has at most 64 lines, so that a storm needs few writes to be ticked off.
   */
  sheet: z.string(),
  line: z.number().int().min(0).max(63),
})
export type Delivery = z.infer<typeof Delivery>
