import { describe, expect, test } from 'vitest'
import { Failing, openRoom, type Room } from './room.ts'

const DAY_MS = 86_400_000
const state = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
  ...more,
})
const asking = (more: object = {}) => ({
  StartAt: 'Ask',
  States: {
    Ask: state({ Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }], Next: 'Done', ...more }),
    Late: { Type: 'Pass', Parameters: { 'late.$': '$.Error' }, End: true },
    Done: { Type: 'Pass', Parameters: { 'answer.$': '$' }, End: true },
  },
})
const tokens = (room: Room) => room.calls.map(({ event }) => (event as { token: string }).token)
const open = async (more: object = {}, ask: () => unknown = () => null) => {
  const room = openRoom(asking(more), { ask })
  const arn = room.start()
  await room.quiet()
  return { room, arn, taskToken: tokens(room)[0]! }
}
const refused = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as Error).name
  }
  return 'taken'
}

describe('a task that waits for its token', () => {
  test('is not over when its call is', async () => {
    const { room, arn } = await open()
    expect(room.describe(arn).status).toBe('RUNNING')
    expect(room.story(arn).slice(-3)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted'])
  })

  test('ends with the output that its token is answered with', async () => {
    const { room, arn, taskToken } = await open()
    room.ask('SendTaskSuccess', { taskToken, output: '{"approved":true}' })
    await room.quiet()
    expect(room.describe(arn)).toEqual({ status: 'SUCCEEDED', output: { answer: { approved: true } } })
  })

  test('fails with the error that its token is answered with', async () => {
    const { room, arn, taskToken } = await open()
    room.ask('SendTaskFailure', { taskToken, error: 'Rejected', cause: 'too risky' })
    await room.quiet()
    expect(room.describe(arn)).toEqual({ status: 'FAILED', error: 'Rejected', cause: 'too risky' })
  })

  test('takes one answer only', async () => {
    const { room, arn, taskToken } = await open()
    room.ask('SendTaskSuccess', { taskToken, output: '1' })
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken, output: '2' }))).toBe('TaskTimedOut')
    expect(refused(() => room.ask('SendTaskFailure', { taskToken, error: 'x' }))).toBe('TaskTimedOut')
    expect(refused(() => room.ask('SendTaskHeartbeat', { taskToken }))).toBe('TaskTimedOut')
    await room.quiet()
    expect(room.describe(arn).output).toEqual({ answer: 1 })
  })

  test('takes an answer that is quicker than its call', async () => {
    const { promise, resolve } = Promise.withResolvers()
    const { room, arn, taskToken } = await open({}, () => promise)
    room.ask('SendTaskSuccess', { taskToken, output: '"quick"' })
    await room.quiet()
    resolve(null)
    await room.quiet()
    expect(room.describe(arn)).toEqual({ status: 'SUCCEEDED', output: { answer: 'quick' } })
  })

  test('refuses an answer after its limit of 40 days, and takes one just before', async () => {
    const limit = { TimeoutSeconds: 40 * 86_400 }
    const early = await open(limit)
    early.room.clock.wind(40 * DAY_MS - 1)
    early.room.ask('SendTaskSuccess', { taskToken: early.taskToken, output: '"yes"' })
    await early.room.quiet()
    expect(early.room.describe(early.arn).output).toEqual({ answer: 'yes' })

    const late = await open(limit)
    late.room.clock.wind(40 * DAY_MS)
    const answer = () => late.room.ask('SendTaskSuccess', { taskToken: late.taskToken, output: '"yes"' })
    expect(refused(answer)).toBe('TaskTimedOut')
    await late.room.quiet()
    expect(late.room.describe(late.arn).output).toEqual({ late: 'States.Timeout' })
  })

  test('lives as long as its heart beats', async () => {
    const { room, arn, taskToken } = await open({ HeartbeatSeconds: 60 })
    for (let beat = 0; beat < 5; beat++) {
      room.clock.wind(59_000)
      room.ask('SendTaskHeartbeat', { taskToken })
      await room.quiet()
    }
    room.clock.wind(59_999)
    expect(room.describe(arn).status).toBe('RUNNING')
    room.clock.wind(1)
    await room.quiet()
    expect(room.describe(arn).output).toEqual({ late: 'States.HeartbeatTimeout' })
  })

  test('has another token at each attempt, and the old one is worth nothing', async () => {
    const { room, arn, taskToken } = await open({ Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 5 }] })
    room.ask('SendTaskFailure', { taskToken, error: 'Again' })
    await room.quiet()
    room.clock.wind(5000)
    await room.quiet()
    const [, second] = tokens(room)
    expect(second).not.toBe(taskToken)
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken, output: '1' }))).toBe('TaskTimedOut')
    room.ask('SendTaskSuccess', { taskToken: second, output: '2' })
    await room.quiet()
    expect(room.describe(arn).output).toEqual({ answer: 2 })
  })

  test('fails when its call fails', async () => {
    const { room, arn } = await open({}, () => {
      throw new Failing('NoMail')
    })
    expect(room.describe(arn)).toMatchObject({ status: 'FAILED', error: 'NoMail' })
  })

  test('keeps its token over a restart', async () => {
    const { room, arn, taskToken } = await open()
    await room.restart()
    room.ask('SendTaskSuccess', { taskToken, output: '1' })
    await room.quiet()
    expect(room.describe(arn).output).toEqual({ answer: 1 })
    expect(room.calls).toHaveLength(1)
  })

  test('is over when its execution is stopped', async () => {
    const { room, arn, taskToken } = await open()
    room.ask('StopExecution', { executionArn: arn, error: 'Withdrawn', cause: 'not needed' })
    expect(room.describe(arn)).toEqual({ status: 'ABORTED', error: 'Withdrawn', cause: 'not needed' })
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken, output: '1' }))).toBe('TaskTimedOut')
  })
})

describe('a token', () => {
  test('that no machine gave out is refused', async () => {
    const { room } = await open()
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken: 'guess', output: '1' }))).toBe('InvalidToken')
  })

  test('that looks right but was never given out is refused', async () => {
    const { room, arn, taskToken } = await open()
    const [execution] = Buffer.from(taskToken, 'base64').toString().split('|')
    const forged = Buffer.from(`${execution}|${'x'.repeat(32)}`).toString('base64')
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken: forged, output: '1' }))).toBe('TaskDoesNotExist')
    expect(room.describe(arn).status).toBe('RUNNING')
  })

  test('with an output that is no JSON is refused and stays open', async () => {
    const { room, taskToken } = await open()
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken, output: 'yes' }))).toBe('InvalidOutput')
    expect(refused(() => room.ask('SendTaskSuccess', { taskToken, output: '"yes"' }))).toBe('taken')
  })
})
