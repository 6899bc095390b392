import * as z from 'zod'

/**
 * From very dissatisfied (1) to very satisfied (5): the scale of the customer satisfaction score, of which the share of 4
 * and 5 is told. Two grades would say as much in the mean; five say how bad, and compare with other desks' numbers.
 */
export const Score = z.literal([1, 2, 3, 4, 5])
export type Score = z.infer<typeof Score>

/** All scores. */
export const scores: readonly Score[] = [1, 2, 3, 4, 5]

/** A few sentences; it lives in the head of the ticket. */
export const longestComment = 500

/** How the requester found the solution. */
export const Rating = z.object({ score: Score, comment: z.string().optional(), at: z.iso.datetime() })
export type Rating = z.infer<typeof Rating>

/** Whether somebody who leads should know of it. */
export const isBad = (score: Score): boolean => score <= 2
