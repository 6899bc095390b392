import { type Closing, lastEventOf } from './closing.ts'
import { contextObject } from './context-object.ts'
import { Journal } from './journal.ts'
import { outputOf, refuseLarge } from './language/data-flow.ts'
import { blocksOf, type State } from './language/definition.ts'
import type { Draw } from './language/draw.ts'
import { itemOf, iterationInput } from './language/enter.ts'
import type { Json } from './language/json.ts'
import type { Scope } from './language/path.ts'
import { catcherFor, caught, retryAfter } from './language/recovery.ts'
import { StatesError } from './language/states-error.ts'
import type { Execution, Store } from './store.ts'
import { freshThread, letGo, stateOf, type Thread } from './thread.ts'

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
 * How threads of an execution go from state to state: on to the next one, to the end of what they are in, to another
 * attempt, a catcher or failure. Works within one transaction of the ledger: changes rows, and says which threads are to be
 * looked at next and which calls are to be made once the rows are on disk.
 */
export class Course {
  readonly ready: number[] = []
  readonly calls: Thread[] = []
  protected readonly mover: Mover
  protected readonly store: Store
  protected readonly execution: Execution
  protected readonly journal: Journal

  constructor(mover: Mover, execution: Execution) {
    this.mover = mover
    this.store = mover.store
    this.execution = execution
    this.journal = new Journal(mover.store, execution, mover.now)
  }

  /** Ends the execution, whatever its threads are at. */
  close(closing: Closing): void {
    const execution = this.execution
    if (execution.status !== 'RUNNING') return
    this.journal.add(undefined, ...lastEventOf(closing))
    Object.assign(execution, { output: null, error: null, cause: null, ...closing, stoppedAt: this.mover.now })
    this.store.dropThreads(execution.id)
    this.mover.closed(execution)
  }

  protected arrive(thread: Thread, name: string, input: Json): void {
    const enteredAt = this.mover.now
    Object.assign(thread, { state: name, input, enteredAt, retries: [], retryCount: 0, output: null })
    const details = { name, input: JSON.stringify(input) }
    this.journal.add(thread, `${this.state(thread).Type}StateEntered`, { stateEnteredEventDetails: details })
    this.again(thread)
  }

  /** Has the state entered afresh, whatever came of the attempt before. */
  protected again(thread: Thread): void {
    letGo(thread)
    thread.phase = 'ready'
    this.store.saveThread(thread)
    this.ready.push(thread.id)
  }

  protected leave(thread: Thread, output: Json, next: string | undefined): void {
    refuseLarge(output)
    const details = { name: thread.state, output: JSON.stringify(output) }
    this.journal.add(thread, `${this.state(thread).Type}StateExited`, { stateExitedEventDetails: details })
    if (next !== undefined) this.arrive(thread, next, output)
    else if (thread.parent === undefined) this.close({ status: 'SUCCEEDED', output: JSON.stringify(output) })
    else this.#end(thread, this.store.thread(thread.parent)!, output)
  }

  protected complete(thread: Thread, result: Json): void {
    this.try(thread, () => {
      const state = this.state(thread)
      this.leave(thread, outputOf(state, this.scope(thread), result, this.mover.draw), state.Next)
    })
  }

  protected fork(parent: Thread | undefined, slot: number, item: Thread['item']): Thread {
    const { id: execution } = this.execution
    const id = this.store.newThread(execution, parent?.id)
    const place = parent === undefined ? [] : [...parent.place, { state: parent.state, branch: slot }]
    return freshThread({ id, execution, parent: parent?.id, slot, place, item, lastEvent: parent?.lastEvent ?? 0 })
  }

  /** Begins the next item of a Map. */
  protected iterate(map: Thread, state: State): void {
    // An iteration that could not even begin has failed the Map, which then has no items any more.
    if (map.begun >= map.total) return
    const index = map.begun
    map.begun += 1
    this.journal.iteration(map, 'Started', index)
    this.store.saveThread(map)
    this.try(map, () => {
      const item = itemOf(state, this.scope(map), index)
      const input = iterationInput(state, this.scope(map, item), item, this.mover.draw)
      this.arrive(this.fork(map, index, item), blocksOf(state)[0]!.StartAt, input)
    })
  }

  /** A branch or an iteration has run to its end. */
  #end(thread: Thread, parent: Thread, output: Json): void {
    letGo(thread)
    Object.assign(thread, { phase: 'done', output, input: null })
    this.store.saveThread(thread)
    const state = this.state(parent)
    if (state.Type === 'Map') {
      this.journal.iteration(parent, 'Succeeded', thread.slot)
      this.store.saveThread(parent)
    }
    if (parent.begun < parent.total) this.iterate(parent, state)
    else if (this.store.unfinished(parent.id) === 0) this.gathered(parent)
  }

  /** All branches or items are done. */
  protected gathered(thread: Thread): void {
    const done = this.store.children(thread.id).toSorted((left, right) => left.slot - right.slot)
    this.store.dropBelow(thread.id)
    this.journal.add(thread, `${this.state(thread).Type}StateSucceeded`)
    this.complete(
      thread,
      done.map(({ output }) => output),
    )
  }

  /** A state failed: it is tried again, caught, or it fails what it is in. */
  protected failed(thread: Thread, error: StatesError): void {
    const state = this.state(thread)
    this.store.dropBelow(thread.id)
    letGo(thread)
    const again = retryAfter(state, error, thread.retries, () => this.mover.draw.random())
    const catcher = catcherFor(state, error)
    if (again !== undefined) {
      thread.retries = again.used
      thread.retryCount += 1
      Object.assign(thread, { phase: 'waiting', timer: 'retry', dueAt: this.mover.now + again.delayMs })
      this.store.saveThread(thread)
    } else if (catcher === undefined) this.#failAround(thread, error)
    else this.#tryCatcher(thread, () => this.leave(thread, caught(catcher, thread.input, error), catcher.Next))
  }

  #failAround(thread: Thread, failure: StatesError): void {
    if (thread.parent === undefined) {
      const { error, cause } = failure
      this.close({ status: 'FAILED', error: error || null, cause: cause || null })
      return
    }
    const parent = this.store.thread(thread.parent)!
    const { Type } = this.state(parent)
    if (Type === 'Map') this.journal.iteration(parent, 'Failed', thread.slot)
    this.journal.add(parent, `${Type}StateFailed`)
    this.failed(parent, failure)
  }

  /** Runs a part of the language; what it complains about fails the state. */
  protected try(thread: Thread, work: () => void): void {
    this.#guard(work, (error) => this.failed(thread, error))
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

  protected scope = (thread: Thread, item = thread.item): Scope => ({
    input: thread.input,
    context: contextObject(this.execution, thread, item),
  })

  protected state = (thread: Thread): State => stateOf(this.execution.definition, thread)
}
