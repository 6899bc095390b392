import * as z from 'zod'

/** Who did it: a person, or a part of the system by its name. */
export const Actor = z.object({
  id: z.string(),
  name: z.string(),
  is: z.enum(['employee', 'agent', 'administrator', 'guest', 'system']),
})
export type Actor = z.infer<typeof Actor>

/** How a command reached us. */
export const Channel = z.enum(['mail', 'api', 'web', 'system'])
export type Channel = z.infer<typeof Channel>

/** What a decision may know beside state and command: the instant it is taken, by whom, and through which channel. */
export interface Context {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: Actor
  readonly channel: Channel
}
