import type { IncomingMessage, ServerResponse } from 'node:http'
import { availableParallelism } from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import { awsCall } from './events/aws-call.ts'
import { openBuses, type PutEventsEntry, type PutEventsResult } from './events/bus.ts'
import { type Clock, wallClock } from './events/clock.ts'
import { openOutbox } from './events/outbox.ts'
import { publishApi } from './events/publish-api.ts'
import { putEventsApi } from './events/put-events-api.ts'
import { startSchedules } from './events/schedule.ts'
import type { AllowedByResourcePolicy } from './events/target.ts'
import { openTopics, type TopicMessage } from './events/topic.ts'
import { startHttp } from './http/server.ts'
import { openLambda } from './lambda/functions.ts'
import { invokeApi } from './lambda/invoke-api.ts'
import { type Log, printLine } from './lambda/log.ts'
import { startSources } from './sources/sources.ts'
import { openStates } from './states/states.ts'
import type { ApiRoutes, Credentials, Functions, Part, World } from './world.ts'

/** What the compute half of the host is given. */
export interface ComputeContext {
  readonly world: World
  readonly ledger: DatabaseSync
  /** Endpoint of every AWS call that functions and this half make. */
  readonly gatewayUrl: string
  readonly credentialsOf: (roleArn: string) => Credentials
  /** Key of the host itself, for deliveries that a service makes and whose right was asked of the receiver's policy. */
  readonly hostCredentials: Credentials
  readonly gateway: ApiRoutes
  /** Pages of the host itself below `/_local/`. */
  readonly localRoutes: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Port of the HTTP API on loopback; 0 takes a free one. */
  readonly port: number
  readonly allowedByResourcePolicy: AllowedByResourcePolicy
  readonly clock?: Clock
  readonly log?: Log
  readonly pace?: Partial<Pace>
}

/** How fast things are tried again, and how many run at once. */
export interface Pace {
  /** Waits before further attempts of an asynchronous event. AWS waits 1 and 2 minutes; here seconds, so that one sees it. */
  readonly retryWaitsMs: readonly number[]
  /** First wait after a failed batch or delivery; it doubles up to 64 times this. */
  readonly retryMs: number
  /** Longest wait between two looks at a quiet stream that nobody wrote to through the gateway. */
  readonly idlePollMs: number
  /** Instances of one function at most. */
  readonly concurrency: number
  /** Asynchronous events that compute at the same time; one that waits for long does not count. */
  readonly busy: number
  /** For how long at most an event counts as computing. */
  readonly computingMs?: number | undefined
  /** How long an instance may stand idle before it is ended. */
  readonly idleMs: number
}

const PACE: Pace = {
  retryWaitsMs: [1000, 2000],
  retryMs: 100,
  idlePollMs: 500,
  concurrency: 4,
  // One more than there are processors: while one event waits for the table, the others compute.
  busy: Math.max(2, availableParallelism()) + 1,
  idleMs: 300_000,
}

/** The compute half at work. */
export interface Compute extends Part {
  readonly functions: Functions
  /** Address of the HTTP API. */
  readonly url: string
  /** Publishes to a topic; on return, or on commit of an open ledger transaction, every subscriber's copy is on disk. */
  publish(topicArn: string, message: TopicMessage): { readonly messageId: string }
  /** Puts events on a bus, with the same promise; `aws.` sources are allowed, since the host speaks for the services. */
  putEvents(busNameOrArn: string, entries: readonly PutEventsEntry[]): PutEventsResult[]
  /** To be called after a write to a table: its stream is looked at now instead of within `idlePollMs`. */
  wake(): void
  /** Per stream ARN what all consumers have handled; undefined means nothing yet. */
  checkpoints(): ReadonlyMap<string, string | undefined>
}

/**
 * Starts functions, topics, buses, schedules, event sources, state machines and the HTTP API of the template. What an earlier run accepted
 * and did not finish goes on. Rejects with a sentence for anything in the template that would have to be ignored, and with
 * `code: 'EADDRINUSE'` when the port is taken.
 */
export async function startCompute(context: ComputeContext): Promise<Compute> {
  const { world, gateway, clock = wallClock, log = printLine } = context
  const pace = { ...PACE, ...context.pace }
  // Lambda runs in UTC. Threads share the zone of the process, so it cannot be set for them alone.
  process.env.TZ = 'UTC'

  const { call, close } = awsCall(context.gatewayUrl, world.region)
  const outbox = openOutbox({ ...context, ...pace, clock, call })
  const lambda = openLambda({ ...context, ...pace, clock, log, deliver: outbox.add })
  const parts = { ...context, ...pace, clock, call, lambda, outbox }
  const buses = openBuses(parts)
  const topics = openTopics(parts)
  gateway.route('lambda', invokeApi(world, lambda))
  gateway.route('events', putEventsApi(buses))
  gateway.route('sns', publishApi(topics))
  const states = openStates({ ...parts, buses })
  gateway.route('states', states.api)

  const started: Part[] = []
  const stop = async () => {
    // First, so that calls which the end of the others breaks off are made again by the next run.
    states.stop()
    for (const part of started.toReversed()) await part.stop()
    lambda.stop()
    await outbox.stop()
    close()
  }
  try {
    const http = await startHttp({
      ...parts,
      localRoutes: (request, response) => states.overview(request, response) || context.localRoutes(request, response),
    })
    started.push(http)
    const sources = startSources(parts)
    started.push(sources)
    started.push(startSchedules(parts))
    outbox.resume()
    lambda.resume()
    states.resume()
    void lambda.warm(hotFunctions(world))
    return {
      functions: lambda,
      url: http.url,
      publish: topics.publish,
      putEvents: buses.put,
      wake: sources.wake,
      checkpoints: sources.checkpoints,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Functions whose first event somebody waits for: subscribers of topics, readers of streams, integrations of the API. */
function hotFunctions(world: World): string[] {
  const named = new Set([
    ...world.ofType('AWS::SNS::Subscription').map(({ properties }) => properties.Endpoint),
    ...world.ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName),
    ...world.ofType('AWS::ApiGatewayV2::Integration').map(({ properties }) => properties.IntegrationUri),
  ])
  return world
    .ofType('AWS::Lambda::Function')
    .filter(({ arn, ref }) => named.has(arn) || named.has(ref))
    .map(({ arn }) => arn)
}
