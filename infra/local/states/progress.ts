import { newToken } from './arn.ts'
import { type Closing, lastEventOf } from './closing.ts'
import { contextObject } from './context-object.ts'
import { type TaskEvents, taskEvents } from './event-details.ts'
import { taskOf } from './integration.ts'
import { Journal } from './journal.ts'
import { outputOf, refuseLarge } from './language/data-flow.ts'
import { blocksOf, type State } from './language/definition.ts'
import type { Draw } from './language/draw.ts'
import { enter, itemOf, iterationInput, type Step } from './language/enter.ts'
import type { Json } from './language/json.ts'
import type { Scope } from './language/path.ts'
import { catcherFor, caught, retryAfter } from './language/recovery.ts'
import { StatesError } from './language/states-error.ts'
import type { Execution, Store } from './store.ts'
import { freshThread, letGo, stateOf, type Thread } from './thread.ts'

/** Events that a history has at most; the execution fails at the limit (Step Functions quotas). */
const EVENTS_LIMIT = 25_000

/** What moves an execution. */
export interface Mover {
  readonly store: Store
  readonly draw: Draw
  readonly region: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Called within the transaction when an execution is over. */
  readonly closed: (execution: Execution) => void
}

/**
 * One step of one execution, within one transaction of the ledger: changes rows, and says which threads are to be looked
 * at next and which calls are to be made once the rows are on disk.
 */
export class Progress {
  readonly ready: number[] = []
  readonly calls: Thread[] = []
  readonly #mover: Mover
  readonly #store: Store
  readonly #execution: Execution
  readonly #journal: Journal

  constructor(mover: Mover, execution: Execution) {
    this.#mover = mover
    this.#store = mover.store
    this.#execution = execution
    this.#journal = new Journal(mover.store, execution, mover.now)
  }

  /** Begins the machine. */
  begin(): void {
    const { input, role } = this.#execution
    const thread = this.#fork(undefined, 0, undefined)
    this.#journal.add(thread, 'ExecutionStarted', { executionStartedEventDetails: { input, roleArn: role } })
    this.#arrive(thread, this.#execution.definition.StartAt, JSON.parse(input))
  }

  /** Enters the thread's state, or tries it again. */
  advance(thread: Thread): void {
    // Ten are more than one step adds before it asks again, branches aside.
    if (this.#execution.events >= EVENTS_LIMIT - 10) {
      const cause = `The execution reached the maximum number of history events (${EVENTS_LIMIT}).`
      this.close({ status: 'FAILED', error: 'States.Runtime', cause })
      return
    }
    const state = this.#state(thread)
    this.#try(thread, () => {
      const task = state.Resource === undefined ? undefined : taskOf(state.Resource)
      if (task?.waitsForToken) thread.token = newToken(this.#execution.arn)
      this.#carryOut(thread, state, enter(state, this.#scope(thread), this.#mover.now, this.#mover.draw))
    })
  }

  /** Takes what a task's call, or an answer to its token, brought. */
  settle(thread: Thread, outcome: Json | StatesError): void {
    const events = this.#taskEvents(thread)
    if (outcome instanceof StatesError) {
      this.#journal.add(thread, ...events.failed(outcome))
      this.#failed(thread, outcome)
    } else {
      this.#journal.add(thread, ...events.succeeded(outcome))
      this.#complete(thread, outcome)
    }
  }

  /** The call was made; the task goes on until its token is answered. */
  submitted(thread: Thread, answer: Json): void {
    thread.phase = 'waiting'
    this.#journal.add(thread, ...this.#taskEvents(thread).submitted(answer))
    this.#store.saveThread(thread)
  }

  /** What the thread waited for has come: the end of a Wait or of a pause before another attempt, or the limit of a task. */
  due(thread: Thread): void {
    if (thread.timer === 'retry') this.#again(thread)
    else if (thread.timer === 'wait') {
      this.#try(thread, () => this.#leave(thread, thread.output, this.#state(thread).Next))
    } else {
      const isOver = thread.timeoutAt! <= this.#mover.now
      const error = new StatesError(isOver ? 'States.Timeout' : 'States.HeartbeatTimeout', '')
      this.#journal.add(thread, ...this.#taskEvents(thread).timedOut(error))
      this.#failed(thread, error)
    }
  }

  /** A sign of life of the task. */
  heartbeat(thread: Thread): void {
    if (thread.heartbeatSeconds === undefined) return
    thread.heartbeatAt = this.#mover.now + thread.heartbeatSeconds * 1000
    thread.dueAt = Math.min(thread.timeoutAt!, thread.heartbeatAt)
    this.#store.saveThread(thread)
  }

  /** Ends the execution, whatever its threads are at. */
  close(closing: Closing): void {
    const execution = this.#execution
    if (execution.status !== 'RUNNING') return
    this.#journal.add(undefined, ...lastEventOf(closing))
    Object.assign(execution, { output: null, error: null, cause: null, ...closing, stoppedAt: this.#mover.now })
    this.#store.dropThreads(execution.id)
    this.#mover.closed(execution)
  }

  #carryOut(thread: Thread, state: State, step: Step): void {
    if (step.kind === 'leave') this.#leave(thread, step.output, step.next)
    else if (step.kind === 'call') this.#call(thread, step)
    else if (step.kind === 'branches') this.#branch(thread, blocksOf(state), step.given)
    else if (step.kind === 'items') this.#spread(thread, state, step)
    else {
      Object.assign(thread, { phase: 'waiting', timer: 'wait', dueAt: step.until, output: step.output })
      this.#store.saveThread(thread)
    }
  }

  #call(thread: Thread, { given, timeout, heartbeat }: Extract<Step, { kind: 'call' }>): void {
    const { now } = this.#mover
    refuseLarge(given)
    thread.phase = 'calling'
    thread.given = given
    thread.timeoutAt = now + timeout * 1000
    thread.heartbeatSeconds = heartbeat
    thread.heartbeatAt = heartbeat === undefined ? undefined : now + heartbeat * 1000
    thread.timer = 'limit'
    thread.dueAt = Math.min(thread.timeoutAt, thread.heartbeatAt ?? Infinity)
    const events = this.#taskEvents(thread)
    this.#journal.add(thread, ...events.scheduled(given, timeout, heartbeat))
    thread.attempt = thread.lastEvent
    this.#journal.add(thread, ...events.started)
    if (thread.token !== undefined) this.#store.giveToken(thread.token, thread)
    this.#store.saveThread(thread)
    this.calls.push(thread)
  }

  #branch(thread: Thread, branches: ReturnType<typeof blocksOf>, given: Json): void {
    Object.assign(thread, { phase: 'waiting', begun: branches.length, total: branches.length })
    this.#journal.add(thread, 'ParallelStateStarted')
    this.#store.saveThread(thread)
    for (const [slot, { StartAt }] of branches.entries()) {
      this.#arrive(this.#fork(thread, slot, thread.item), StartAt, given)
    }
  }

  #spread(map: Thread, state: State, { count, limit }: Extract<Step, { kind: 'items' }>): void {
    Object.assign(map, { phase: 'waiting', begun: 0, total: count, limit })
    this.#journal.add(map, 'MapStateStarted', { mapStateStartedEventDetails: { length: count } })
    this.#store.saveThread(map)
    if (count === 0) this.#gathered(map)
    for (let running = 0; running < Math.min(limit, count); running++) this.#iterate(map, state)
  }

  /** Begins the next item of a Map. */
  #iterate(map: Thread, state: State): void {
    // An iteration that could not even begin has failed the Map, which then has no items any more.
    if (map.begun >= map.total) return
    const index = map.begun
    map.begun += 1
    this.#journal.iteration(map, 'Started', index)
    this.#store.saveThread(map)
    this.#try(map, () => {
      const item = itemOf(state, this.#scope(map), index)
      const input = iterationInput(state, this.#scope(map, item), item, this.#mover.draw)
      this.#arrive(this.#fork(map, index, item), blocksOf(state)[0]!.StartAt, input)
    })
  }

  #fork(parent: Thread | undefined, slot: number, item: Thread['item']): Thread {
    const { id: execution } = this.#execution
    const id = this.#store.newThread(execution, parent?.id)
    const place = parent === undefined ? [] : [...parent.place, { state: parent.state, branch: slot }]
    return freshThread({ id, execution, parent: parent?.id, slot, place, item, lastEvent: parent?.lastEvent ?? 0 })
  }

  #arrive(thread: Thread, name: string, input: Json): void {
    const enteredAt = this.#mover.now
    Object.assign(thread, { state: name, input, enteredAt, retries: [], retryCount: 0, output: null })
    const details = { name, input: JSON.stringify(input) }
    this.#journal.add(thread, `${this.#state(thread).Type}StateEntered`, { stateEnteredEventDetails: details })
    this.#again(thread)
  }

  /** Has the state entered afresh, whatever came of the attempt before. */
  #again(thread: Thread): void {
    letGo(thread)
    thread.phase = 'ready'
    this.#store.saveThread(thread)
    this.ready.push(thread.id)
  }

  #complete(thread: Thread, result: Json): void {
    this.#try(thread, () => {
      const state = this.#state(thread)
      this.#leave(thread, outputOf(state, this.#scope(thread), result, this.#mover.draw), state.Next)
    })
  }

  #leave(thread: Thread, output: Json, next: string | undefined): void {
    refuseLarge(output)
    const details = { name: thread.state, output: JSON.stringify(output) }
    this.#journal.add(thread, `${this.#state(thread).Type}StateExited`, { stateExitedEventDetails: details })
    if (next !== undefined) this.#arrive(thread, next, output)
    else if (thread.parent === undefined) this.close({ status: 'SUCCEEDED', output: JSON.stringify(output) })
    else this.#end(thread, this.#store.thread(thread.parent)!, output)
  }

  /** A branch or an iteration has run to its end. */
  #end(thread: Thread, parent: Thread, output: Json): void {
    letGo(thread)
    Object.assign(thread, { phase: 'done', output, input: null })
    this.#store.saveThread(thread)
    const state = this.#state(parent)
    if (state.Type === 'Map') {
      this.#journal.iteration(parent, 'Succeeded', thread.slot)
      this.#store.saveThread(parent)
    }
    if (parent.begun < parent.total) this.#iterate(parent, state)
    else if (this.#store.unfinished(parent.id) === 0) this.#gathered(parent)
  }

  /** All branches or items are done. */
  #gathered(thread: Thread): void {
    const done = this.#store.children(thread.id).toSorted((left, right) => left.slot - right.slot)
    this.#store.dropBelow(thread.id)
    this.#journal.add(thread, `${this.#state(thread).Type}StateSucceeded`)
    this.#complete(
      thread,
      done.map(({ output }) => output),
    )
  }

  /** A state failed: it is tried again, caught, or it fails what it is in. */
  #failed(thread: Thread, error: StatesError): void {
    const state = this.#state(thread)
    this.#store.dropBelow(thread.id)
    letGo(thread)
    const again = retryAfter(state, error, thread.retries, () => this.#mover.draw.random())
    const catcher = catcherFor(state, error)
    if (again !== undefined) {
      thread.retries = again.used
      thread.retryCount += 1
      Object.assign(thread, { phase: 'waiting', timer: 'retry', dueAt: this.#mover.now + again.delayMs })
      this.#store.saveThread(thread)
    } else if (catcher === undefined) this.#failAround(thread, error)
    else this.#tryCatcher(thread, () => this.#leave(thread, caught(catcher, thread.input, error), catcher.Next))
  }

  #failAround(thread: Thread, failure: StatesError): void {
    if (thread.parent === undefined) {
      const { error, cause } = failure
      this.close({ status: 'FAILED', error: error || null, cause: cause || null })
      return
    }
    const parent = this.#store.thread(thread.parent)!
    const { Type } = this.#state(parent)
    if (Type === 'Map') this.#journal.iteration(parent, 'Failed', thread.slot)
    this.#journal.add(parent, `${Type}StateFailed`)
    this.#failed(parent, failure)
  }

  /** Runs a part of the language; what it complains about fails the state. */
  #try(thread: Thread, work: () => void): void {
    this.#guard(work, (error) => this.#failed(thread, error))
  }

  /** As `#try`, for a catcher, which no other catcher of the state catches. */
  #tryCatcher(thread: Thread, work: () => void): void {
    this.#guard(work, (error) => this.#failAround(thread, error))
  }

  #guard(work: () => void, fail: (error: StatesError) => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof StatesError)) throw error
      fail(error)
    }
  }

  #scope = (thread: Thread, item = thread.item): Scope => ({
    input: thread.input,
    context: contextObject(this.#execution, thread, item),
  })

  #state = (thread: Thread): State => stateOf(this.#execution.definition, thread)

  #taskEvents = (thread: Thread): TaskEvents => taskEvents(taskOf(this.#state(thread).Resource!)!, this.#mover.region)
}
