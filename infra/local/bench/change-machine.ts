import { DatabaseSync } from 'node:sqlite'
import type { WorkflowDesk } from '../../../lib/desk/workflow/wait.ts'
import { type Waiting, waitFor } from '../../../lib/desk/workflow/wait-for.ts'
import type { Store } from '../../../lib/store/store.ts'
import { executionNamed } from '../../../lib/workflow/execution.ts'
import { wallClock } from '../events/clock.ts'
import { machinesOf } from '../states/machine.ts'
import { openStates } from '../states/states.ts'
import type { World } from '../world.ts'

/** The machine of changes of the template, played in this process, so that everything its task uses can be counted. */
export interface BenchMachine {
  readonly desk: WorkflowDesk
  /** How often its task was called. */
  readonly tasks: () => number
  /** States that all its executions entered: what Step Functions bills as transitions. */
  readonly transitions: () => number
  /** Waits until an execution stands in a state, its task called; or has ended, without one. */
  readonly untilIn: (execution: string, state?: string) => Promise<void>
  stop(): void
}

/** Opens it over a table. */
export const benchMachine = (world: World, store: Store): BenchMachine => {
  const ledger = new DatabaseSync(':memory:')
  const { arn } = machinesOf(world).find(({ name }) => name.endsWith('-change'))!
  let [called, done] = [0, 0]
  const states = openStates({
    world,
    ledger,
    clock: wallClock,
    call: async (_, { body }) => {
      called++
      const { execution, ...waiting } = JSON.parse(body) as Waiting & { readonly execution: string }
      await waitFor(desk, { ...waiting, run: executionNamed(execution)!.run })
      done++
      return { status: 200, headers: {}, body: 'null' }
    },
    credentialsOf: () => ({ accessKeyId: 'bench', secretAccessKey: 'bench' }),
    buses: { put: () => [] },
  })
  const ask = (action: string, request: object) => {
    const body = Buffer.from(JSON.stringify(request))
    const given = { service: 'states', action, caller: 'host', method: 'POST', url: '/', headers: {}, body }
    return (states.api(given) as { status: number }).status < 300
  }
  const desk: WorkflowDesk = {
    store,
    now: () => new Date().toISOString(),
    machine: {
      start: async (name, input) => ask('StartExecution', { stateMachineArn: arn, name, input: JSON.stringify(input) }),
      answer: async (taskToken, output) => ask('SendTaskSuccess', { taskToken, output: JSON.stringify(output) }),
      stop: () => Promise.reject(new Error('The bench stops nothing')),
      running: () => Promise.reject(new Error('The bench sweeps nothing')),
    },
  }
  states.resume()
  const entered = ledger.prepare("SELECT COUNT(*) AS count FROM execution_event WHERE type LIKE '%StateEntered'")
  const standing = ledger.prepare(
    `SELECT body ->> 'state' AS state FROM execution JOIN state_thread ON execution.id = execution
     WHERE name = ? AND phase = 'waiting'`,
  )
  return {
    desk,
    tasks: () => called,
    transitions: () => Number(entered.get()!.count),
    untilIn: async (execution, state) => {
      while (standing.get(execution)?.state !== state || done < called) await new Promise((look) => setTimeout(look, 5))
    },
    stop: () => states.stop(),
  }
}
