import { incidentProcess } from '../incident/process.ts'
import { byTheClock } from '../ticket/actor.ts'
import { execute, type Office } from './execute.ts'

/**
 * Looks at tickets that are due: what time has brought about happens, derived from their state, so looking too often, too
 * late or at a ticket that has moved on does no harm. One that fails does not keep the others from it; its error comes last.
 */
export const lookAgain = async (office: Office, numbers: readonly string[], at: string): Promise<void> => {
  const failures: unknown[] = []
  for (const number of numbers) {
    try {
      await execute(office, {
        process: incidentProcess,
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
