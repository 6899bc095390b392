import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import type { Credentials } from '../world.ts'

/** A call to one AWS service in somebody's name. */
export interface AwsRequest {
  /** Service as in the SigV4 credential scope, such as `sqs`. */
  readonly service: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body: string
  /** Ends the call early, for long polls that a stop must not wait for. */
  readonly signal?: AbortSignal
}

/** What came back; `body` is the raw text. */
export interface AwsResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Sends a request to the gateway. Rejects only when no answer came (connection refused, cut, aborted). */
export type AwsCall = (credentials: Credentials, request: AwsRequest) => Promise<AwsResponse>

/**
 * Calls through the gateway over kept-alive connections, so IAM is asked as for any function. The gateway tells callers
 * apart by the access key of the credential scope and verifies no signature on loopback, so none is computed.
 */
export function awsCall(gatewayUrl: string, region: string): { call: AwsCall; close(): void } {
  const { hostname, port } = new URL(gatewayUrl)
  const agent = new Agent({ keepAlive: true })
  const call: AwsCall = (credentials, { service, path = '/', headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
      const scope = `${credentials.accessKeyId}/${date.slice(0, 8)}/${region}/${service}/aws4_request`
      const outgoing = request(
        {
          hostname,
          port,
          path,
          method: 'POST',
          agent,
          signal,
          headers: {
            ...headers,
            'content-length': Buffer.byteLength(body),
            'x-amz-date': date,
            authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk) => chunks.push(chunk))
          incoming.on('error', reject)
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return { call, close: () => agent.destroy() }
}

/** Headers of the JSON 1.0 protocol (DynamoDB, SQS); EventBridge and others say 1.1. */
export function jsonHeaders(target: string, version = '1.0'): OutgoingHttpHeaders {
  return { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target }
}
