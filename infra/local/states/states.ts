import type { DatabaseSync } from 'node:sqlite'
import type { AwsCall } from '../events/aws-call.ts'
import type { EventBuses } from '../events/bus.ts'
import type { Clock } from '../events/clock.ts'
import type { ApiHandler, Credentials, World } from '../world.ts'
import { openExecutor } from './executor.ts'
import { chance } from './language/draw.ts'
import { machinesOf } from './machine.ts'
import { overviewRoute } from './overview.ts'
import { statesApi } from './states-api.ts'
import { statusEvent } from './status-event.ts'
import { openStore, REMEMBERED_MS } from './store.ts'

/** What state machines need to run. */
export interface StatesParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly clock: Clock
  readonly call: AwsCall
  readonly credentialsOf: (roleArn: string) => Credentials
  readonly buses: EventBuses
}

/** The Step Functions service over the machines of the template. */
export interface States {
  readonly api: ApiHandler
  /** Shows executions below `/_local/`; see `overviewRoute`. */
  readonly overview: ReturnType<typeof overviewRoute>
  /** Begins to execute, what an earlier run left over first. */
  resume(): void
  stop(): void
}

/** Reads every machine of the template; throws a sentence for one that cannot run here as on AWS. */
export function openStates(parts: StatesParts): States {
  const { world, ledger, clock, buses } = parts
  const machines = machinesOf(world)
  const store = openStore(ledger)
  for (const { arn } of machines) store.firstSeen(arn, clock.now())
  store.forget(clock.now() - REMEMBERED_MS)
  const executor = openExecutor({
    ...parts,
    store,
    draw: chance,
    region: world.region,
    changed: (execution) => void buses.put('default', [statusEvent(execution)]),
  })
  return {
    api: statesApi({ machines, store, executor, clock }),
    overview: overviewRoute(ledger),
    resume: executor.resume,
    stop: executor.stop,
  }
}
