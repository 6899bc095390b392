import { Agent, request } from 'node:http'
import { errorAnswer } from '../gateway/error-answer.ts'
import { streamArnOf } from '../template/resource-types.ts'
import type { ApiAnswer, ApiHandler, World } from '../world.ts'

/** Answers in which the engine names a region and account of its own. */
const NAMING = new Set(['CreateTable', 'DescribeStream', 'DescribeTable', 'ListStreams', 'UpdateTable'])

// The engine insists on a signature's form and verifies none.
const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260101T000000Z',
}

/** Operations that write items, so that streams have something to tell. */
const WRITING = new Set(['BatchWriteItem', 'DeleteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem'])

/**
 * Passes DynamoDB and Streams calls on to the engine over kept-alive connections; an engine that is down is a 500.
 * `written` is called after every write, so that readers of streams need not poll often.
 */
export function dynamodbProxy(
  engineUrl: () => string,
  world: World,
  written: () => void,
): { handler: ApiHandler; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const ours = `arn:aws:dynamodb:${world.region}:${world.account}:table/`
  const renamed = (body: Buffer) =>
    body
      .toString('utf8')
      .replaceAll(/arn:aws:dynamodb:[^:"]*:[^:"]*:table\/([^/"]+)\/stream\/[^"]+/g, (_, table: string) =>
        streamArnOf(ours + table),
      )
      .replaceAll(/arn:aws:dynamodb:dynoxide:\d+:table\//g, ours)

  const handler: ApiHandler = ({ action, headers, body }) =>
    new Promise<ApiAnswer>((resolve) => {
      const unreachable = (error: Error) =>
        resolve(
          errorAnswer('dynamodb', 'InternalServerError', `The DynamoDB engine does not answer: ${error.message}`, 500),
        )
      const outgoing = request(
        engineUrl(),
        {
          method: 'POST',
          agent,
          headers: {
            ...SIGNED,
            'content-type': 'application/x-amz-json-1.0',
            'content-length': body.length,
            'x-amz-target': headers['x-amz-target'],
          },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', unreachable)
          incoming.on('end', () => {
            const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
            if (WRITING.has(action)) written()
            const naming = NAMING.has(action) && incoming.statusCode === 200
            const checksum = incoming.headers['x-amz-crc32']
            resolve({
              status: incoming.statusCode ?? 500,
              headers: {
                'content-type': 'application/x-amz-json-1.0',
                'x-amzn-requestid': String(incoming.headers['x-amzn-requestid']),
                ...(typeof checksum === 'string' && !naming && { 'x-amz-crc32': checksum }),
              },
              body: naming ? renamed(whole) : whole,
            })
          })
        },
      )
      outgoing.on('error', unreachable)
      outgoing.end(body)
    })
  return { handler, close: () => agent.destroy() }
}
