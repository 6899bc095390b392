import { markOf, type Phase, phaseOf } from '../../change/phase.ts'
import { changeProcess } from '../../change/process.ts'
import { Conflict } from '../../ticket/refusal.ts'
import type { Execution } from '../../workflow/execution.ts'
import { load } from '../execute.ts'
import { answerOf, note, tell, type WorkflowDesk, waitOf } from './wait.ts'

/** A task of the machine that waits: whose it is, by which token, and for what. */
export interface Waiting extends Execution {
  readonly token: string
  readonly step: Phase['next']
  /** The instant until which the task waits by itself, for one that waits for a window. */
  readonly until?: string | undefined
}

/** Others write this item rarely; more often than this they do not come in between. */
const attempts = 5

const isFor = ({ step, until }: Waiting, phase: Phase) =>
  phase.next === step && (phase.next !== 'window' || phase.until === until)

/**
 * Keeps the token of a task until what it waits for has come about; when it has already, or the change goes another way, the
 * task is answered at once. Answers whether it waits. What happens in between is not missed, in whatever order.
 */
export const waitFor = async (desk: WorkflowDesk, waiting: Waiting): Promise<boolean> => {
  const { number, round, run, token } = waiting
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [change, before] = await Promise.all([
      load(desk.store, changeProcess, number),
      waitOf(desk.store, number, round),
    ])
    if (!change) throw new Error(`There is no change ${number} for an execution to wait for.`)
    const at = desk.now()
    // One in whose place another was begun has nothing to wait for.
    const phase: Phase = before && before.run > run ? { next: 'over' } : phaseOf(change, round, at)
    if (!isFor(waiting, phase)) {
      await desk.machine.answer(token, answerOf(change, round, phase, at))
      if (phase.next === 'over' && !(before && before.run > run))
        await note(desk, waiting, before, { run, isOver: true })
      return false
    }
    const wait = await note(desk, waiting, before, { run, mark: markOf(phase), token })
    if (!wait) continue
    // Whoever wrote the change before we wrote this found no token to answer.
    const now = await load(desk.store, changeProcess, number)
    return now === undefined || (await tell(desk, now, wait)).token !== undefined
  }
  throw new Conflict(`Others wrote at the same time what ${number} waits for; its task is tried again.`)
}
