import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import aslValidator from 'asl-validator'
import { App, Duration, Stack } from 'aws-cdk-lib'
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets'
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import {
  Chain,
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  IntegrationPattern,
  JsonPath,
  LogLevel,
  Map as MapState,
  Parallel,
  Pass,
  StateMachine,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions'
import {
  DynamoAttributeValue,
  DynamoUpdateItem,
  EventBridgePutEvents,
  LambdaInvoke,
  SqsSendMessage,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-stepfunctions-tasks'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openAuthority } from '../../../../infra/local/iam/authority.ts'
import { machinesOf } from '../../../../infra/local/states/machine.ts'
import { readAssembly } from '../../../../infra/local/template/assembly.ts'
import { worldOf } from '../../../../infra/local/template/world.ts'

function machinesInCdk(stack: Stack): void {
  const table = new Table(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } })
  const code = {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => 1'),
  }
  const ask = new LambdaFunction(stack, 'Ask', code)
  const queue = new Queue(stack, 'Queue')
  const other = new StateMachine(stack, 'Other', {
    definitionBody: DefinitionBody.fromChainable(new Succeed(stack, 'Done')),
  })
  const approve = new LambdaInvoke(stack, 'Approve', {
    lambdaFunction: ask,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({ token: JsonPath.taskToken, item: JsonPath.stringAt('$') }),
    taskTimeout: Timeout.duration(Duration.days(40)),
  })
  const each = new MapState(stack, 'Each', { itemsPath: '$.approvers', maxConcurrency: 5, resultPath: '$.approvals' })
  each.itemProcessor(approve)
  const update = new DynamoUpdateItem(stack, 'Update', {
    table,
    key: { pk: DynamoAttributeValue.fromString(JsonPath.stringAt('$.id')) },
    updateExpression: 'SET s = :s',
    expressionAttributeValues: { ':s': DynamoAttributeValue.fromString('open') },
    resultPath: JsonPath.DISCARD,
  })
  const both = new Parallel(stack, 'Both', { resultPath: JsonPath.DISCARD })
    .branch(new SqsSendMessage(stack, 'Send', { queue, messageBody: TaskInput.fromJsonPathAt('$.id') }))
    .branch(
      new EventBridgePutEvents(stack, 'Put', {
        entries: [
          {
            eventBus: EventBus.fromEventBusName(stack, 'Bus', 'default'),
            source: 'haneul',
            detailType: 'x',
            detail: TaskInput.fromObject({ id: JsonPath.format('{}', JsonPath.stringAt('$.id')) }),
          },
        ],
      }),
    )
  const start = new StepFunctionsStartExecution(stack, 'Start', {
    stateMachine: other,
    input: TaskInput.fromObject({ a: 1 }),
  })
  const failed = new Fail(stack, 'Failed', { error: 'No' })
  const machine = new StateMachine(stack, 'Machine', {
    definitionBody: DefinitionBody.fromChainable(
      Chain.start(new Pass(stack, 'Begin'))
        .next(each.addCatch(failed, { resultPath: '$.error' }))
        .next(new Wait(stack, 'Window', { time: WaitTime.timestampPath('$.opensAt') }))
        .next(update)
        .next(both)
        .next(new Choice(stack, 'Approved').when(Condition.isPresent('$.approvals[0]'), start).otherwise(failed)),
    ),
    timeout: Duration.days(400),
    tracingEnabled: true,
    logs: { destination: new LogGroup(stack, 'Log'), level: LogLevel.ALL },
  })
  machine.grantTaskResponse(new LambdaFunction(stack, 'Answer', code))
  new Rule(stack, 'Rule', { eventPattern: { source: ['x'] }, targets: [new SfnStateMachine(machine)] })
}

test('a machine that CDK writes is played with the grants that CDK gives', () => {
  vi.stubEnv('CDK_VALIDATION', 'false')
  const outdir = mkdtempSync(join(tmpdir(), 'haneul-machine-'))
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }))
  const app = new App({ analyticsReporting: false, outdir })
  machinesInCdk(new Stack(app, 'desk', { env: { account: '000000000000', region: 'ap-northeast-2' } }))
  const { directory } = app.synth()
  const world = worldOf(readAssembly(directory), directory, {
    endpoint: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:2',
  })
  const machines = machinesOf(world)
  expect(machines.map(({ name }) => name).toSorted()).toEqual([
    expect.stringContaining('machine'),
    expect.stringContaining('other'),
  ])
  for (const { definition } of machines) expect(aslValidator(JSON.parse(definition))).toMatchObject({ isValid: true })

  const authority = openAuthority(world)
  const [machine] = machines.filter(({ name }) => name.includes('machine'))
  const functionNamed = (name: string) => world.ofType('AWS::Lambda::Function').find(({ ref }) => ref.includes(name))!
  const may = (role: string, action: string, resource: string) => authority.mayRole(role, { action, resource })
  expect(may(machine!.roleArn, 'lambda:InvokeFunction', functionNamed('ask').arn)).toBe(true)
  expect(may(machine!.roleArn, 'dynamodb:UpdateItem', world.ofType('AWS::DynamoDB::Table')[0]!.arn)).toBe(true)
  expect(may(functionNamed('answer').properties.Role, 'states:SendTaskSuccess', machine!.arn)).toBe(true)
})
