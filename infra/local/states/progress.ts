import { newToken } from './arn.ts'
import { Course } from './course.ts'
import { type TaskEvents, taskEvents } from './event-details.ts'
import { taskOf } from './integration.ts'
import { refuseLarge } from './language/data-flow.ts'
import { blocksOf, type State } from './language/definition.ts'
import { enter, type Step } from './language/enter.ts'
import type { Json } from './language/json.ts'
import { StatesError } from './language/states-error.ts'
import type { Thread } from './thread.ts'

/** Events that a history has at most; the execution fails at the limit (Step Functions quotas). */
const EVENTS_LIMIT = 25_000

/** One step of one execution: what begins it, what a state asks for, and what its calls, tokens and timers bring. */
export class Progress extends Course {
  /** Begins the machine. */
  begin(): void {
    const { input, role } = this.execution
    const thread = this.fork(undefined, 0, undefined)
    this.journal.add(thread, 'ExecutionStarted', { executionStartedEventDetails: { input, roleArn: role } })
    this.arrive(thread, this.execution.definition.StartAt, JSON.parse(input))
  }

  /** Enters the thread's state, or tries it again. */
  advance(thread: Thread): void {
    // Ten are more than one step adds before it asks again, branches aside.
    if (this.execution.events >= EVENTS_LIMIT - 10) {
      const cause = `The execution reached the maximum number of history events (${EVENTS_LIMIT}).`
      this.close({ status: 'FAILED', error: 'States.Runtime', cause })
      return
    }
    const state = this.state(thread)
    this.try(thread, () => {
      const task = state.Resource === undefined ? undefined : taskOf(state.Resource)
      if (task?.waitsForToken) thread.token = newToken(this.execution.arn)
      this.#carryOut(thread, state, enter(state, this.scope(thread), this.mover.now, this.mover.draw))
    })
  }

  /** Takes what a task's call, or an answer to its token, brought. */
  settle(thread: Thread, outcome: Json | StatesError): void {
    const events = this.#taskEvents(thread)
    if (outcome instanceof StatesError) {
      this.journal.add(thread, ...events.failed(outcome))
      this.failed(thread, outcome)
    } else {
      this.journal.add(thread, ...events.succeeded(outcome))
      this.complete(thread, outcome)
    }
  }

  /** The call was made; the task goes on until its token is answered. */
  submitted(thread: Thread, answer: Json): void {
    thread.phase = 'waiting'
    this.journal.add(thread, ...this.#taskEvents(thread).submitted(answer))
    this.store.saveThread(thread)
  }

  /** What the thread waited for has come: the end of a Wait or of a pause before another attempt, or the limit of a task. */
  due(thread: Thread): void {
    if (thread.timer === 'retry') this.again(thread)
    else if (thread.timer === 'wait') {
      this.try(thread, () => this.leave(thread, thread.output, this.state(thread).Next))
    } else {
      const isOver = thread.timeoutAt! <= this.mover.now
      const error = new StatesError(isOver ? 'States.Timeout' : 'States.HeartbeatTimeout', '')
      this.journal.add(thread, ...this.#taskEvents(thread).timedOut(error))
      this.failed(thread, error)
    }
  }

  /** A sign of life of the task. */
  heartbeat(thread: Thread): void {
    if (thread.heartbeatSeconds === undefined) return
    thread.heartbeatAt = this.mover.now + thread.heartbeatSeconds * 1000
    thread.dueAt = Math.min(thread.timeoutAt!, thread.heartbeatAt)
    this.store.saveThread(thread)
  }

  #carryOut(thread: Thread, state: State, step: Step): void {
    if (step.kind === 'leave') this.leave(thread, step.output, step.next)
    else if (step.kind === 'call') this.#call(thread, step)
    else if (step.kind === 'branches') this.#branch(thread, blocksOf(state), step.given)
    else if (step.kind === 'items') this.#spread(thread, state, step)
    else {
      Object.assign(thread, { phase: 'waiting', timer: 'wait', dueAt: step.until, output: step.output })
      this.store.saveThread(thread)
    }
  }

  #call(thread: Thread, { given, timeout, heartbeat }: Extract<Step, { kind: 'call' }>): void {
    const { now } = this.mover
    refuseLarge(given)
    thread.phase = 'calling'
    thread.given = given
    thread.timeoutAt = now + timeout * 1000
    thread.heartbeatSeconds = heartbeat
    thread.heartbeatAt = heartbeat === undefined ? undefined : now + heartbeat * 1000
    thread.timer = 'limit'
    thread.dueAt = Math.min(thread.timeoutAt, thread.heartbeatAt ?? Infinity)
    const events = this.#taskEvents(thread)
    this.journal.add(thread, ...events.scheduled(given, timeout, heartbeat))
    thread.attempt = thread.lastEvent
    this.journal.add(thread, ...events.started)
    if (thread.token !== undefined) this.store.giveToken(thread.token, thread)
    this.store.saveThread(thread)
    this.calls.push(thread)
  }

  #branch(thread: Thread, branches: ReturnType<typeof blocksOf>, given: Json): void {
    Object.assign(thread, { phase: 'waiting', begun: branches.length, total: branches.length })
    this.journal.add(thread, 'ParallelStateStarted')
    this.store.saveThread(thread)
    for (const [slot, { StartAt }] of branches.entries()) {
      this.arrive(this.fork(thread, slot, thread.item), StartAt, given)
    }
  }

  #spread(map: Thread, state: State, { count, limit }: Extract<Step, { kind: 'items' }>): void {
    Object.assign(map, { phase: 'waiting', begun: 0, total: count, limit })
    this.journal.add(map, 'MapStateStarted', { mapStateStartedEventDetails: { length: count } })
    this.store.saveThread(map)
    if (count === 0) this.gathered(map)
    for (let running = 0; running < Math.min(limit, count); running++) this.iterate(map, state)
  }

  #taskEvents = (thread: Thread): TaskEvents => taskEvents(taskOf(this.state(thread).Resource!)!, this.mover.region)
}
