import * as z from 'zod'

/** How bad an alert is, on our scale, worst first. Senders' words are mapped to it and kept beside it. */
export const AlertLevel = z.enum(['critical', 'high', 'medium', 'low'])
export type AlertLevel = z.infer<typeof AlertLevel>

/** Whether one level is worse than another. */
export const isWorse = (a: AlertLevel, b: AlertLevel): boolean =>
  AlertLevel.options.indexOf(a) < AlertLevel.options.indexOf(b)
