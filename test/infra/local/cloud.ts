import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type Gateway, listenGateway } from '../../../infra/local/gateway/gateway.ts'
import { type Authority, openAuthority } from '../../../infra/local/iam/authority.ts'
import { openKeyRing } from '../../../infra/local/iam/credentials.ts'
import { openRequired } from '../../../infra/local/iam/required/permissions.ts'
import { openLedger } from '../../../infra/local/ledger.ts'
import { parameterApi } from '../../../infra/local/ssm/parameter-api.ts'
import { bucketCors } from '../../../infra/local/storage/bucket-cors.ts'
import { type Dynamodb, openDynamodb } from '../../../infra/local/storage/dynamodb.ts'
import { type Dynoxide, startDynoxide } from '../../../infra/local/storage/dynoxide.ts'
import { findEngine } from '../../../infra/local/storage/engine.ts'
import { openMessageMoves } from '../../../infra/local/storage/message-moves.ts'
import { openMultiparts } from '../../../infra/local/storage/multipart.ts'
import { type Objects, openObjects } from '../../../infra/local/storage/objects.ts'
import { openQueues, type Queues } from '../../../infra/local/storage/queues.ts'
import { s3Api } from '../../../infra/local/storage/s3-api.ts'
import { sqsApi } from '../../../infra/local/storage/sqs-api.ts'
import type { Declaration } from '../../../infra/local/template/assembly.ts'
import { worldOf } from '../../../infra/local/template/world.ts'
import type { World } from '../../../infra/local/world.ts'

export const REGION = 'ap-northeast-2'

/** The data half of a host over a template written by a test: real engine, real gateway, a folder of its own. */
export interface Cloud {
  readonly dataDir: string
  readonly world: World
  readonly ledger: DatabaseSync
  readonly authority: Authority
  readonly gateway: Gateway
  readonly objects: Objects
  readonly queues: Queues
  readonly engine: Dynoxide
  readonly dynamodb: Dynamodb
  /** Settings of an SDK client that acts as the role with this name, or as the host. */
  as(role: string): {
    endpoint: string
    region: string
    maxAttempts: number
    credentials: { accessKeyId: string; secretAccessKey: string }
  }
  /** Ends everything; the folder stays when another cloud shall go on with it. */
  stop(keep?: 'keep'): Promise<void>
}

/** The world of one stack with these resources. */
export const worldFrom = (resources: Readonly<Record<string, Declaration>>, endpoint = 'http://127.0.0.1:1'): World =>
  worldOf(
    [{ name: 'desk', account: '000000000000', region: REGION, template: { Resources: resources } }],
    '/assembly',
    { endpoint, apiUrl: 'http://127.0.0.1:2' },
  )

/** A role with these statements. */
export const role = (name: string, ...statements: object[]): Declaration => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: name, Policies: [{ PolicyName: 'grants', PolicyDocument: { Statement: statements } }] },
})

export const allow = (action: string | string[], resource: string | string[], condition?: object): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
})

/** Starts a cloud; with the folder of an earlier one it goes on where that ended. */
export const startCloud = async (
  resources: Readonly<Record<string, Declaration>>,
  dataDir = mkdtempSync(join(tmpdir(), 'haneul-cloud-')),
  now: () => number = Date.now,
): Promise<Cloud> => {
  const found = findEngine(process.env)
  if (!('program' in found))
    throw new Error('These tests look into the database of the engine: unset AWS_ENDPOINT_URL_DYNAMODB.')
  const gateway = await listenGateway()
  const world = worldFrom(resources, gateway.url)
  const ledger = openLedger(dataDir)
  const authority = openAuthority(world)
  const keys = openKeyRing(ledger, world)
  const engine = await startDynoxide(found.program, dataDir)
  const dynamodb = await openDynamodb(engine, world).catch(async (error) => {
    await Promise.all([engine.stop(), gateway.stop()])
    ledger.close()
    throw error
  })
  const objects = openObjects(dataDir, ledger)
  const queues = openQueues(world, ledger)
  const mayList = (caller: string, bucket: string) =>
    caller === 'host' || authority.mayRole(caller, { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` })
  gateway.route('dynamodb', dynamodb.handler)
  gateway.route('s3', s3Api(world, objects, openMultiparts(dataDir, ledger, objects), mayList, now))
  gateway.route('ssm', parameterApi(world, ledger))
  gateway.route('sqs', sqsApi(world, queues, openMessageMoves(ledger)))
  gateway.open({ account: world.account, keys, authority, required: openRequired(world), cors: bucketCors(world) })
  return {
    dataDir,
    world,
    ledger,
    authority,
    gateway,
    objects,
    queues,
    engine,
    dynamodb,
    as: (name) => ({
      endpoint: gateway.url,
      region: REGION,
      maxAttempts: 1,
      credentials: name === 'host' ? keys.host : keys.credentialsOf(`arn:aws:iam::000000000000:role/${name}`),
    }),
    async stop(keep) {
      await gateway.stop()
      await dynamodb.stop()
      await engine.stop()
      ledger.close()
      if (keep === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A table with a stream, an index and a time to live. */
export const table = (name: string, more: object = {}): Declaration => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'team'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTeam',
        KeySchema: [{ AttributeName: 'team', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    ...more,
  },
})
