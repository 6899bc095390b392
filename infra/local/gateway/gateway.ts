import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Authority } from '../iam/authority.ts'
import type { KeyRing } from '../iam/credentials.ts'
import type { Required } from '../iam/required/permissions.ts'
import { s3Action } from '../iam/required/s3.ts'
import type { Permission } from '../iam/statement.ts'
import { type bucketCors, isPreflight } from '../storage/bucket-cors.ts'
import type { ApiAnswer, ApiCall, ApiHandler, ApiRoutes } from '../world.ts'
import { accessDenied, errorAnswer } from './error-answer.ts'
import { type Fault, openFaults } from './fault.ts'
import { formOf } from './form.ts'
import { presignedFault, type Signature, signatureOf } from './signature.ts'

/** Who asks and what is allowed: known once the template has been read. */
export interface Rules {
  readonly account: string
  readonly keys: KeyRing
  readonly authority: Authority
  readonly required: Required
  /** Headers that let pages of other origins use an answer of storage; nothing where they may not. */
  readonly cors?: ReturnType<typeof bucketCors>
}

/** The one endpoint of all AWS calls on this machine. */
export interface Gateway extends ApiRoutes {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  /** Begins to let calls through; until then they are answered 503, which the SDK retries. */
  open(rules: Rules): void
  /** Makes the next matching calls fail, for tests; the answer takes the fault back. */
  inject(fault: Fault): () => void
  stop(): Promise<void>
}

/** Listens on an ephemeral loopback port. Templates need the URL (queue URLs lead here) before there are any rules. */
export async function listenGateway(): Promise<Gateway> {
  const handlers = new Map<string, ApiHandler>()
  const faults = openFaults()
  const refusedBefore = new Set<string>()
  let rules: Rules | undefined

  async function answer(request: IncomingMessage, body: Buffer): Promise<ApiAnswer> {
    const cors = rules?.cors?.(request)
    if (!isPreflight(request)) {
      const found = await carryOut(request, body)
      return cors ? { ...found, headers: { ...found.headers, ...cors } } : found
    }
    if (cors) return { status: 200, headers: cors, body: '' }
    return errorAnswer('s3', 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403)
  }

  async function carryOut(request: IncomingMessage, body: Buffer): Promise<ApiAnswer> {
    const signature = signatureOf(request)
    if (signature === undefined) return errorAnswer('s3', 'AccessDenied', 'The request is not signed.', 403)
    const { service } = signature
    if (rules === undefined) return errorAnswer(service, 'ServiceUnavailable', 'The local host is starting.', 503)
    const owner = rules.keys.owner(signature.accessKeyId)
    if (owner === undefined) return unknownKey(service)
    if (signature.presigned) {
      const fault = presignedFault(request, owner.secretAccessKey, Date.now())
      if (fault === 'expired') return errorAnswer(service, 'AccessDenied', 'Request has expired', 403)
      if (fault === 'wrong') {
        return errorAnswer(service, 'SignatureDoesNotMatch', 'The signature does not match this URL.', 403)
      }
    }
    const { method = 'GET', url = '/', headers } = request
    const call: ApiCall = {
      service,
      action: actionOf(request, service, body),
      caller: owner.caller,
      method,
      url,
      headers,
      body,
    }
    const handler = handlers.get(service)
    const permissions = rules.required(call)
    if (handler === undefined || permissions === undefined) return unknownOperation(call)
    const missing = missingPermission(rules, call, permissions)
    if (missing !== undefined) return refuse(rules, call, missing)
    return faults.around(call, () => handler(call))
  }

  function missingPermission({ authority }: Rules, { caller }: ApiCall, permissions: readonly Permission[]) {
    if (caller === 'host') return undefined
    return permissions.find((permission) => !authority.mayRole(caller, permission))
  }

  function refuse({ account }: Rules, { caller, service }: ApiCall, { action, resource }: Permission): ApiAnswer {
    const role = caller.split('/').at(-1)
    const principal = `arn:aws:sts::${account}:assumed-role/${role}/local`
    const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource}`
    const once = `${caller} ${action} ${resource.split('/')[0]}`
    if (!refusedBefore.has(once))
      console.error(`AccessDenied. ${message}. Its role in the template lacks the permission.`)
    refusedBefore.add(once)
    return accessDenied(service, message)
  }

  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      answer(request, body).then(
        (found) => write(response, found),
        (error) => {
          console.error(error)
          write(response, errorAnswer(signatureOf(request)?.service ?? 's3', 'InternalFailure', String(error), 500))
        },
      )
    })
  })
  await listen(server)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open(given) {
      rules = given
    },
    route: (service, handler) => void handlers.set(service, handler),
    inject: faults.inject,
    stop: () => close(server),
  }
}

function actionOf(request: IncomingMessage, service: Signature['service'], body: Buffer): string {
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  const path = { method: request.method ?? 'GET', url: request.url ?? '/' }
  if (service === 's3') return s3Action(path) ?? `${path.method} ${path.url}`
  if (service === 'lambda')
    return /\/functions\/[^/]+\/invocations/.test(path.url) ? 'Invoke' : `${path.method} ${path.url}`
  return formOf(body).get('Action') ?? `${path.method} ${path.url}`
}

function unknownKey(service: string): ApiAnswer {
  const message = 'The access key belongs to no role of the template.'
  const name =
    service === 's3'
      ? 'InvalidAccessKeyId'
      : service === 'dynamodb'
        ? 'UnrecognizedClientException'
        : 'InvalidClientTokenId'
  return errorAnswer(service, name, message, 403)
}

function unknownOperation({ service, action }: ApiCall): ApiAnswer {
  const message = `The local host does not know ${service}: ${action}.`
  console.error(message)
  return errorAnswer(service, 'UnknownOperationException', message, service === 's3' ? 501 : 400)
}

function write(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  // Nobody reads the date, and making it costs a little on every call.
  response.sendDate = false
  response.writeHead(status, { ...headers, 'content-length': headers?.['content-length'] ?? Buffer.byteLength(body) })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
