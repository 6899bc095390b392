import { ArnFormat, type Stack } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { type IndexName, table as schema } from '../../lib/store/schema.ts'

/** What may be done with single items; a transaction of puts needs `PutItem`. There is no scan and no delete. */
export type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem'

/** These actions on items of the table, by primary key. Items that are read at one moment are read by one BatchGetItem. */
export const items = (table: ITable, ...actions: ItemAction[]) => {
  const all = new Set(actions.flatMap((action) => (action === 'GetItem' ? [action, 'BatchGetItem'] : [action])))
  return new PolicyStatement({ actions: [...all].map((action) => `dynamodb:${action}`), resources: [table.tableArn] })
}

/** Queries of the named indexes. */
export const lists = (table: ITable, ...indexes: IndexName[]) =>
  new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
  })

/** Every index of the table, by name. */
export const everyIndex = Object.keys(schema.indexes) as IndexName[]

/** Reading objects whose keys begin with one of the prefixes (`raw/`). */
export const readObjects = (bucket: IBucket, ...prefixes: string[]) =>
  new PolicyStatement({ actions: ['s3:GetObject'], resources: prefixes.map((p) => bucket.arnForObjects(`${p}*`)) })

/** Writing objects whose keys begin with one of the prefixes. */
export const writeObjects = (bucket: IBucket, ...prefixes: string[]) =>
  new PolicyStatement({ actions: ['s3:PutObject'], resources: prefixes.map((p) => bucket.arnForObjects(`${p}*`)) })

/** What writing objects in parts needs beside writing them: seeing which parts are there, and giving up. */
export const writeInParts = (bucket: IBucket, ...prefixes: string[]) =>
  new PolicyStatement({
    actions: ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
    resources: prefixes.map((p) => bucket.arnForObjects(`${p}*`)),
  })

/** Putting events on the bus. */
export const putEvents = (bus: IEventBus) =>
  new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] })

/** Asking how many messages wait in the queues. */
export const countMessages = (queues: readonly IQueue[]) =>
  new PolicyStatement({ actions: ['sqs:GetQueueAttributes'], resources: queues.map((queue) => queue.queueArn) })

/** Handing over what was given up. */
export const sendMessages = (queue: IQueue) =>
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] })

/** Taking messages from a queue, as a function's event source does it (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
export const receiveMessages = (queue: IQueue) =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  })

/** Moving what was given up back to where it came from (SQS Developer Guide, "Dead-letter queue redrive": what the caller must be allowed). */
export const redriveMessages = (from: IQueue, to: IQueue) => [
  new PolicyStatement({
    actions: [
      'sqs:GetQueueAttributes',
      'sqs:StartMessageMoveTask',
      'sqs:ListMessageMoveTasks',
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
    ],
    resources: [from.queueArn],
  }),
  sendMessages(to),
]

/** Sending mail from one address of the domain, and only with the configuration set whose events we hear. */
export const sendMail = (stack: Stack, domain: string, configurationSet: string, from: string) =>
  new PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [
      stack.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
      stack.formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSet }),
    ],
    conditions: { StringEquals: { 'ses:FromAddress': from } },
  })

/** Reading the table's stream, as a function's event source does it. */
export const readStream = (table: ITable) => [
  new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [table.tableStreamArn!],
  }),
  // Listing is granted on the table's streams, whatever their creation time: the last part of a stream's ARN.
  new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [`${table.tableArn}/stream/*`] }),
]

/** Writing lines to one log group. */
export const writeLogs = (stack: Stack, logGroupName: string) =>
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [
      stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: `${logGroupName}:*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  })

/** What may be done with a secret in the parameter store. */
export type SecretAction = 'GetParameter' | 'PutParameter' | 'DeleteParameter'

/** Where secrets of an environment lie in the parameter store. */
export const secretsPath = (environment: string) => `/haneul/${environment}`

/** These actions on secrets of one kind, such as `alert-source`. The key that AWS manages lets in whoever may use the parameter. */
export const secrets = (stack: Stack, environment: string, kind: string, ...actions: SecretAction[]) =>
  new PolicyStatement({
    actions: actions.map((action) => `ssm:${action}`),
    resources: [
      stack.formatArn({
        service: 'ssm',
        resource: 'parameter',
        resourceName: `${secretsPath(environment).slice(1)}/${kind}/*`,
      }),
    ],
  })

const states = (stack: Stack, resource: string, resourceName: string) =>
  stack.formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME })

/**
 * ARN of the state machine of this name. Made from the name: the machine needs its functions, and these need it.
 */
export const machineArn = (stack: Stack, name: string) => states(stack, 'stateMachine', name)

/** Beginning executions of a state machine. */
export const startExecutions = (stack: Stack, machine: string) =>
  new PolicyStatement({ actions: ['states:StartExecution'], resources: [machineArn(stack, machine)] })

/** Answering tasks of a state machine that wait with a token. */
export const answerTasks = (stack: Stack, machine: string) =>
  new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [machineArn(stack, machine)] })

/** Seeing which executions of a state machine run, and ending them. */
export const mendExecutions = (stack: Stack, machine: string) => [
  new PolicyStatement({ actions: ['states:ListExecutions'], resources: [machineArn(stack, machine)] }),
  new PolicyStatement({ actions: ['states:StopExecution'], resources: [states(stack, 'execution', `${machine}:*`)] }),
]

/** Calling a function. */
export const invokeFunction = (f: IFunction) =>
  new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [f.functionArn] })

/** What a state machine needs to write its log: CloudWatch delivers it, and knows no resources for that (Step Functions Developer Guide, "Logging using CloudWatch Logs"). */
export const deliverLogs = () =>
  new PolicyStatement({
    actions: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    resources: ['*'],
  })
