import * as z from 'zod'
import type { Policy } from '../policy/policy.ts'

/** Who did it: a person, or a part of the system by its name. */
export const Actor = z.object({
  id: z.string(),
  name: z.string(),
  is: z.enum(['employee', 'agent', 'administrator', 'guest', 'integration', 'system']),
  /** By what they came, such as `token 3f9a` or `session`; shown to the desk only. */
  via: z.string().optional(),
})
export type Actor = z.infer<typeof Actor>

/** How a command reached us. */
export const Channel = z.enum(['mail', 'api', 'web', 'alert', 'system'])
export type Channel = z.infer<typeof Channel>

/** When, by whom and through which channel a command came. */
export interface Origin {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: Actor
  readonly channel: Channel
  /** It happened long ago and is only brought in now: nobody is told, and no rule reacts to it. */
  readonly isImport?: true
}

/** What a decision may know beside state and command: where it came from, and the rules in force. */
export interface Context extends Origin {
  readonly policy: Policy
}

/** Whether a person of the desk did it (not the system, not a guest or employee). */
export const isByDesk = ({ is }: Pick<Actor, 'is'>): boolean => is === 'agent' || is === 'administrator'

/** Time itself: what happens by itself is done in this name. */
export const byTheClock: Actor = { id: 'clock', name: 'Haneul', is: 'system' }
/** A rule of the desk: what automation does is done in this name. */
export const byARule: Actor = { id: 'rule', name: 'Haneul', is: 'system' }
