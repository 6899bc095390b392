import type { JsonObject } from './language/json.ts'
import type { Execution, Store } from './store.ts'
import type { Thread } from './thread.ts'

/** Writes the history of one execution at one instant (epoch milliseconds); a closed one gets no more events. */
export class Journal {
  readonly #store: Store
  readonly #execution: Execution
  readonly #now: number

  constructor(store: Store, execution: Execution, now: number) {
    this.#store = store
    this.#execution = execution
    this.#now = now
  }

  /** Adds an event that follows from the thread's latest one, or without a thread from the history's. */
  add(thread: Thread | undefined, type: string, details: JsonObject = {}): void {
    const execution = this.#execution
    if (execution.status !== 'RUNNING') return
    execution.events += 1
    const previous = thread?.lastEvent ?? execution.events - 1
    this.#store.record(execution.id, { id: execution.events, at: this.#now, type, previous, details })
    if (thread !== undefined) thread.lastEvent = execution.events
  }

  /** Adds an event of a Map about one of its items: `Started`, `Succeeded` or `Failed`. */
  iteration(map: Thread, what: string, index: number): void {
    const details = { [`mapIteration${what}EventDetails`]: { name: map.state, index } }
    this.add(map, `MapIteration${what}`, details)
  }
}
