import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import aslValidator from 'asl-validator'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Declaration } from '../../../../infra/local/template/assembly.ts'
import { eventually } from '../stand.ts'
import {
  arnOf,
  direct,
  everything,
  executionsOf,
  queueArn,
  quick,
  slow,
  templateIn,
  twice,
  waiting,
} from './api-template.ts'
import { type MachineHost, startMachineHost } from './machine-host.ts'
import { stillClock } from './still-clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'haneul-machines-'))
const resources = templateIn(folder)
let host: MachineHost
let sfn: SFNClient
vi.spyOn(console, 'error').mockImplementation(() => {})

beforeAll(async () => {
  for (const definition of [
    slow,
    quick,
    waiting('http://127.0.0.1/q'),
    everything('http://127.0.0.1/q'),
    twice,
    direct,
  ]) {
    expect(aslValidator(structuredClone(definition))).toMatchObject({ isValid: true })
  }
  host = await startMachineHost(folder, resources)
  sfn = new SFNClient(host.as('desk'))
})
afterAll(async () => {
  await host.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (name: string, more: object = {}) =>
  (await sfn.send(new StartExecutionCommand({ stateMachineArn: arnOf(name), ...more }))).executionArn!
const ended = (executionArn: string) =>
  eventually(async () => {
    const found = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    return found.status === 'RUNNING' ? undefined : found
  })
// biome-ignore lint/suspicious/noExplicitAny: each message has a shape of its own
type Received = any
const queueUrl = (name: string) => host.world.byArn(queueArn(name))!.ref
const received = (name: string, fits: (body: Received) => boolean = () => true) =>
  eventually(async () => {
    const sqs = new SQSClient(host.as('host'))
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl(name), MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    )
    return Messages.map(({ Body }) => JSON.parse(Body!)).find(fits)
  })

describe('starting an execution', () => {
  test('answers its ARN, and runs it', async () => {
    const executionArn = await start('quick', { name: 'CHG-1', input: '{"id":1}' })
    expect(executionArn).toBe('arn:aws:states:ap-northeast-2:000000000000:execution:quick:CHG-1')
    expect(await ended(executionArn)).toMatchObject({
      name: 'CHG-1',
      stateMachineArn: arnOf('quick'),
      status: 'SUCCEEDED',
      input: '{"id":1}',
      output: '"said"',
      startDate: expect.any(Date),
      stopDate: expect.any(Date),
    })
  })

  test('again with the same name and input while it runs answers the same', async () => {
    const first = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: arnOf('slow'), name: 'same', input: '{}' }),
    )
    const again = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: arnOf('slow'), name: 'same', input: '{}' }),
    )
    expect([again.executionArn, again.startDate]).toEqual([first.executionArn, first.startDate])
  })

  test('again with another input, or when it is closed, is refused', async () => {
    await start('slow', { name: 'other', input: '{}' })
    await expect(start('slow', { name: 'other', input: '{"a":1}' })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    })
    await ended(await start('quick', { name: 'closed' }))
    await expect(start('quick', { name: 'closed' })).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
  })

  test.each([
    ['a name with a space', 'quick', { name: 'a b' }, 'InvalidName'],
    ['an input that is no JSON', 'quick', { input: '{' }, 'InvalidExecutionInput'],
    ['a machine that is not there', 'none', {}, 'StateMachineDoesNotExist'],
  ])('with %s is refused', async (_, name, more, error) => {
    await expect(start(name, more)).rejects.toMatchObject({ name: error })
  })

  test('without the grant for that machine is refused', async () => {
    const other = new SFNClient(host.as('only-quick'))
    const begin = (name: string) => other.send(new StartExecutionCommand({ stateMachineArn: arnOf(name) }))
    await expect(begin('slow')).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await expect(begin('quick')).resolves.toBeDefined()
  })
})

describe('an execution', () => {
  test('that is not there is not described', async () => {
    const executionArn = executionsOf('quick').replace('*', 'none')
    const names = { name: 'ExecutionDoesNotExist' }
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject(names)
    await expect(sfn.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject(names)
    await expect(sfn.send(new GetExecutionHistoryCommand({ executionArn }))).rejects.toMatchObject(names)
  })

  test('is stopped with a reason, once', async () => {
    const executionArn = await start('slow')
    const stop = () => sfn.send(new StopExecutionCommand({ executionArn, error: 'Withdrawn', cause: 'by its owner' }))
    const { stopDate } = await stop()
    expect((await stop()).stopDate).toEqual(stopDate)
    expect(await ended(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by its owner',
      stopDate,
    })
  })

  test('tells its history forwards, backwards and page by page', async () => {
    const executionArn = await start('quick', { input: '{"id":5}' })
    await ended(executionArn)
    const all = await sfn.send(new GetExecutionHistoryCommand({ executionArn }))
    expect(all.events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
    expect(all.events?.map(({ id, previousEventId }) => [id, previousEventId])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
    ])
    expect(all.events?.[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Say', input: '{"id":5}' })
    expect(all.events?.[3]?.executionSucceededEventDetails).toMatchObject({ output: '"said"' })

    const ids: (number | undefined)[] = []
    let nextToken: string | undefined
    do {
      const page = await sfn.send(
        new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 3, nextToken }),
      )
      ids.push(...page.events!.map(({ id }) => id))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(ids).toEqual([4, 3, 2, 1])

    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }))
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Say' })
  })

  test('is in the list of its machine, the latest first, by status and page by page', async () => {
    const started: string[] = []
    for (let number = 1; number <= 5; number++) started.unshift(await start('paged', { name: `p${number}` }))
    for (const each of started) await ended(each)
    const listed: (string | undefined)[] = []
    let nextToken: string | undefined
    do {
      const page = await sfn.send(
        new ListExecutionsCommand({
          stateMachineArn: arnOf('paged'),
          maxResults: 2,
          statusFilter: 'SUCCEEDED',
          nextToken,
        }),
      )
      listed.push(...page.executions!.map(({ executionArn }) => executionArn))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(listed).toEqual(started)
    const running = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: arnOf('paged'), statusFilter: 'RUNNING' }),
    )
    expect(running.executions).toEqual([])
  })

  test('tells the bus when it begins and when it is over', async () => {
    const executionArn = await start('quick', { name: 'told', input: '{"id":9}' })
    const about = (status: string) =>
      received('statuses', ({ detail }) => detail.executionArn === executionArn && detail.status === status)
    expect(await about('RUNNING')).toMatchObject({
      source: 'aws.states',
      resources: [executionArn],
      detail: { stopDate: null, output: null },
    })
    expect(await about('SUCCEEDED')).toMatchObject({
      detail: { name: 'told', input: '{"id":9}', output: '"said"', stopDate: expect.any(Number) },
    })
  })

  test('begins by a schedule, in the name of its role', async () => {
    const clock = stillClock(Date.parse('2026-03-01T00:00:00Z'))
    const own = mkdtempSync(join(tmpdir(), 'haneul-scheduled-'))
    const Target = { Arn: arnOf('quick'), RoleArn: 'arn:aws:iam::000000000000:role/starter', Input: '{"id":4}' }
    const FlexibleTimeWindow = { Mode: 'OFF' }
    const schedule = { ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow, Target }
    const { starter, idle, quick: said } = resources as Record<'starter' | 'idle' | 'quick', Declaration>
    const scheduled = { starter, idle, said, schedule: { Type: 'AWS::Scheduler::Schedule', Properties: schedule } }
    const other = await startMachineHost(own, scheduled, { clock })
    try {
      clock.wind(3_600_000)
      const asker = new SFNClient(other.as('host'))
      const { executionArn } = await eventually(async () => {
        const { executions = [] } = await asker.send(new ListExecutionsCommand({ stateMachineArn: arnOf('quick') }))
        return executions[0]
      })
      const { input } = await asker.send(new DescribeExecutionCommand({ executionArn: executionArn! }))
      expect(input).toBe('{"id":4}')
    } finally {
      await other.stop()
      rmSync(own, { recursive: true, force: true })
    }
  })

  test('begins by a rule of the bus, in the name of its role', async () => {
    const events = new EventBridgeClient(host.as('host'))
    await events.send(new PutEventsCommand({ Entries: [{ Source: 'begin', DetailType: 'now', Detail: '{"id":3}' }] }))
    const { executionArn } = await eventually(async () => {
      const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: arnOf('begun') }))
      return executions[0]
    })
    const { input } = await ended(executionArn!)
    expect(JSON.parse(input!)).toMatchObject({ source: 'begin', detail: { id: 3 } })
  })
})

describe('the page of this machine', () => {
  test('shows where each execution stands', async () => {
    await start('slow', { name: 'shown' })
    const shown = await eventually(async () => {
      const executions = await (await fetch(`${host.compute.url}/_local/executions`)).json()
      return (executions as { name: string; states: string[] }[]).find(
        ({ name, states }) => name === 'shown' && states.length > 0,
      )
    })
    expect(shown).toMatchObject({
      machine: 'slow',
      status: 'RUNNING',
      states: ['Sleep'],
      startedAt: expect.any(String),
    })
  })
})

describe('a machine', () => {
  test('is described with its definition and its role', async () => {
    const found = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arnOf('waiting') }))
    expect(found).toMatchObject({
      name: 'waiting',
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn: expect.stringContaining('role/worker'),
    })
    expect(JSON.parse(found.definition!)).toEqual(waiting(queueUrl('asked')))
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}))
    expect(stateMachines.map(({ name }) => name)).toContain('waiting')
    const executionArn = await start('quick')
    const of = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }))
    expect(JSON.parse(of.definition!)).toEqual(quick)
  })
})

describe('tasks', () => {
  test('call the services that the machine’s role may call', async () => {
    const { status, output, cause } = await ended(await start('everything', { input: '{"id":"CHG-7"}' }))
    expect([status, cause]).toEqual(['SUCCEEDED', undefined])
    expect(JSON.parse(output!)).toMatchObject({
      dynamodbgetItem: { Item: { pk: { S: 'CHG-7' }, count: { N: '2' } }, SdkHttpMetadata: { HttpStatusCode: 200 } },
      sqssendMessage: { MessageId: expect.any(String) },
      eventsputEvents: { FailedEntryCount: 0 },
      lambdainvoke: { Payload: 'hello CHG-7', StatusCode: 200 },
      statesstartExecution: {
        ExecutionArn: expect.stringContaining(':execution:quick:'),
        StartDate: expect.any(String),
      },
      awssdksfnstartExecution: { ExecutionArn: expect.stringContaining(':execution:quick:by-sdk') },
    })
    const key = { pk: { S: 'CHG-7' }, sk: { S: 'a' } }
    const { Item } = await new DynamoDBClient(host.as('host')).send(new GetItemCommand({ TableName: 'desk', Key: key }))
    expect(Item?.count).toEqual({ N: '2' })
    expect(await received('asked', ({ id }) => id === 'CHG-7')).toEqual({ id: 'CHG-7' })
    expect(await received('told')).toMatchObject({
      'detail-type': 'told',
      detail: { id: 'CHG-7' },
      resources: [expect.stringContaining(':execution:everything:'), arnOf('everything')],
    })
  })

  test('of a machine whose role may not are refused', async () => {
    const { status, error, cause } = await ended(await start('powerless', { input: '{"id":"x"}' }))
    expect([status, error]).toEqual(['FAILED', 'States.Permissions'])
    expect(cause).toContain('is not authorized to perform: dynamodb:PutItem')
  })

  test('fail by the name that the service gives its error', async () => {
    expect(await ended(await start('twice'))).toMatchObject({ status: 'SUCCEEDED', output: '"known"' })
  })

  test('that are functions fail by the name of what was thrown', async () => {
    const { error, cause } = await ended(await start('direct'))
    expect(error).toBe('RangeError')
    expect(JSON.parse(cause!)).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'too far',
      trace: expect.any(Array),
    })
  })
})

describe('a task that waits for its token', () => {
  const asked = async () => {
    const executionArn = await start('waiting')
    const isOurs = ({ token }: { token?: string }) =>
      token !== undefined && Buffer.from(token, 'base64').toString().startsWith(executionArn)
    const { token: taskToken } = await received('asked', isOurs)
    return { executionArn, taskToken: taskToken as string }
  }

  test('is answered by who may answer for its machine, and by nobody else', async () => {
    const { executionArn, taskToken } = await asked()
    const stranger = new SFNClient(host.as('only-quick'))
    const answer = new SendTaskSuccessCommand({ taskToken, output: '"yes"' })
    await expect(stranger.send(answer)).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }))
    await sfn.send(answer)
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' })
    await expect(sfn.send(answer)).rejects.toMatchObject({ name: 'TaskTimedOut' })
  })

  test('fails by the answer', async () => {
    const { executionArn, taskToken } = await asked()
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Rejected', cause: 'no' }))
    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'Rejected', cause: 'no' })
  })

  test('has no answer for a token that was made up', async () => {
    const made = new SendTaskSuccessCommand({ taskToken: 'made-up', output: '1' })
    await expect(sfn.send(made)).rejects.toMatchObject({ name: 'InvalidToken' })
  })
})
