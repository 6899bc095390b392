import type { Definition } from './definition.ts'
import { type Equipment, Instance, type Outcome } from './instance.ts'

interface Job {
  readonly requestId: string
  readonly event: string
  readonly resolve: (outcome: Outcome) => void
}

/** How many instances a function may have, and how long one may stand idle. */
export interface PoolLimits {
  readonly instances: number
  readonly idleMs: number
}

/** The instances of one function: started when events wait, ended when they stand idle. Events wait their turn in order. */
export class Pool {
  readonly #definition: Definition
  readonly #equipment: Equipment
  readonly #limits: PoolLimits
  readonly #instances = new Set<Instance>()
  readonly #idle: { instance: Instance; timer: NodeJS.Timeout }[] = []
  readonly #waiting: Job[] = []
  #starting = 0
  #closed = false

  constructor(definition: Definition, equipment: Equipment, limits: PoolLimits) {
    this.#definition = definition
    this.#equipment = equipment
    this.#limits = limits
  }

  /** Runs one event as soon as an instance is free. Never rejects; what goes wrong is an outcome. */
  run(requestId: string, event: string): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#waiting.push({ requestId, event, resolve })
    this.#serve()
    return promise
  }

  /** Starts a first instance when there is none. */
  async warm(): Promise<void> {
    if (this.#instances.size === 0) await this.#start()
  }

  /** Ends all instances; events in flight and waiting fail. */
  close(): void {
    this.#closed = true
    const stopped = JSON.stringify({ errorType: 'Runtime.Stopped', errorMessage: 'The host is stopping.' })
    for (const { resolve } of this.#waiting.splice(0)) resolve({ ok: false, payload: stopped })
    for (const instance of this.#instances) instance.end()
    for (const { timer } of this.#idle) clearTimeout(timer)
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const instance = this.#takeIdle()
      if (instance === undefined) break
      void this.#work(instance, this.#waiting.shift()!)
    }
    // One start per waiting event at most: the others are served by those already starting.
    while (this.#waiting.length > this.#starting && this.#instances.size < this.#limits.instances && !this.#closed) {
      void this.#start()
    }
  }

  async #start(): Promise<void> {
    const instance = new Instance(this.#definition, this.#equipment)
    this.#instances.add(instance)
    this.#starting += 1
    await instance.ready()
    this.#starting -= 1
    this.#rest(instance)
    this.#serve()
  }

  async #work(instance: Instance, job: Job): Promise<void> {
    const outcome = await instance.run(job.requestId, job.event)
    if (instance.ended) this.#instances.delete(instance)
    else this.#rest(instance)
    job.resolve(outcome)
    this.#serve()
  }

  #rest(instance: Instance): void {
    const timer = setTimeout(() => {
      this.#idle.splice(
        this.#idle.findIndex((each) => each.instance === instance),
        1,
      )
      this.#instances.delete(instance)
      instance.end()
    }, this.#limits.idleMs)
    timer.unref()
    this.#idle.push({ instance, timer })
  }

  // The one used last comes first, so that a quiet hour ends the others. One may have died while it stood idle.
  #takeIdle(): Instance | undefined {
    for (let found = this.#idle.pop(); found !== undefined; found = this.#idle.pop()) {
      clearTimeout(found.timer)
      if (!found.instance.ended) return found.instance
      this.#instances.delete(found.instance)
    }
    return undefined
  }
}
