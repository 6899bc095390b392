import type { Change } from '../../change/change.ts'
import { phaseOf } from '../../change/phase.ts'
import { changeProcess } from '../../change/process.ts'
import { nameOf } from '../../workflow/execution.ts'
import { load } from '../execute.ts'
import { note, tell, type Wait, type WorkflowDesk, waitsOf } from './wait.ts'

/** How a change and its executions stand. */
export interface Settled {
  readonly change: Change
  /** What is known of its executions, latest round first. */
  readonly waits: readonly Wait[]
  /** Whether something is left for an execution to wait for. */
  readonly isLive: boolean
  /** The execution that was begun just now. */
  readonly begun?: Wait
}

/** More executions than one round ever had. */
const mostRuns = 50

/** Begins the execution of a round, under the first name from this run on that none which has ended bears. */
export const begin = async (desk: WorkflowDesk, change: Change, before: Wait | undefined): Promise<Wait> => {
  const { number, rounds: round } = change
  const first = (before?.run ?? 0) + 1
  for (let run = first; run < first + mostRuns; run++) {
    if (!(await desk.machine.start(nameOf({ number, round, run }), { number, round }))) continue
    const now = await note(desk, { number, round }, before, { run })
    // Its first task, or somebody who saw the same, was quicker.
    return now ?? { kind: 'workflow', number, round, run, at: desk.now(), version: 0 }
  }
  throw new Error(`${number}: the executions of round ${round} end as soon as they begin`)
}

/**
 * Makes the executions of a change follow it, whatever has happened: those that wait for something that has come about are
 * told, and one is begun where something is left to wait for and none walks with it. Follows from the change as it is now, so
 * doing it too often, too late or twice at once does no harm.
 */
export const settle = async (desk: WorkflowDesk, number: string): Promise<Settled | undefined> => {
  const change = await load(desk.store, changeProcess, number)
  if (!change) return undefined
  const waits = await Promise.all((await waitsOf(desk.store, number)).map((wait) => tell(desk, change, wait)))
  const isLive = phaseOf(change, change.rounds, desk.now()).next !== 'over'
  const current = waits.find(({ round }) => round === change.rounds)
  if (!isLive || (current && !current.isOver)) return { change, waits, isLive }
  return { change, waits, isLive, begun: await begin(desk, change, current) }
}
