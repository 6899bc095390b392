import { Conflict, Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk, Operation } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import type { Visit } from '../page/visit.ts'

/** What became of a command to several tickets. */
export interface Outcome {
  readonly done: readonly string[]
  readonly refused: readonly { readonly number: string; readonly message: string }[]
}

/** A page has no more rows. */
const most = 100
/** Each is a transaction of its own; more at once only stand in each other's way. */
const atOnce = 4

/** Carries out one command to each of the tickets; a refusal of one does not stop the others. Ours to fail is thrown. */
export const carryOutMany = async (
  visit: Visit,
  desk: ApiDesk,
  operation: Operation,
  numbers: readonly string[],
  body: unknown,
): Promise<Outcome> => {
  if (numbers.length === 0) throw new Refusal('invalid', 'numbers: pick at least one ticket.', 'numbers')
  if (numbers.length > most) throw new Refusal('invalid', `numbers: pick at most ${most} tickets.`, 'numbers')
  const done: string[] = []
  const refused: { number: string; message: string }[] = []
  const waiting = [...new Set(numbers)]
  const work = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      try {
        await carryOut(visit, desk, operation, { params: { number }, body })
        done.push(number)
      } catch (error) {
        if (!(error instanceof Refusal || error instanceof Conflict)) throw error
        refused.push({ number, message: error.message })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { done, refused }
}
