import type { Block, Definition, State } from './language/definition.ts'
import { blocksOf } from './language/definition.ts'
import type { Item } from './language/enter.ts'
import type { Json } from './language/json.ts'

/**
 * Where an execution stands: the machine itself, a branch of a Parallel or an iteration of a Map. One row of the ledger,
 * written with every step, so that the next run of the host goes on from here. Instants are epoch milliseconds.
 */
export interface Thread {
  readonly id: number
  readonly execution: number
  /** The thread that waits for this one; undefined for the machine itself. */
  readonly parent: number | undefined
  /** Which branch or item of the parent this is. */
  readonly slot: number
  /** States and branches on the way from the machine to the block that is run here. */
  readonly place: readonly { readonly state: string; readonly branch: number }[]
  /**
   * `ready`: the state is to be entered or tried again. `calling`: its task's call is under way and is made again after a
   * restart. `waiting`: for an instant, for an answer to a token or for other threads. `done`: it has its output.
   */
  phase: 'ready' | 'calling' | 'waiting' | 'done'
  state: string
  input: Json
  enteredAt: number
  /** The item of the Map that this thread is in, if it is in one. */
  item: Item | undefined
  /** How often each retrier of the state was used, and how often all of them. */
  retries: number[]
  retryCount: number
  /** The attempt under way: number of the event that began it; what an earlier attempt answers counts no more. */
  attempt: number
  given: Json
  token: string | undefined
  timeoutAt: number | undefined
  heartbeatSeconds: number | undefined
  heartbeatAt: number | undefined
  /** When the thread is to be looked at again, and why. */
  dueAt: number | undefined
  timer: 'wait' | 'retry' | 'limit' | undefined
  /** Iterations begun, and how many may run at a time. */
  begun: number
  total: number
  limit: number
  output: Json
  /** Number of the thread's latest event. */
  lastEvent: number
}

/** What a thread is when it begins. */
export function freshThread(
  at: Pick<Thread, 'id' | 'execution' | 'parent' | 'slot' | 'place' | 'item' | 'lastEvent'>,
): Thread {
  return {
    ...at,
    phase: 'ready',
    state: '',
    input: null,
    enteredAt: 0,
    retries: [],
    retryCount: 0,
    attempt: 0,
    given: null,
    token: undefined,
    timeoutAt: undefined,
    heartbeatSeconds: undefined,
    heartbeatAt: undefined,
    dueAt: undefined,
    timer: undefined,
    begun: 0,
    total: 0,
    limit: 0,
    output: null,
  }
}

/** The block that a thread runs. */
export function blockOf(definition: Definition, { place }: Thread): Block {
  return place.reduce<Block>((block, { state, branch }) => {
    const inner = blocksOf(block.States[state]!)
    return inner[branch] ?? inner[0]!
  }, definition)
}

/** The state that a thread is in. */
export function stateOf(definition: Definition, thread: Thread): State {
  return blockOf(definition, thread).States[thread.state]!
}

/** Forgets the attempt that the thread was at. */
export function letGo(thread: Thread): void {
  Object.assign(thread, { attempt: 0, given: null, begun: 0, total: 0, limit: 0 })
  for (const name of ['token', 'timeoutAt', 'heartbeatSeconds', 'heartbeatAt', 'dueAt', 'timer'] as const) {
    thread[name] = undefined
  }
}
