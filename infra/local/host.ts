import { mkdirSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { dynamoStore } from '../../lib/aws/table.ts'
import { startCompute } from './compute.ts'
import { lockDataFolder } from './data-lock.ts'
import { type Clock, wallClock } from './events/clock.ts'
import { freePort } from './free-port.ts'
import { type Gateway, listenGateway } from './gateway/gateway.ts'
import { openAuthority } from './iam/authority.ts'
import { openKeyRing } from './iam/credentials.ts'
import { openRequired } from './iam/required/permissions.ts'
import type { Log } from './lambda/log.ts'
import { openLedger } from './ledger.ts'
import { signInRoutes } from './oidc/routes.ts'
import { clientsOf } from './oidc/user-pool.ts'
import { openScanning } from './scan/plan.ts'
import { seed } from './seed.ts'
import { deliverRaw } from './ses/mailbox/deliver.ts'
import { mailboxRoutes } from './ses/mailbox/routes.ts'
import { outOfOffice } from './ses/out-of-office.ts'
import { receiptRules } from './ses/receipt-rules.ts'
import { type SendingParts, sendApi } from './ses/send-api.ts'
import { openSentMails, type SentMail } from './ses/sent-mails.ts'
import { startSmtpIn } from './ses/smtp-in.ts'
import { parameterApi } from './ssm/parameter-api.ts'
import { bucketCors } from './storage/bucket-cors.ts'
import { openDynamodb } from './storage/dynamodb.ts'
import { startDynoxide } from './storage/dynoxide.ts'
import { findEngine } from './storage/engine.ts'
import { openMessageMoves } from './storage/message-moves.ts'
import { openMultiparts } from './storage/multipart.ts'
import { openObjects } from './storage/objects.ts'
import { openQueues } from './storage/queues.ts'
import { s3Api } from './storage/s3-api.ts'
import { sqsApi } from './storage/sqs-api.ts'
import { loadWorld } from './template/world.ts'
import type { Functions, World } from './world.ts'

/** How a host is started. */
export interface HostOptions {
  /** Folder of the cloud assembly. */
  readonly assembly: string
  /** Makes the assembly, once the data folder is ours. */
  readonly prepare?: () => Promise<void>
  /** Folder of everything that outlives the process; made when it is not there. */
  readonly dataDir: string
  /** Ports of the pages and of the mail server; 0 takes a free one. */
  readonly port: number
  readonly smtpPort: number
  /** Whether a first start gives the company a past to look at: incidents of the last two weeks. */
  readonly hasStories?: boolean
  /** Changes the world before it runs, for tests: a grant taken out of the template, say. */
  readonly alter?: (world: World) => World
  readonly clock?: Clock
  readonly log?: Log
  readonly pace?: Parameters<typeof startCompute>[0]['pace']
}

/** A whole cloud at work on this machine. */
export interface Host {
  /** Address of pages and API. */
  readonly url: string
  readonly smtpPort: number
  /** Addresses that receipt rules name: who writes there writes to the desk. */
  readonly mailAddresses: readonly string[]
  /** Endpoint of all AWS calls. */
  readonly awsEndpoint: string
  readonly world: World
  readonly functions: Functions
  /** The desk's table through the host's own key, which may do everything: for measuring, never for functions. */
  readonly table: { readonly name: string; readonly db: DynamoDBDocumentClient }
  /** Makes AWS calls fail on purpose. */
  readonly inject: Gateway['inject']
  stop(): Promise<void>
}

/**
 * Runs a synthesized template on this machine, on loopback only. What an earlier host on the same folder accepted and did
 * not finish goes on. Rejects with a sentence for everything the template says that this host cannot play, with
 * `DataFolderInUse`, `NoEngine`, or with `code: 'EADDRINUSE'` and the `port` when a port is taken; then nothing is left running.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { dataDir, assembly } = options
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (const each of undo.toReversed()) await each()
    undo.length = 0
  }
  const later = <Resource>(resource: Resource, end: (resource: Resource) => unknown): Resource => {
    undo.push(() => end(resource))
    return resource
  }
  try {
    mkdirSync(dataDir, { recursive: true })
    undo.push(lockDataFolder(dataDir))
    await options.prepare?.()
    const ledger = later(openLedger(dataDir), (each) => each.close())
    const engine = findEngine(process.env)
    const gateway = later(await listenGateway(), (each) => each.stop())
    const port = options.port === 0 ? await freePort() : options.port
    const read = loadWorld(assembly, { endpoint: gateway.url, apiUrl: `http://127.0.0.1:${port}` })
    const world = options.alter?.(read) ?? read
    const authority = openAuthority(world)
    const keys = openKeyRing(ledger, world)
    const rules = receiptRules(world, authority)
    const mailAddresses = rules.flatMap(({ recipients }) => recipients).filter((recipient) => recipient.includes('@'))

    const running =
      'url' in engine
        ? { url: engine.url, dataDir: undefined }
        : later(await startDynoxide(engine.program, dataDir), (each) => each.stop())
    const dynamodb = later(await openDynamodb(running, world), (each) => each.stop())
    const objects = openObjects(dataDir, ledger)
    const mayList = (caller: string, bucket: string) =>
      caller === 'host' || authority.mayRole(caller, { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` })
    gateway.route('dynamodb', dynamodb.handler)
    gateway.route('s3', s3Api(world, objects, openMultiparts(dataDir, ledger, objects), mayList))
    gateway.route('sqs', sqsApi(world, openQueues(world, ledger), openMessageMoves(ledger)))
    gateway.route('ssm', parameterApi(world, ledger))
    gateway.open({ account: world.account, keys, authority, required: openRequired(world), cors: bucketCors(world) })

    const sent = openSentMails(ledger)
    let smtpPort = options.smtpPort
    const answers = new Set<Promise<unknown>>()
    const answerAway = (mail: SentMail, from: string) => {
      const answer = deliverRaw(outOfOffice(mail, from), '', mail.source, smtpPort)
        .catch((error) => console.error(error))
        .finally(() => answers.delete(answer))
      answers.add(answer)
    }
    const putEvents: SendingParts['putEvents'] = (bus, entries) => compute.putEvents(bus, entries)
    gateway.route('ses', sendApi({ world, ledger, sent, putEvents, answerAway }))
    // Before anybody can bring anything.
    const clock = options.clock ?? wallClock
    const scanning = openScanning({ world, ledger, objects, authority, clock, putEvents })
    const table = { name: tableOf(world), db: documentClient(gateway.url, world.region, keys.host) }
    const mailbox = mailboxRoutes({ sent, smtpPort: () => smtpPort, deskAddress: mailAddresses[0] ?? '' })
    const signIn = signInRoutes({
      issuer: `http://127.0.0.1:${port}/_local/oidc`,
      clients: clientsOf(world),
      ledger,
      store: dynamoStore(table.name, table.db),
    })
    const compute = later(
      await startCompute({
        ...options,
        world,
        ledger,
        gateway,
        port,
        gatewayUrl: gateway.url,
        credentialsOf: keys.credentialsOf,
        hostCredentials: keys.host,
        allowedByResourcePolicy: authority.allowedByResourcePolicy,
        localRoutes: (request, response) => mailbox(request, response) || signIn(request, response),
      }),
      (each) => each.stop(),
    )
    later(scanning, (each) => each.stop())
    scanning.resume()
    dynamodb.serve(compute)
    await seed(dataDir, table.name, table.db, new Date().toISOString(), options.hasStories)
    const smtp = later(
      await startSmtpIn({ world, ledger, objects, rules, publish: compute.publish }, options.smtpPort),
      (each) => each.stop(),
    )
    smtpPort = smtp.port
    // What answers by itself does so before the mail server goes.
    undo.push(() => Promise.all(answers))
    return {
      url: compute.url,
      smtpPort,
      mailAddresses,
      awsEndpoint: gateway.url,
      world,
      functions: compute.functions,
      table,
      inject: gateway.inject,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function tableOf(world: World): string {
  const [table] = world.ofType('AWS::DynamoDB::Table')
  if (table === undefined) throw new Error('The template has no table to seed.')
  return table.ref
}

function documentClient(
  endpoint: string,
  region: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
) {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }), {
    marshallOptions: { removeUndefinedValues: true },
  })
}
