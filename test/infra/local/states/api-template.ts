import type { Declaration } from '../../../../infra/local/template/assembly.ts'
import { allow, role, table } from '../cloud.ts'
import { functionOf } from './machine-host.ts'

/** ARN of a machine, of its executions (as a grant names them), and of a queue. */
export const arnOf = (name: string) => `arn:aws:states:ap-northeast-2:000000000000:stateMachine:${name}`
export const executionsOf = (name: string) => `arn:aws:states:ap-northeast-2:000000000000:execution:${name}:*`
const SERVICES = 'arn:aws:states:::'

const machine = (name: string, roleName: string, definition: object, more: object = {}): Declaration => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: name,
    RoleArn: `arn:aws:iam::000000000000:role/${roleName}`,
    DefinitionString: JSON.stringify(definition),
    ...more,
  },
})
const task = (operation: string, Parameters: object, onward: object) => ({
  Type: 'Task',
  Resource: `${SERVICES}${operation}`,
  Parameters,
  ResultPath: `$.${operation.replaceAll(/\W/g, '')}`,
  ...onward,
})

/** Definitions: one that sleeps, one that is over at once, one that waits for a token from a queue, … */
export const slow = { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 99_999_999, End: true } } }
export const quick = { StartAt: 'Say', States: { Say: { Type: 'Pass', Result: 'said', End: true } } }
export const waiting = (queueUrl: string) => ({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: `${SERVICES}sqs:sendMessage.waitForTaskToken`,
      Parameters: { QueueUrl: queueUrl, MessageBody: { 'token.$': '$$.Task.Token' } },
      HeartbeatSeconds: 600,
      End: true,
    },
  },
})
/** … one that calls every service, one that fails by a condition, and one that calls a function which throws. */
export const everything = (queueUrl: string) => ({
  StartAt: 'Put',
  States: {
    Put: task(
      'dynamodb:putItem',
      { TableName: 'desk', Item: { pk: { 'S.$': '$.id' }, sk: { S: 'a' }, count: { N: '1' } } },
      { Next: 'Update' },
    ),
    Update: task(
      'dynamodb:updateItem',
      {
        TableName: 'desk',
        Key: { pk: { 'S.$': '$.id' }, sk: { S: 'a' } },
        UpdateExpression: 'SET #c = #c + :one',
        ExpressionAttributeNames: { '#c': 'count' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
      { Next: 'Get' },
    ),
    Get: task(
      'dynamodb:getItem',
      { TableName: 'desk', Key: { pk: { 'S.$': '$.id' }, sk: { S: 'a' } } },
      { Next: 'Send' },
    ),
    Send: task('sqs:sendMessage', { QueueUrl: queueUrl, MessageBody: { 'id.$': '$.id' } }, { Next: 'Tell' }),
    Tell: task(
      'events:putEvents',
      { Entries: [{ Source: 'haneul', DetailType: 'told', Detail: { 'id.$': '$.id' } }] },
      { Next: 'Invoke' },
    ),
    Invoke: task('lambda:invoke', { FunctionName: 'greet', Payload: { 'id.$': '$.id' } }, { Next: 'Begin' }),
    Begin: task(
      'states:startExecution',
      { StateMachineArn: arnOf('quick'), Input: { 'id.$': '$.id' } },
      { Next: 'BeginBySdk' },
    ),
    BeginBySdk: task(
      'aws-sdk:sfn:startExecution',
      { StateMachineArn: arnOf('quick'), Input: '{}', Name: 'by-sdk' },
      { End: true },
    ),
  },
})
export const twice = {
  StartAt: 'Put',
  States: {
    Put: {
      ...task(
        'dynamodb:putItem',
        { TableName: 'desk', Item: { pk: { S: 'x' }, sk: { S: 'x' } }, ConditionExpression: 'attribute_exists(pk)' },
        { End: true },
      ),
      Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], ResultPath: null, Next: 'Known' }],
    },
    Known: { Type: 'Pass', Result: 'known', End: true },
  },
}
export const direct = {
  StartAt: 'Throw',
  States: { Throw: { Type: 'Task', Resource: 'arn:aws:lambda:ap-northeast-2:000000000000:function:throw', End: true } },
}

const queue = (name: string): Declaration => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } })
const rule = (pattern: object, target: string, more: object = {}): Declaration => ({
  Type: 'AWS::Events::Rule',
  Properties: { EventPattern: pattern, Targets: [{ Id: 'a', Arn: target, ...more }] },
})
export const queueArn = (name: string) => `arn:aws:sqs:ap-northeast-2:000000000000:${name}`

// A queue's address is that of the gateway, so definitions get it by a substitution.
const QUEUE = ['$', '{queue}'].join('')
/** The template: machines, what they call, and who may ask for what; bundles are written below the folder. */
export const templateIn = (folder: string): Record<string, Declaration> => ({
  ...functionOf(folder, 'greet', "export const handler = async ({ id }) => 'hello ' + id"),
  ...functionOf(folder, 'throw', "export const handler = async () => { throw new RangeError('too far') }"),
  table: table('desk'),
  asked: queue('asked'),
  told: queue('told'),
  statuses: queue('statuses'),
  policy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'told' }, { Ref: 'statuses' }],
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
        ],
      },
    },
  },
  toldRule: rule({ source: ['haneul'] }, queueArn('told')),
  statusRule: rule(
    {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [arnOf('quick')] },
    },
    queueArn('statuses'),
  ),
  startRule: rule({ source: ['begin'] }, arnOf('begun'), { RoleArn: 'arn:aws:iam::000000000000:role/starter' }),
  starter: role('starter', allow('states:StartExecution', arnOf('*'))),
  worker: role(
    'worker',
    allow(['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'], '*'),
    allow('sqs:SendMessage', queueArn('asked')),
    allow('events:PutEvents', '*'),
    allow('lambda:InvokeFunction', '*'),
    allow('states:StartExecution', arnOf('quick')),
  ),
  idle: role('idle'),
  desk: role(
    'desk',
    allow(
      ['states:StartExecution', 'states:ListExecutions', 'states:DescribeStateMachine', 'states:SendTask*'],
      arnOf('*'),
    ),
    allow(
      [
        'states:DescribeExecution',
        'states:StopExecution',
        'states:GetExecutionHistory',
        'states:DescribeStateMachineForExecution',
      ],
      executionsOf('*'),
    ),
    allow('states:ListStateMachines', '*'),
  ),
  onlyQuick: role('only-quick', allow('states:*', [arnOf('quick'), executionsOf('quick')])),
  slow: machine('slow', 'idle', slow),
  quick: machine('quick', 'idle', quick),
  begun: machine('begun', 'idle', quick),
  paged: machine('paged', 'idle', quick),
  waiting: machine('waiting', 'worker', waiting(QUEUE), { DefinitionSubstitutions: { queue: { Ref: 'asked' } } }),
  everything: machine('everything', 'worker', everything(QUEUE), {
    DefinitionSubstitutions: { queue: { Ref: 'asked' } },
  }),
  powerless: machine('powerless', 'idle', everything(QUEUE), {
    DefinitionSubstitutions: { queue: { Ref: 'asked' } },
  }),
  twice: machine('twice', 'worker', twice),
  direct: machine('direct', 'worker', direct, {
    LoggingConfiguration: { Level: 'ALL' },
    TracingConfiguration: { Enabled: true },
  }),
})
