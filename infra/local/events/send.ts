import type { Credentials, World } from '../world.ts'
import { type AwsCall, type AwsRequest, type AwsResponse, jsonHeaders } from './aws-call.ts'
import type { Delivery } from './outbox.ts'

/** Why a delivery did not arrive; `passing` when trying again may help. */
export interface Refused {
  readonly code: string
  readonly message: string
  readonly passing: boolean
}

/** Sends one delivery by the API of its receiver. Answers nothing when it has arrived. */
export async function sendTo(
  world: World,
  call: AwsCall,
  credentials: Credentials,
  delivery: Delivery,
): Promise<Refused | undefined> {
  try {
    return refusalIn(await call(credentials, requestFor(world, delivery)))
  } catch (error) {
    return { code: 'SDK_CLIENT_ERROR', message: String(error), passing: true }
  }
}

function requestFor(world: World, { to, body, attributes = {} }: Delivery): AwsRequest {
  const service = to.split(':')[2]
  switch (service) {
    case 'sqs':
      return {
        service,
        headers: jsonHeaders('AmazonSQS.SendMessage'),
        body: JSON.stringify({
          QueueUrl: world.byArn(to)?.ref,
          MessageBody: body,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
          ),
        }),
      }
    case 'sns':
      return {
        service,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', TopicArn: to, Message: body }).toString(),
      }
    case 'lambda':
      return {
        service,
        path: `/2015-03-31/functions/${encodeURIComponent(to)}/invocations`,
        headers: { 'x-amz-invocation-type': 'Event' },
        body,
      }
    case 'events':
      return { service, headers: jsonHeaders('AWSEvents.PutEvents', '1.1'), body }
    case 'states':
      return {
        service,
        headers: jsonHeaders('AWSStepFunctions.StartExecution'),
        body: JSON.stringify({ stateMachineArn: to, input: body }),
      }
    default:
      throw new Error(`The local host cannot deliver to ${to}.`)
  }
}

function refusalIn({ status, body }: AwsResponse): Refused | undefined {
  if (status < 300) {
    const failed = body.startsWith('{')
      ? JSON.parse(body).Entries?.find((each: { ErrorCode?: string }) => each.ErrorCode)
      : undefined
    return failed && { code: failed.ErrorCode, message: failed.ErrorMessage, passing: false }
  }
  const code = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"|<Code>([^<]+)/.exec(body)
  const name = code?.[1] ?? code?.[2] ?? `HTTP ${status}`
  return { code: name, message: body, passing: status >= 500 || status === 429 || /Throttl|TooManyRequests/.test(name) }
}

/** Stops the start with a sentence unless `arn` is something a delivery can go to, declared in the template. */
export function requireReceiver(world: World, arn: string, where: string): void {
  if (!['sqs', 'sns', 'lambda', 'events', 'states'].includes(arn.split(':')[2] ?? '')) {
    throw new Error(`${where}: the local host cannot deliver to ${arn}.`)
  }
  if (world.byArn(arn) === undefined) throw new Error(`${where}: ${arn} is not in the template.`)
}
