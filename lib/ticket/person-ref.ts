import * as z from 'zod'

/** A person as tickets name them: id and name, and where we write to when they follow it by mail. */
export const PersonRef = z.object({ id: z.string(), name: z.string(), address: z.string().optional() })
export type PersonRef = z.infer<typeof PersonRef>
