import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { buildApp } from 'fauxqs'
import { type Compute, type ComputeContext, startCompute } from '../../../infra/local/compute.ts'
import { openLedger } from '../../../infra/local/ledger.ts'
import type { ApiHandler, Resource, World } from '../../../infra/local/world.ts'

const ACCOUNT = '000000000000'
const REGION = 'ap-northeast-2'

/** A resource as the template interpreter hands it over. */
export const resource = (
  type: string,
  logicalId: string,
  ref: string,
  arn: string,
  properties: object = {},
): Resource => ({
  stack: 'test',
  logicalId,
  type,
  ref,
  arn,
  properties,
})

/** ARN in the account of the tests. */
export const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`

/** The world that consists of these resources. */
export const worldOf = (resources: readonly Resource[], assembly: string): World => ({
  account: ACCOUNT,
  region: REGION,
  resources,
  assembly,
  ofType: (type) => resources.filter((each) => each.type === type),
  byArn: (wanted) => resources.find((each) => each.arn === wanted),
})

/** A function of the template; its source is written as the bundle that it runs. */
export interface TestFunction {
  readonly source: string
  readonly properties?: object
  /** Services that may invoke it. */
  readonly invokers?: readonly string[]
}

/** Gives a function `note` and `notes`: a file that outlives threads and restarts, one line a note. */
export const NOTE = `
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
const file = process.env.FOLDER + '/notes'
const note = (line) => appendFileSync(file, line + '\\n')
const notes = () => existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\\n') : []
`

/** A place with real threads, a real ledger and real queues, for templates made by a test. */
export interface Stand {
  readonly folder: string
  readonly compute: Compute
  readonly gatewayUrl: string
  readonly ledger: DatabaseSync
  /** Lines that functions printed. */
  readonly lines: string[]
  /** What functions wrote by `note` (see NOTE). */
  notes(): string[]
  /** Messages that lie in a queue. */
  messages(queue: string): Promise<readonly QueueMessage[]>
  send(queue: string, body: string): Promise<void>
  /** Stops the compute half and starts it anew on the same ledger. */
  restart(): Promise<Compute>
  stop(): Promise<void>
}

/** A message as ReceiveMessage answers it. */
export interface QueueMessage {
  readonly Body: string
  readonly MessageAttributes?: Record<string, { StringValue: string }>
}

/** What a test puts on the stand. */
export interface Setting {
  readonly functions?: Readonly<Record<string, TestFunction>>
  readonly queues?: Readonly<Record<string, Record<string, string>>>
  readonly resources?: readonly Resource[]
  readonly context?: Partial<ComputeContext>
  readonly dynamodb?: string
  /** Status that the gateway answers instead of forwarding a call with this body. */
  readonly fault?: (body: string) => number | undefined
}

/** Puts a setting on the stand. Its gateway lets everybody do everything: grants are tested where the gateway is. */
export async function standFor({
  functions = {},
  queues = {},
  resources = [],
  context,
  dynamodb,
  fault,
}: Setting): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'haneul-compute-'))
  const sqs = buildApp({ logger: false, defaultRegion: REGION })
  await sqs.listen({ host: '127.0.0.1', port: 0 })
  const sqsUrl = `http://127.0.0.1:${(sqs.server.address() as AddressInfo).port}`
  const handlers = new Map<string, ApiHandler>()
  const gateway = createServer(async (incoming, response) => {
    const { method = 'POST', url = '/', headers } = incoming
    const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? ''
    const body = Buffer.concat(await incoming.toArray())
    const refusal = fault?.(body.toString())
    const handler = handlers.get(service)
    if (refusal !== undefined) response.writeHead(refusal).end()
    else if (handler !== undefined) {
      const action =
        String(headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? ''
      const answer = await handler({ service, action, caller: 'test', method, url, headers, body })
      response.writeHead(answer.status, answer.headers).end(answer.body)
    } else {
      const forwarded = request(`${service === 'sqs' ? sqsUrl : dynamodb}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      forwarded.on('error', () => response.destroy())
      response.on('close', () => forwarded.destroy())
      forwarded.end(body)
    }
  })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  const gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`

  const queueResources = Object.keys(queues).map((name) =>
    resource('AWS::SQS::Queue', name, `${gatewayUrl}/${ACCOUNT}/${name}`, arn('sqs', name)),
  )
  const ask = async (action: string, body: object) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` }
    const answer = await fetch(sqsUrl, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json() as Promise<{ Messages?: (QueueMessage & { ReceiptHandle: string })[] }>
  }
  for (const [name, Attributes] of Object.entries(queues)) await ask('CreateQueue', { QueueName: name, Attributes })

  const world = worldOf(
    [...functionResources(folder, functions), ...queueResources, ...resources],
    join(folder, 'cdk.out'),
  )
  const ledger = openLedger(join(folder, 'data'))
  const lines: string[] = []
  const start = () =>
    startCompute({
      world,
      ledger,
      gatewayUrl,
      credentialsOf: (role) => ({ accessKeyId: role.split('/').at(-1) ?? 'key', secretAccessKey: 'secret' }),
      hostCredentials: { accessKeyId: 'HOST', secretAccessKey: 'secret' },
      gateway: { route: (service, handler) => handlers.set(service, handler) },
      localRoutes: () => false,
      port: 0,
      allowedByResourcePolicy: () => true,
      log: (_, line) => lines.push(line),
      pace: { retryWaitsMs: [10, 20], retryMs: 10, idlePollMs: 20 },
      ...context,
    })
  const queueUrl = (name: string) => `${gatewayUrl}/${ACCOUNT}/${name}`
  const clear = async () => {
    ledger.close()
    await close(gateway)
    sqs.server.closeAllConnections()
    await sqs.close()
    rmSync(folder, { recursive: true, force: true })
  }
  let compute = await start().catch(async (error) => {
    await clear()
    throw error
  })
  return {
    folder,
    gatewayUrl,
    ledger,
    get compute() {
      return compute
    },
    lines,
    notes() {
      const file = join(folder, 'notes')
      return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
    },
    async messages(queue) {
      const taken: QueueMessage[] = []
      for (;;) {
        const { Messages = [] } = await ask('ReceiveMessage', {
          QueueUrl: queueUrl(queue),
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          VisibilityTimeout: 0,
        })
        for (const { ReceiptHandle } of Messages)
          await ask('DeleteMessage', { QueueUrl: queueUrl(queue), ReceiptHandle })
        if (Messages.length === 0) return taken
        taken.push(...Messages)
      }
    },
    async send(queue, body) {
      await ask('SendMessage', { QueueUrl: queueUrl(queue), MessageBody: body })
    },
    async restart() {
      await compute.stop()
      compute = await start()
      return compute
    },
    async stop() {
      await compute.stop()
      await clear()
    },
  }
}

/** The names of functions, roles and permissions follow from the name. */
function functionResources(folder: string, functions: Readonly<Record<string, TestFunction>>): Resource[] {
  return Object.entries(functions).flatMap(([name, { source, properties, invokers = [] }]) => {
    const asset = join(folder, 'cdk.out', `asset.${name}`)
    mkdirSync(asset, { recursive: true })
    writeFileSync(join(asset, 'index.mjs'), source)
    const functionArn = arn('lambda', `function:${name}`)
    return [
      resource('AWS::Lambda::Function', name, name, functionArn, {
        Code: { S3Key: `${name}.zip` },
        Handler: 'index.handler',
        Role: `arn:aws:iam::${ACCOUNT}:role/${name}`,
        Runtime: 'nodejs24.x',
        Environment: { Variables: { FOLDER: folder } },
        ...properties,
      }),
      ...invokers.map((Principal) =>
        resource('AWS::Lambda::Permission', `${name}${Principal}`, '', '', {
          Action: 'lambda:InvokeFunction',
          FunctionName: functionArn,
          Principal,
        }),
      ),
    ]
  })
}

async function close(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}

/** Waits until `probe` answers something; what it waits for always comes, or the test's time limit ends it. */
export async function eventually<T>(probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await probe()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A DynamoDB engine with an empty database in memory. */
export async function startDynamodb(): Promise<{ url: string; stop(): Promise<void> }> {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo
  await close(free)
  const binary = join(import.meta.dirname, '../../../node_modules/@dynoxide/linux-x64/dynoxide')
  const engine = spawn(binary, ['serve', '--port', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(url)
      .then(() => true)
      .catch(() => undefined)
  await eventually(answers)
  return {
    url,
    async stop() {
      engine.kill()
      await once(engine, 'exit')
    },
  }
}
