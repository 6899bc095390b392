import { Worker } from 'node:worker_threads'
import type { Definition } from './definition.ts'
import type { Failure } from './function-failed.ts'
import { eachLine } from './log.ts'

/** What a worker is told when it starts. */
export interface WorkerSetup {
  readonly file: string
  readonly exportName: string
  readonly handler: string
  readonly functionName: string
  readonly functionArn: string
  readonly memoryMb: number
}

/** One event for a worker; `deadline` is in epoch milliseconds. JSON travels as text, as it does on AWS. */
export interface Invocation {
  readonly requestId: string
  readonly event: string
  readonly deadline: number
}

/** What became of an invocation; `payload` is the JSON of the result, or of the `Failure`. */
export interface Outcome {
  readonly ok: boolean
  readonly payload: string
}

/** How an instance is equipped: its whole environment (nothing of the host's), and where its lines go. */
export interface Equipment {
  readonly environment: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

/** One execution environment of a function: a worker thread that handles one event at a time. */
export class Instance {
  readonly #definition: Definition
  readonly #worker: Worker
  readonly #ready: Promise<Outcome | undefined>
  #settle: ((outcome: Outcome) => void) | undefined
  /** True once the thread has ended or is to be ended: it takes no further event. */
  ended = false

  constructor(definition: Definition, equipment: Equipment) {
    const { file, exportName, handler, name, arn, memoryMb } = definition
    this.#definition = definition
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      // What `top -H` and a profile call the thread: 15 characters, so the end, which tells functions apart.
      name: name.slice(-15),
      workerData: { file, exportName, handler, functionName: name, functionArn: arn, memoryMb } satisfies WorkerSetup,
      env: { ...equipment.environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      // A roomy young generation: handlers make short-lived objects (measured with 500 mails: 5 % less CPU each).
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    })
    eachLine(this.#worker.stdout, equipment.log)
    eachLine(this.#worker.stderr, equipment.log)
    const { promise, resolve } = Promise.withResolvers<Outcome | undefined>()
    this.#ready = promise
    this.#settle = resolve
    this.#worker.on('message', (message: 'ready' | Outcome) => {
      if (message === 'ready') resolve(undefined)
      else this.#finish(message)
    })
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.#fail({
        errorType: outOfMemory ? 'Runtime.OutOfMemory' : error.name,
        errorMessage: error.message,
        trace: error.stack?.split('\n'),
      })
    })
    this.#worker.on('exit', (code) =>
      this.#fail({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: exit status ${code}` }),
    )
  }

  /** Resolves once the module is loaded, or could not be loaded. */
  async ready(): Promise<void> {
    await this.#ready
  }

  /**
   * Handles one event. Never rejects: what goes wrong is an outcome. The timeout counts from here, after loading
   * (Lambda grants the initialisation its own 10 s).
   */
  async run(requestId: string, event: string): Promise<Outcome> {
    const broken = await this.#ready
    if (broken !== undefined) {
      this.end()
      return broken
    }
    const { timeoutSeconds } = this.#definition
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const timer = setTimeout(
      () => this.#fail({ errorType: 'Sandbox.Timedout', errorMessage: timedOut(requestId, timeoutSeconds) }),
      timeoutSeconds * 1000,
    )
    this.#settle = resolve
    this.#worker.postMessage({ requestId, event, deadline: Date.now() + timeoutSeconds * 1000 } satisfies Invocation)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
    }
  }

  /** Ends the thread at once; an event in flight fails. */
  end(): void {
    this.ended = true
    // Nobody waits for the thread to be gone; a rejection would be an error of Node itself.
    void this.#worker.terminate()
  }

  #fail(failure: Failure): void {
    this.end()
    this.#finish({ ok: false, payload: JSON.stringify(failure) })
  }

  #finish(outcome: Outcome): void {
    this.#settle?.(outcome)
    this.#settle = undefined
  }
}

function timedOut(requestId: string, seconds: number): string {
  return `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`
}
