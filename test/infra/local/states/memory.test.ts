import { describe, expect, test } from 'vitest'
import { MACHINE, openRoom } from './room.ts'

const DAY_MS = 86_400_000
const asking = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
}
const answered = async () => {
  const room = openRoom(asking, { ask: () => null })
  const arn = room.start({}, 'CHG-1')
  await room.quiet()
  const { token } = room.calls[0]!.event as { token: string }
  const answer = () => room.ask('SendTaskSuccess', { taskToken: token, output: '1' })
  answer()
  await room.quiet()
  return { room, arn, answer }
}

describe('an execution that is closed', () => {
  test('is remembered for 90 days, and its name is taken', async () => {
    const { room, arn } = await answered()
    room.clock.wind(90 * DAY_MS)
    await room.restart()
    expect(room.describe(arn).status).toBe('SUCCEEDED')
    expect(() => room.start({}, 'CHG-1')).toThrow('Execution Already Exists')
  })

  test('is forgotten after that, with its history and its tokens, and its name is free', async () => {
    const { room, arn, answer } = await answered()
    room.clock.wind(90 * DAY_MS + 1)
    await room.restart()
    expect(() => room.describe(arn)).toThrow('Execution Does Not Exist')
    expect(answer).toThrow('Task does not exist')
    expect(room.start({}, 'CHG-1')).toBe(arn)
  })
})

describe('an execution that runs', () => {
  test('is remembered however long it takes', async () => {
    const room = openRoom({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 800 * 86_400, End: true } } })
    const arn = room.start()
    await room.quiet()
    for (let month = 0; month < 26; month++) {
      room.clock.wind(30 * DAY_MS)
      await room.restart()
      expect(room.describe(arn).status).toBe('RUNNING')
    }
    room.clock.wind(20 * DAY_MS)
    await room.quiet()
    expect(room.describe(arn).status).toBe('SUCCEEDED')
  })
})

describe('a task that starts an execution', () => {
  const quick = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }

  test('and is called again after a restart means the same execution, even when that is over', async () => {
    const room = openRoom(quick)
    const again = { stateMachineArn: MACHINE, name: 'made-for-the-call', input: '{}', isRepeatable: true }
    const first = room.ask('StartExecution', again)
    await room.quiet()
    expect(room.describe(first.executionArn).status).toBe('SUCCEEDED')
    expect(room.ask('StartExecution', again)).toEqual(first)
    expect(room.ask('ListExecutions', { stateMachineArn: MACHINE }).executions).toHaveLength(1)
  })
})
