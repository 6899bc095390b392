import * as z from 'zod'

/** Whom or what a ticket on hold waits for. */
export const HoldReason = z.enum(['caller', 'vendor', 'change', 'problem'])
export type HoldReason = z.infer<typeof HoldReason>
