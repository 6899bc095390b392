import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type Compute, startCompute } from '../../../../infra/local/compute.ts'
import type { Clock } from '../../../../infra/local/events/clock.ts'
import { listenGateway } from '../../../../infra/local/gateway/gateway.ts'
import { openAuthority } from '../../../../infra/local/iam/authority.ts'
import { openKeyRing } from '../../../../infra/local/iam/credentials.ts'
import { openRequired } from '../../../../infra/local/iam/required/permissions.ts'
import { openLedger } from '../../../../infra/local/ledger.ts'
import { openDynamodb } from '../../../../infra/local/storage/dynamodb.ts'
import { startDynoxide } from '../../../../infra/local/storage/dynoxide.ts'
import { findEngine } from '../../../../infra/local/storage/engine.ts'
import { openMessageMoves } from '../../../../infra/local/storage/message-moves.ts'
import { openQueues, type Queues } from '../../../../infra/local/storage/queues.ts'
import { sqsApi } from '../../../../infra/local/storage/sqs-api.ts'
import type { Declaration } from '../../../../infra/local/template/assembly.ts'
import { worldOf } from '../../../../infra/local/template/world.ts'
import type { World } from '../../../../infra/local/world.ts'
import { REGION, role } from '../cloud.ts'

/** A host over a template written by a test: gateway that enforces grants, functions in threads, queues, state machines. */
export interface MachineHost {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly queues: Queues
  readonly compute: Compute
  /** Settings of an SDK client that acts as the role with this name, or as the host. */
  as(role: string): {
    readonly endpoint: string
    readonly region: string
    readonly maxAttempts: number
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  stop(): Promise<void>
}

/** Writes the bundle of a function and declares it, with a role that may do nothing. */
export function functionOf(folder: string, name: string, source: string): Record<string, Declaration> {
  const asset = join(folder, 'cdk.out', `asset.${name}`)
  mkdirSync(asset, { recursive: true })
  writeFileSync(join(asset, 'index.mjs'), source)
  return {
    [`${name}Role`]: role(`${name}-role`),
    [name]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Code: { S3Key: `${name}.zip` },
        Handler: 'index.handler',
        Role: `arn:aws:iam::000000000000:role/${name}-role`,
        Runtime: 'nodejs24.x',
        Environment: { Variables: { FOLDER: folder } },
      },
    },
  }
}

/** Starts a host; on the folder of an earlier one it goes on where that ended. */
export async function startMachineHost(
  folder: string,
  resources: Readonly<Record<string, Declaration>>,
  { clock, onLedger }: { clock?: Clock; onLedger?: (ledger: DatabaseSync) => void } = {},
): Promise<MachineHost> {
  const gateway = await listenGateway()
  const stack = { name: 'desk', account: '000000000000', region: REGION, template: { Resources: resources } }
  const world = worldOf([stack], join(folder, 'cdk.out'), { endpoint: gateway.url, apiUrl: 'http://127.0.0.1:2' })
  const ledger = openLedger(join(folder, 'data'))
  onLedger?.(ledger)
  const authority = openAuthority(world)
  const keys = openKeyRing(ledger, world)
  const queues = openQueues(world, ledger)
  const tables = world.ofType('AWS::DynamoDB::Table').length > 0 ? await openTables(folder, world) : undefined
  gateway.route('sqs', sqsApi(world, queues, openMessageMoves(ledger)))
  if (tables !== undefined) gateway.route('dynamodb', tables.handler)
  gateway.open({ account: world.account, keys, authority, required: openRequired(world) })
  const stop = async () => {
    await gateway.stop()
    await tables?.stop()
    ledger.close()
  }
  try {
    const compute = await startCompute({
      world,
      ledger,
      gateway,
      gatewayUrl: gateway.url,
      credentialsOf: keys.credentialsOf,
      hostCredentials: keys.host,
      allowedByResourcePolicy: authority.allowedByResourcePolicy,
      localRoutes: () => false,
      port: 0,
      log: () => {},
      pace: { retryMs: 10, retryWaitsMs: [10] },
      ...(clock && { clock }),
    })
    return {
      world,
      ledger,
      queues,
      compute,
      as: (name) => ({
        endpoint: gateway.url,
        region: REGION,
        maxAttempts: 1,
        credentials: name === 'host' ? keys.host : keys.credentialsOf(`arn:aws:iam::000000000000:role/${name}`),
      }),
      async stop() {
        await compute.stop()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openTables(folder: string, world: World) {
  const found = findEngine(process.env)
  if (!('program' in found))
    throw new Error('These tests have an engine of their own: unset AWS_ENDPOINT_URL_DYNAMODB.')
  const engine = await startDynoxide(found.program, join(folder, 'data'))
  const dynamodb = await openDynamodb(engine, world)
  return {
    handler: dynamodb.handler,
    async stop() {
      await dynamodb.stop()
      await engine.stop()
    },
  }
}
