import * as z from 'zod'

/** A sentence of the desk's own, in every language it speaks. */
export const Words = z.object({ en: z.string(), ko: z.string() })
export type Words = z.infer<typeof Words>
