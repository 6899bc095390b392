import { streamArnOf } from '../template/resource-types.ts'
import type { ApiHandler, Part, World } from '../world.ts'
import { openDirectReads } from './direct-reads.ts'
import { dynamodbProxy } from './dynamodb-proxy.ts'
import { type CallDynamodb, provisionTables, ServiceError } from './tables.ts'
import { openUpkeep } from './upkeep.ts'

/** How often streams are trimmed and items expire (AWS promises to expire within a few days). */
const UPKEEP_EVERY_MS = 30_000

/** A running engine. */
export interface RunningEngine {
  readonly url: string
  /** Folder of its database; undefined for a server that somebody else runs, whose database is not ours to mend. */
  readonly dataDir: string | undefined
}

/** What consumers of streams tell: see `Compute`. */
export interface StreamConsumers {
  checkpoints(): ReadonlyMap<string, string | undefined>
  wake(): void
}

/** DynamoDB with the tables of the template. */
export interface Dynamodb extends Part {
  /** Plays DynamoDB and Streams behind the gateway. */
  readonly handler: ApiHandler
  /** From now on consumers are woken after writes, and streams are trimmed behind them. */
  serve(consumers: StreamConsumers): void
}

/** Makes the engine's tables those of the template, and does what the engine leaves undone as long as it runs. */
export async function openDynamodb(engine: RunningEngine, world: World): Promise<Dynamodb> {
  let consumers: StreamConsumers = { checkpoints: () => new Map(), wake: () => {} }
  const proxy = dynamodbProxy(
    () => engine.url,
    world,
    () => consumers.wake(),
  )
  const call = callBy(proxy.handler)
  await provisionTables(world, call)
  const upkeep = engine.dataDir === undefined ? undefined : openUpkeep(engine.dataDir, world, call)
  const direct = engine.dataDir === undefined ? undefined : openDirectReads(engine.dataDir, world)
  const timer = setInterval(() => {
    if (upkeep === undefined) return
    for (const { ref, arn } of world.ofType('AWS::DynamoDB::Table')) {
      const passed = consumers.checkpoints().get(streamArnOf(arn))
      if (passed !== undefined) upkeep.trim(ref, Number(passed))
    }
    upkeep.expire(Math.floor(Date.now() / 1000)).catch((error) => console.error(error))
  }, UPKEEP_EVERY_MS).unref()
  return {
    handler: (request) => direct?.answer(request) ?? proxy.handler(request),
    serve(given) {
      consumers = given
    },
    async stop() {
      clearInterval(timer)
      upkeep?.close()
      direct?.close()
      proxy.close()
    },
  }
}

/** Calls DynamoDB past the gateway, as the host. */
function callBy(handler: ApiHandler): CallDynamodb {
  return async (action, request) => {
    const answer = await handler({
      service: 'dynamodb',
      action,
      caller: 'host',
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': `DynamoDB_20120810.${action}` },
      body: Buffer.from(JSON.stringify(request)),
    })
    const result = JSON.parse(Buffer.from(answer.body).toString('utf8'))
    if (answer.status === 200) return result
    throw new ServiceError(String(result.__type).split('#').at(-1) ?? '', result.message ?? result.Message)
  }
}
