import { beforeAll, describe, expect, test } from 'vitest'
import { order, passes } from './data-flow-case.ts'
import { only, openRoom, outputsOf, task } from './room.ts'

describe('a Pass state', () => {
  let outputs: readonly unknown[]
  beforeAll(async () => {
    outputs = await outputsOf(
      passes.map(([, fields]) => ({ Type: 'Pass', ...fields, End: true })),
      order,
    )
  })

  test.each(passes.map(([rule, , output], index) => ({ rule, output, index })))('$rule', ({ output, index }) => {
    expect(outputs[index]).toEqual(output)
  })

  test.each([
    ['an InputPath', { InputPath: '$.nothing' }, 'States.Runtime'],
    ['an OutputPath', { OutputPath: '$.lines[9]' }, 'States.Runtime'],
    ['a field of Parameters', { Parameters: { 'a.$': '$.nothing' } }, 'States.ParameterPathFailure'],
    ['a ResultPath behind a value', { Result: 1, ResultPath: '$.id.more' }, 'States.ResultPathMatchFailure'],
  ])('with %s that leads nowhere fails', async (_, fields, error) => {
    const room = openRoom(only({ Type: 'Pass', ...fields, End: true }))
    expect(await room.run(order)).toMatchObject({ status: 'FAILED', error })
  })

  test('gives an id and a number of chance, the same after a restart', async () => {
    const Parameters = { 'id.$': 'States.UUID()', 'number.$': 'States.MathRandom(1, 7)' }
    const room = openRoom({
      StartAt: 'Draw',
      States: {
        Draw: { Type: 'Pass', Parameters, Next: 'Sleep' },
        Sleep: { Type: 'Wait', Seconds: 60, End: true },
      },
    })
    const arn = room.start()
    await room.quiet()
    const drawn = () =>
      room
        .ask('GetExecutionHistory', { executionArn: arn })
        .events.find((each: { type: string }) => each.type === 'PassStateExited').stateExitedEventDetails.output
    const before = drawn()
    await room.restart()
    room.clock.wind(60_000)
    await room.quiet()
    expect(room.describe(arn)).toEqual({ status: 'SUCCEEDED', output: JSON.parse(before) })
    expect(JSON.parse(before)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
      number: expect.toSatisfy((value) => value >= 1 && value < 7 && Number.isInteger(value)),
    })
  })
})

describe('a Task state', () => {
  const flow = { InputPath: '$.buyer', Parameters: { 'name.$': '$.name' } }

  test('calls with what InputPath and Parameters make, and gives what ResultSelector, ResultPath and OutputPath make', async () => {
    const room = openRoom(
      only(
        task('greet', {
          ...flow,
          ResultSelector: { 'text.$': '$.said', 'from.$': '$$.State.Name' },
          ResultPath: '$.buyer.greeting',
          OutputPath: '$.buyer',
          End: true,
        }),
      ),
      { greet: ({ name }: { name: string }) => ({ said: `Hello ${name}`, noise: 1 }) },
    )
    expect(await room.run(order)).toEqual({
      status: 'SUCCEEDED',
      output: { name: '하늘', city: null, greeting: { text: 'Hello 하늘', from: 'Only' } },
    })
    expect(room.calls).toEqual([{ name: 'greet', event: { name: '하늘' } }])
  })

  test('by lambda:invoke gets the answer of the service around the payload', async () => {
    const Parameters = { FunctionName: 'greet', Payload: { 'id.$': '$.id' } }
    const room = openRoom(
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters,
        ResultSelector: { 'payload.$': '$.Payload', 'status.$': '$.StatusCode' },
        End: true,
      }),
      { greet: ({ id }: { id: number }) => id + 1 },
    )
    expect(await room.run(order)).toEqual({ status: 'SUCCEEDED', output: { payload: 8, status: 200 } })
  })

  test('whose result is larger than 256 KiB fails, and only a catcher by that name takes it', async () => {
    const large = () => 'x'.repeat(262_143)
    const catching = (error: string) =>
      openRoom(
        {
          StartAt: 'Only',
          States: {
            Only: task('large', { Catch: [{ ErrorEquals: [error], Next: 'Caught' }], End: true }),
            Caught: { Type: 'Pass', Result: 'caught', End: true },
          },
        },
        { large },
      )
    expect(await catching('States.ALL').run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
    expect(await catching('States.DataLimitExceeded').run()).toEqual({ status: 'SUCCEEDED', output: 'caught' })
  })
})

describe('other states', () => {
  test.each([
    ['Succeed', { Type: 'Succeed', InputPath: '$.buyer', OutputPath: '$.name' }],
    ['Wait', { Type: 'Wait', Seconds: 0, InputPath: '$.buyer', OutputPath: '$.name', End: true }],
  ])('%s passes its input through InputPath and OutputPath', async (_, state) => {
    expect(await openRoom(only(state)).run(order)).toEqual({ status: 'SUCCEEDED', output: '하늘' })
  })

  test('Choice passes its input through InputPath and OutputPath', async () => {
    const room = openRoom({
      StartAt: 'Only',
      States: {
        Only: {
          Type: 'Choice',
          InputPath: '$.buyer',
          OutputPath: '$.name',
          Choices: [{ Variable: '$.city', IsNull: true, Next: 'End' }],
        },
        End: { Type: 'Succeed' },
      },
    })
    expect(await room.run(order)).toEqual({ status: 'SUCCEEDED', output: '하늘' })
  })

  test.each([
    ['its own words', { Error: 'Sad', Cause: 'because' }],
    ['words of its input', { ErrorPath: '$.error', CausePath: "States.Format('be{}', $.why)" }],
  ])('Fail ends the execution with %s', async (_, fields) => {
    const room = openRoom(only({ Type: 'Fail', ...fields }))
    expect(await room.run({ error: 'Sad', why: 'cause' })).toEqual({ status: 'FAILED', error: 'Sad', cause: 'because' })
  })
})
