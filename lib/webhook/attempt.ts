import * as z from 'zod'

/** How one attempt ended: with an answer, or with what went wrong before there was one. */
export type Answer =
  | {
      readonly status: number
      /** The first 1,024 bytes of what the receiver said. */
      readonly body: string
      /** Seconds that it asks for (Retry-After). */
      readonly retryAfter?: number | undefined
    }
  /** A word such as `timeout`, `ECONNREFUSED` or `address-refused`; never an address or a URL. */
  | { readonly error: string }

/** Whether the receiver has it: any 2xx. A redirect is no success, and nobody follows it. */
export const isDelivered = (answer: Answer): boolean =>
  'status' in answer && answer.status >= 200 && answer.status < 300

/** Whether the receiver wants nothing any more. */
export const isGone = (answer: Answer): boolean => 'status' in answer && answer.status === 410

/**
 * Whether the next event would fare no better: nobody answered, or the receiver is not well or has too much to do. Any
 * other refusal may be about this very event.
 */
export const isOutOfOrder = (answer: Answer): boolean =>
  'error' in answer || answer.status >= 500 || answer.status === 429 || answer.status === 408

/** The answer in one word: its status, or what went wrong. */
export const wordOf = (answer: Answer): string => ('status' in answer ? String(answer.status) : answer.error)

/** What came of one attempt, as it is kept for thirty days. */
export const Attempt = z.object({
  at: z.iso.datetime(),
  /** `webhook-id` of what was sent. */
  messageId: z.string(),
  type: z.string(),
  number: z.string(),
  sequence: z.int(),
  /** 1 the first time. */
  attempt: z.int(),
  isDelivered: z.boolean(),
  status: z.int().optional(),
  error: z.string().optional(),
  milliseconds: z.int(),
  /** The beginning of what the receiver said when it refused. */
  answer: z.string().optional(),
})
export type Attempt = z.infer<typeof Attempt>

/** Days for which attempts are kept. */
export const attemptDays = 30
