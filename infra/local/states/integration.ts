import { createHash } from 'node:crypto'
import { type AwsRequest, type AwsResponse, jsonHeaders } from '../events/aws-call.ts'
import type { World } from '../world.ts'
import { machineOfExecution } from './arn.ts'
import { isObject, type Json, type JsonObject } from './language/json.ts'
import { StatesError } from './language/states-error.ts'

/** Which of the executions' calls this is: the same when it is made again after a restart. */
export interface CallId {
  readonly execution: string
  readonly attempt: number
}

/** A service that tasks call. */
interface Integration {
  readonly mayWaitForToken?: boolean
  /** How the service's errors are named: `DynamoDB.ConditionalCheckFailedException`. */
  readonly label: string
  request(given: JsonObject, id: CallId): AwsRequest
  result(response: AwsResponse): Json
}

const CALLBACK = '.waitForTaskToken'
const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : JSON.stringify(value))

const json = (label: string, service: string, target: string, version = '1.0'): Integration => ({
  label,
  request: (given) => ({ service, headers: jsonHeaders(target, version), body: JSON.stringify(given) }),
  result: ({ status, body }) => ({ ...JSON.parse(body || '{}'), SdkHttpMetadata: { HttpStatusCode: status } }),
})

const dynamodb = Object.fromEntries(
  ['getItem', 'putItem', 'updateItem', 'deleteItem'].map((name): [string, Integration] => [
    `dynamodb:${name}`,
    json('DynamoDB', 'dynamodb', `DynamoDB_20120810.${name[0]!.toUpperCase()}${name.slice(1)}`),
  ]),
)

const startExecution = (label: string): Integration => ({
  ...json(label, 'states', 'AWSStepFunctions.StartExecution'),
  request({ StateMachineArn, Input = {}, Name }, id) {
    // A name made from the call's id makes the call that is repeated after a restart the same execution.
    const own = createHash('sha256').update(JSON.stringify(id)).digest('hex').slice(0, 36)
    const asked = { stateMachineArn: StateMachineArn, input: textOf(Input), name: Name ?? own }
    const body = JSON.stringify({ ...asked, isRepeatable: Name === undefined })
    return { service: 'states', headers: jsonHeaders('AWSStepFunctions.StartExecution'), body }
  },
  result({ status, body }) {
    const { executionArn, startDate } = JSON.parse(body)
    const StartDate = new Date(startDate * 1000).toISOString()
    return { ExecutionArn: executionArn, StartDate, SdkHttpMetadata: { HttpStatusCode: status } }
  },
})

/** What tasks may call besides a function's own ARN (Developer Guide, "Integrating services"). */
const integrations: Readonly<Record<string, Integration>> = {
  ...dynamodb,
  'lambda:invoke': {
    label: 'Lambda',
    mayWaitForToken: true,
    request: ({ FunctionName, Payload = {}, InvocationType = 'RequestResponse' }) =>
      invocation(String(FunctionName), Payload, String(InvocationType)),
    result: ({ status, body }) => ({
      ExecutedVersion: '$LATEST',
      Payload: body === '' ? {} : JSON.parse(body),
      SdkHttpMetadata: { HttpStatusCode: status },
      StatusCode: status,
    }),
  },
  'sqs:sendMessage': {
    ...json('SQS', 'sqs', 'AmazonSQS.SendMessage'),
    mayWaitForToken: true,
    request: (given) => ({
      service: 'sqs',
      headers: jsonHeaders('AmazonSQS.SendMessage'),
      body: JSON.stringify({ ...given, MessageBody: textOf(given.MessageBody) }),
    }),
  },
  'events:putEvents': {
    ...json('EventBridge', 'events', 'AWSEvents.PutEvents', '1.1'),
    mayWaitForToken: true,
    request: ({ Entries = [] }, { execution }) => ({
      service: 'events',
      headers: jsonHeaders('AWSEvents.PutEvents', '1.1'),
      body: JSON.stringify({ Entries: (Entries as readonly JsonObject[]).map((entry) => eventOf(entry, execution)) }),
    }),
    result({ status, body }) {
      const { FailedEntryCount, Entries } = JSON.parse(body)
      if (FailedEntryCount > 0)
        throw new StatesError('EventBridge.FailedEntry', JSON.stringify({ Entries, FailedEntryCount }))
      return { Entries, FailedEntryCount, SdkHttpMetadata: { HttpStatusCode: status } }
    },
  },
  'states:startExecution': { ...startExecution('StepFunctions'), mayWaitForToken: true },
  'aws-sdk:sfn:startExecution': startExecution('Sfn'),
}

/** The execution and its machine are added to what the event is about, as the service does. */
function eventOf(entry: JsonObject, execution: string): JsonObject {
  const { Detail = {}, Resources = [] } = entry
  return {
    ...entry,
    Detail: textOf(Detail),
    Resources: [...(Resources as readonly Json[]), execution, machineOfExecution(execution)],
  }
}

function invocation(functionName: string, payload: Json, type: string): AwsRequest {
  const name = functionName.replace(/:\$LATEST$/, '')
  return {
    service: 'lambda',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    headers: { 'x-amz-invocation-type': type },
    body: JSON.stringify(payload),
  }
}

const direct = (functionArn: string): Integration => ({
  label: 'Lambda',
  request: (given) => invocation(functionArn, given, 'RequestResponse'),
  result: ({ body }) => JSON.parse(body || 'null'),
})

/** A task's resource in its parts, as events of the history name them. */
export interface Task {
  /** `lambda` and a function's ARN, or service and operation with its pattern: `sqs` and `sendMessage.waitForTaskToken`. */
  readonly resourceType: string
  readonly resource: string
  /** A function's own ARN: its events have names of their own. */
  readonly isFunction: boolean
  /** Whether the task ends with an answer to its token. */
  readonly waitsForToken: boolean
  readonly integration: Integration
}

/** The task behind a resource ARN; undefined for one that is not played. */
export function taskOf(arn: string): Task | undefined {
  if (/^arn:aws:lambda:[^:]*:\d*:function:/.test(arn)) {
    const integration = direct(arn)
    return { resourceType: 'lambda', resource: arn, isFunction: true, waitsForToken: false, integration }
  }
  const [prefix, rest = ''] = arn.split(':::')
  const waitsForToken = rest.endsWith(CALLBACK)
  const name = waitsForToken ? rest.slice(0, -CALLBACK.length) : rest
  const integration = integrations[name]
  if (prefix !== 'arn:aws:states' || integration === undefined) return undefined
  if (waitsForToken && !integration.mayWaitForToken) return undefined
  const [, resourceType = '', resource = ''] = /^(.+):([^:]+)$/.exec(rest) ?? []
  return { resourceType, resource, isFunction: false, waitsForToken, integration }
}

/** Throws a sentence for a resource that is not played, or for a function that the template does not declare. */
export function checkResource(arn: string, world: World): void {
  if (arn.includes(':activity:')) throw new Error('the local host plays no activities')
  const task = taskOf(arn)
  if (task === undefined) throw new Error(`the local host does not play the resource ${arn}`)
  const isThere = !task.isFunction || world.byArn(arn.replace(/:\$LATEST$/, '')) !== undefined
  if (!isThere) throw new Error(`${arn} is not in the template`)
}

/** What the call asks of the service. */
export function requestOf({ integration }: Task, given: Json, id: CallId): AwsRequest {
  // A function takes any JSON; the other services take their parameters.
  return integration.request(given as JsonObject, id)
}

/** What a service's answer means for the task. Throws `StatesError` for a failure. */
export function resultOf({ integration }: Task, response: AwsResponse): Json {
  const { status, headers, body } = response
  if (headers['x-amz-function-error'] !== undefined) throw functionError(body)
  if (status < 300) return integration.result(response)
  const { __type, message, Message } = body.startsWith('{') ? JSON.parse(body) : { Message: body }
  const code = String(headers['x-amzn-errortype'] ?? __type ?? `Http${status}`)
  const name = code.replace(/^.*#/, '')
  if (/^AccessDenied/.test(name)) throw new StatesError('States.Permissions', message ?? Message)
  throw new StatesError(
    `${integration.label}.${name.replace(/(Exception)?$/, 'Exception')}`,
    message ?? Message ?? body,
  )
}

function functionError(body: string): StatesError {
  const failure: Json = JSON.parse(body || '{}')
  const type = isObject(failure) && typeof failure.errorType === 'string' ? failure.errorType : 'Lambda.Unknown'
  return new StatesError(type, body)
}
