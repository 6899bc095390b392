import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../events/clock.ts'
import type { Delivery } from '../events/outbox.ts'
import type { Credentials, Functions, World } from '../world.ts'
import { openAsyncQueue } from './async-queue.ts'
import { definitionOf } from './definition.ts'
import { environmentOf } from './environment.ts'
import { FunctionFailed } from './function-failed.ts'
import type { Outcome } from './instance.ts'
import { invokePolicyOf } from './invoke-policy.ts'
import type { Log } from './log.ts'
import { Pool } from './pool.ts'

/** Lambda's limits on JSON payloads, in bytes: 6 MB both ways, 1 MB for asynchronous events. */
export const PAYLOAD_LIMIT = { synchronous: 6_291_556, asynchronous: 1_048_576 } as const

/** An event is larger than Lambda takes; AWS answers 413 RequestTooLargeException. */
export class RequestTooLarge extends Error {}

/** What the functions of a template need to run. */
export interface LambdaParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly clock: Clock
  readonly gatewayUrl: string
  readonly credentialsOf: (roleArn: string) => Credentials
  readonly deliver: (delivery: Delivery) => void
  readonly log: Log
  /** Instances of one function at most. */
  readonly concurrency: number
  /** Asynchronous events that compute at the same time. */
  readonly busy: number
  /** See `TurnLimits`. */
  readonly computingMs?: number | undefined
  readonly idleMs: number
  readonly retryWaitsMs: readonly number[]
}

/** The Lambda service over the functions of the template. */
export interface LambdaService extends Functions {
  /** True when the template declares the function. */
  has(functionArn: string): boolean
  /** As `invoke`, for JSON text; a failed invocation is an outcome, not an error. */
  invokeText(functionArn: string, event: string): Promise<Outcome>
  /** As `invokeText`, for somebody who waits for the answer. */
  answerText(functionArn: string, event: string): Promise<Outcome>
  /** As `invokeLater`, for JSON text; answers the request id. */
  acceptText(functionArn: string, event: string): string
  /** True while inputs from outside wait for their turn: what only makes more work should wait, too. */
  readonly inputsWait: boolean
  /** Loads one instance of each of these functions, one after the other, unless stopped meanwhile. */
  warm(functionArns: readonly string[]): Promise<void>
  /** Begins to invoke accepted events, those of an earlier run first. */
  resume(): void
  stop(): void
}

/** Reads every function of the template; throws a sentence for one that cannot run here as on AWS. */
export function openLambda(parts: LambdaParts): LambdaService {
  const { world, log } = parts
  const definitions = new Map(
    world.ofType('AWS::Lambda::Function').map((resource) => {
      const definition = definitionOf(resource, world)
      return [definition.arn, definition]
    }),
  )
  const pools = new Map(
    [...definitions.values()].map((definition) => [
      definition.arn,
      new Pool(
        definition,
        {
          environment: environmentOf(definition, parts.gatewayUrl, world, parts.credentialsOf(definition.roleArn)),
          log: (line) => log(definition.name, line),
        },
        { instances: Math.min(parts.concurrency, definition.reservedConcurrency ?? Infinity), idleMs: parts.idleMs },
      ),
    ]),
  )
  const policies = new Map(
    [...definitions.values()].map(({ arn, roleArn }) => [arn, invokePolicyOf(world, arn, roleArn)]),
  )
  // Topics bring what comes from outside (mail, notices of SES); buses bring what follows from it.
  const fedByTopics = new Set(world.ofType('AWS::SNS::Subscription').map(({ properties }) => properties.Endpoint))
  let stopped = false
  /** Requests from outside that were not answered yet; more than run at once do wait. */
  let asking = 0

  async function run(functionArn: string, requestId: string, event: string): Promise<Outcome> {
    const pool = pools.get(functionArn)
    // An accepted event outlives the template; its function may be gone.
    if (pool === undefined) return failed('ResourceNotFoundException', `Function not found: ${functionArn}`)
    const outcome = await pool.run(requestId, event)
    if (!outcome.ok && !stopped) log(definitions.get(functionArn)!.name, errorLine(requestId, outcome))
    if (outcome.ok && Buffer.byteLength(outcome.payload) > PAYLOAD_LIMIT.synchronous) {
      return failed(
        'Function.ResponseSizeTooLarge',
        `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT.synchronous} bytes).`,
      )
    }
    return outcome
  }

  const queue = openAsyncQueue({
    ...parts,
    run,
    policyOf: (arn) => policies.get(arn) ?? invokePolicyOf(world, arn, ''),
    limits: { perFunction: parts.concurrency, busy: parts.busy, computingMs: parts.computingMs },
    takesIn: (arn) => fedByTopics.has(arn),
  })

  const service: LambdaService = {
    has: (functionArn) => definitions.has(functionArn),
    async invokeText(functionArn, event) {
      refuseLarge(event, PAYLOAD_LIMIT.synchronous)
      return run(functionArn, randomUUID(), event)
    },
    acceptText(functionArn, event) {
      refuseLarge(event, PAYLOAD_LIMIT.asynchronous)
      return queue.accept(functionArn, event)
    },
    async answerText(functionArn, event) {
      asking += 1
      try {
        return await service.invokeText(functionArn, event)
      } finally {
        asking -= 1
      }
    },
    get inputsWait() {
      return queue.inputsWait || asking > parts.concurrency
    },
    async invoke(functionArn, event) {
      const outcome = await service.invokeText(functionArn, JSON.stringify(event))
      const payload = JSON.parse(outcome.payload)
      if (!outcome.ok) throw new FunctionFailed(functionArn.split(':').at(-1) ?? functionArn, payload)
      return payload
    },
    invokeLater(functionArn, event) {
      service.acceptText(functionArn, JSON.stringify(event))
    },
    async warm(functionArns) {
      for (const arn of functionArns) if (!stopped) await pools.get(arn)?.warm()
    },
    resume: () => queue.resume(),
    stop() {
      stopped = true
      queue.stop()
      for (const pool of pools.values()) pool.close()
    },
  }
  return service
}

function refuseLarge(event: string, limit: number): void {
  const bytes = Buffer.byteLength(event)
  if (bytes > limit) throw new RequestTooLarge(`${bytes} byte payload is too large for the limit of ${limit} bytes`)
}

function failed(errorType: string, errorMessage: string): Outcome {
  return { ok: false, payload: JSON.stringify({ errorType, errorMessage }) }
}

function errorLine(requestId: string, outcome: Outcome): string {
  return JSON.stringify({ level: 'ERROR', requestId, message: 'Invoke Error', error: JSON.parse(outcome.payload) })
}
