import { byTheClock } from '../ticket/actor.ts'
import type { Process, Ticket } from '../ticket/process.ts'
import { execute, type Office } from './execute.ts'

/** A process whose records time alone can move on. */
export type Ticking<State extends Ticket, Event extends { readonly type: string }> = Process<
  State,
  { readonly type: 'tick' },
  Event
>

/**
 * Looks at records of a process that are due: what time has brought about happens, derived from their state, so looking too often, too
 * late or at one that has moved on does no harm. One that fails does not keep the others from it; its error comes last.
 */
export const lookAgain = async <State extends Ticket, Event extends { readonly type: string }>(
  office: Office,
  process: Ticking<State, Event>,
  numbers: readonly string[],
  at: string,
): Promise<void> => {
  const failures: unknown[] = []
  for (const number of numbers) {
    try {
      await execute(office, {
        process,
        number,
        command: { type: 'tick' },
        context: { at, by: byTheClock, channel: 'system' },
      })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
