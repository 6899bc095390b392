import * as z from 'zod'

/** Automatic answers that an address got lately; kept for a day, in order of time. */
export const Allowance = z.object({
  kind: z.literal('allowance'),
  version: z.number().int(),
  answers: z.array(z.object({ at: z.string(), number: z.string(), subject: z.string() })),
  expiresAt: z.number().int(),
})
export type Allowance = z.infer<typeof Allowance>

/** One automatic answer about to be given. */
export interface Answer {
  readonly at: string
  readonly number: string
  readonly subject: string
}

interface Cap {
  readonly minutes: number
  readonly most: number
}

/** Per address and ticket, and per address in total: the numbers Zammad has used for years against mail loops. */
const perTicket: readonly Cap[] = [
  { minutes: 10, most: 10 },
  { minutes: 30, most: 15 },
  { minutes: 60, most: 25 },
  { minutes: 180, most: 50 },
  { minutes: 600, most: 100 },
]
const perAddress: readonly Cap[] = [
  { minutes: 10, most: 30 },
  { minutes: 30, most: 60 },
  { minutes: 60, most: 120 },
  { minutes: 180, most: 240 },
  { minutes: 600, most: 360 },
]
/** Answers with one and the same subject within ten minutes: a responder that our loop marks do not stop. */
const perSubject: Cap = { minutes: 10, most: 2 }
/** Nobody needs more acknowledgements in a day. */
const aDay: Cap = { minutes: 24 * 60, most: 40 }

const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000

/**
 * The allowance after this answer, or nothing when a cap is reached and the answer must not be given. Pure; at most
 * forty entries, because older than a day and more than the daily cap never count.
 */
export const spend = (before: Allowance | undefined, answer: Answer): Allowance | undefined => {
  const today = (before?.answers ?? []).filter(({ at }) => minutesBetween(at, answer.at) < aDay.minutes)
  const isOver = ({ minutes, most }: Cap, counts: (other: Answer) => boolean) =>
    today.filter((other) => minutesBetween(other.at, answer.at) < minutes && counts(other)).length >= most
  const over =
    isOver(aDay, () => true) ||
    isOver(perSubject, ({ subject }) => subject === answer.subject) ||
    perAddress.some((cap) => isOver(cap, () => true)) ||
    perTicket.some((cap) => isOver(cap, ({ number }) => number === answer.number))
  if (over) return undefined
  return {
    kind: 'allowance',
    version: (before?.version ?? 0) + 1,
    answers: [...today, answer],
    expiresAt: Math.ceil(Date.parse(answer.at) / 1000) + aDay.minutes * 60,
  }
}
