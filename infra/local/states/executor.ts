import type { DatabaseSync } from 'node:sqlite'
import type { AwsCall } from '../events/aws-call.ts'
import type { Clock } from '../events/clock.ts'
import { inTransaction } from '../ledger.ts'
import type { Credentials } from '../world.ts'
import { requestOf, resultOf, taskOf } from './integration.ts'
import type { Draw } from './language/draw.ts'
import type { Json } from './language/json.ts'
import { StatesError } from './language/states-error.ts'
import { Progress } from './progress.ts'
import type { Execution, Store } from './store.ts'
import { stateOf, type Thread } from './thread.ts'

/** What executing works with. */
export interface ExecutorParts {
  readonly ledger: DatabaseSync
  readonly store: Store
  readonly clock: Clock
  readonly draw: Draw
  readonly region: string
  readonly call: AwsCall
  readonly credentialsOf: (roleArn: string) => Credentials
  /** Called within the transaction in which an execution begins or is over. */
  readonly changed: (execution: Execution) => void
}

/** How a token can be answered. */
export type Answer = 'taken' | 'closed' | 'unknown'

/** Moves executions on. Each step is on disk before anything follows from it. */
export interface Executor {
  /** Begins an execution that `make` puts into the store, in one transaction. */
  start(make: () => Execution): Execution
  stopExecution(execution: Execution, error: string | null, cause: string | null): void
  /** Answers a task by its token. */
  answer(token: string, outcome: Json | StatesError): Answer
  heartbeat(token: string): Answer
  /** Does what has fallen due until now; to be called before the state of executions is told. */
  catchUp(): void
  /** Begins to execute, what an earlier run left over first: a call that was under way is made again. */
  resume(): void
  stop(): void
}

/** Steps taken before other work of the host gets its turn. */
const STEPS_AT_ONCE = 20

/** Opens the executor; nothing moves before `resume`. */
export function openExecutor(parts: ExecutorParts): Executor {
  const { ledger, store, clock, draw, region } = parts
  const ready = new Set<number>()
  let running = false
  let isPumping = false
  let takeBackTimer: (() => void) | undefined

  /** Moves one execution in one transaction; calls go out when it is on disk. */
  function move(execution: Execution, step: (progress: Progress) => void): void {
    const progress = inTransaction(ledger, () => {
      const mover = { store, draw, region, now: clock.now(), closed: parts.changed }
      const made = new Progress(mover, execution)
      step(made)
      store.saveExecution(execution)
      return made
    })
    for (const id of progress.ready) ready.add(id)
    for (const thread of progress.calls) void callFor(thread.id, thread.attempt)
    wake()
  }

  function moveThread(
    id: number,
    isRight: (thread: Thread) => boolean,
    step: (p: Progress, t: Thread) => void,
  ): boolean {
    const thread = store.thread(id)
    if (thread === undefined || !isRight(thread)) return false
    const fresh = () => store.execution(thread.execution)!
    try {
      move(fresh(), (progress) => step(progress, thread))
    } catch (error) {
      // A fault of the host must not stop it at every start: the execution that hit it ends, and says why.
      console.error(error)
      move(fresh(), (progress) => progress.close({ status: 'FAILED', error: 'States.Runtime', cause: String(error) }))
    }
    return true
  }

  function wake(): void {
    if (isPumping || !running) return
    isPumping = true
    setImmediate(pump)
  }

  function pump(): void {
    isPumping = false
    if (!running) return
    let steps = 0
    for (const id of ready) {
      if (steps++ === STEPS_AT_ONCE) break
      ready.delete(id)
      advance(id)
    }
    if (ready.size > 0) wake()
    else setTimer()
  }

  function advance(id: number): void {
    moveThread(
      id,
      ({ phase }) => phase === 'ready',
      (progress, thread) => progress.advance(thread),
    )
  }

  async function callFor(id: number, attempt: number): Promise<void> {
    if (!running) return
    const thread = store.thread(id)
    const isUnderWay = (each: Thread) => each.phase === 'calling' && each.attempt === attempt
    if (thread === undefined || !isUnderWay(thread)) return
    const execution = store.execution(thread.execution)!
    const task = taskOf(stateOf(execution.definition, thread).Resource!)!
    const outcome = await outcomeOf(execution, thread)
    if (!running) return
    catchUp()
    moveThread(id, isUnderWay, (progress, current) => {
      if (task.waitsForToken && !(outcome instanceof StatesError)) progress.submitted(current, outcome)
      else progress.settle(current, outcome)
    })
  }

  async function outcomeOf(execution: Execution, thread: Thread): Promise<Json | StatesError> {
    const task = taskOf(stateOf(execution.definition, thread).Resource!)!
    try {
      const id = { execution: execution.arn, attempt: thread.attempt }
      const response = await parts.call(parts.credentialsOf(execution.role), requestOf(task, thread.given, id))
      return resultOf(task, response)
    } catch (error) {
      if (error instanceof StatesError) return error
      return new StatesError(`${task.integration.label}.SdkClientException`, String(error))
    }
  }

  function catchUp(): void {
    for (let due = store.nextDue(); due !== undefined && due.at <= clock.now(); due = store.nextDue()) {
      const execution = store.execution(due.execution)!
      const { thread } = due
      if (thread === null) move(execution, (progress) => progress.close({ status: 'TIMED_OUT' }))
      else
        moveThread(
          thread,
          () => true,
          (progress, current) => progress.due(current),
        )
    }
  }

  function setTimer(): void {
    takeBackTimer?.()
    const due = store.nextDue()
    takeBackTimer =
      due &&
      clock.after(due.at - clock.now(), () => {
        if (!running) return
        catchUp()
        setTimer()
      })
  }

  function answered(token: string, step: (progress: Progress, thread: Thread) => void): Answer {
    catchUp()
    const id = store.holderOf(token)
    if (id === undefined) return 'unknown'
    return moveThread(id, (thread) => thread.token === token, step) ? 'taken' : 'closed'
  }

  return {
    start(make) {
      return inTransaction(ledger, () => {
        const execution = make()
        parts.changed(execution)
        move(execution, (progress) => progress.begin())
        return execution
      })
    },
    stopExecution(execution, error, cause) {
      move(execution, (progress) => progress.close({ status: 'ABORTED', error, cause }))
    },
    answer: (token, outcome) => answered(token, (progress, thread) => progress.settle(thread, outcome)),
    heartbeat: (token) => answered(token, (progress, thread) => progress.heartbeat(thread)),
    catchUp,
    resume() {
      running = true
      catchUp()
      for (const id of store.threadsIn('ready')) ready.add(id)
      for (const id of store.threadsIn('calling')) void callFor(id, store.thread(id)!.attempt)
      wake()
    },
    stop() {
      running = false
      takeBackTimer?.()
    },
  }
}
