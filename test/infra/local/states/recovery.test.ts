import { describe, expect, test, vi } from 'vitest'
import { Failing, only, openRoom, type Room, task } from './room.ts'

const caughtBy = (...Catch: object[]) => ({
  StartAt: 'Only',
  States: {
    Only: task('work', { Catch, End: true }),
    First: { Type: 'Pass', Parameters: { 'first.$': '$' }, End: true },
    Second: { Type: 'Pass', Parameters: { 'second.$': '$' }, End: true },
  },
})
const failing = (error: string, message = 'why') => ({
  work: () => {
    throw new Failing(error, message)
  },
})

/** Winds to the next thing due, again and again; answers how many seconds after the start each call was made. */
async function callsOver(room: Room, seconds: number): Promise<number[]> {
  const began = room.clock.now()
  const at: number[] = []
  for (let second = 0; second <= seconds; second++) {
    await room.quiet()
    while (at.length < room.calls.length) at.push((room.clock.now() - began) / 1000)
    room.clock.wind(1000)
  }
  return at
}

describe('a task that fails', () => {
  test('fails its execution with the name and the words of the error', async () => {
    const { status, error, cause } = await openRoom(only(task('work')), failing('Broken')).run()
    expect([status, error, JSON.parse(cause!)]).toEqual([
      'FAILED',
      'Broken',
      { errorType: 'Broken', errorMessage: 'why' },
    ])
  })

  test.each([
    ['its name', 'Broken', 'first'],
    ['States.TaskFailed', 'States.TaskFailed', 'first'],
    ['States.ALL', 'States.ALL', 'first'],
    ['nothing that fits, leaves it to the next one', 'Other', 'second'],
    ['States.Timeout, leaves it to the next one', 'States.Timeout', 'second'],
  ])('is caught by a catcher for %s', async (_, name, by) => {
    const room = openRoom(
      caughtBy({ ErrorEquals: [name], Next: 'First' }, { ErrorEquals: ['States.ALL'], Next: 'Second' }),
      failing('Broken'),
    )
    const { output } = await room.run({ id: 1 })
    expect(output).toEqual({ [by]: { Error: 'Broken', Cause: expect.stringContaining('why') } })
  })

  test.each([
    [
      'ResultPath keeps the input beside the error',
      '$.failure',
      { id: 1, failure: { Error: 'Broken', Cause: expect.any(String) } },
    ],
    ['ResultPath null keeps the input alone', null, { id: 1 }],
  ])('and is caught: %s', async (_, ResultPath, first) => {
    const room = openRoom(
      caughtBy({ ErrorEquals: ['States.ALL'], Next: 'First', ResultPath }, { ErrorEquals: ['x'], Next: 'Second' }),
      failing('Broken'),
    )
    expect((await room.run({ id: 1 })).output).toEqual({ first })
  })

  test('at its own data is caught, too, unless it is a fault of the machine', async () => {
    const machine = (fields: object) => ({
      StartAt: 'Only',
      States: {
        Only: task('work', { ...fields, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'First' }], End: true }),
        First: { Type: 'Pass', Result: 'caught', End: true },
      },
    })
    const work = { work: () => ({}) }
    const selector = { ResultSelector: { 'a.$': '$.none' } }
    expect((await openRoom(machine(selector), work).run()).output).toBe('caught')
    expect(await openRoom(machine({ InputPath: '$.none' }), work).run()).toMatchObject({ error: 'States.Runtime' })
  })
})

describe('a task with Retry', () => {
  const retried = (...Retry: object[]) => only(task('work', { Retry, End: true }))

  test('by default is tried three times more, after 1, 2 and 4 seconds', async () => {
    const room = openRoom(retried({ ErrorEquals: ['States.ALL'] }), failing('Broken'))
    const arn = room.start()
    expect(await callsOver(room, 20)).toEqual([0, 1, 3, 7])
    expect(room.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Broken' })
  })

  test('waits by interval, rate and longest delay', async () => {
    const rule = { ErrorEquals: ['Broken'], IntervalSeconds: 3, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 }
    const room = openRoom(retried(rule), failing('Broken'))
    room.start()
    expect(await callsOver(room, 50)).toEqual([0, 3, 12, 22, 32])
  })

  test('with full jitter waits no longer than without', async () => {
    const rule = { ErrorEquals: ['Broken'], IntervalSeconds: 8, MaxAttempts: 1, JitterStrategy: 'FULL' }
    const room = openRoom(retried(rule), failing('Broken'))
    room.start()
    const [first, second] = await callsOver(room, 9)
    expect(first).toBe(0)
    expect(second).toBeLessThanOrEqual(8)
  })

  test('goes on where one attempt succeeds', async () => {
    let left = 2
    const work = () => {
      if (left-- > 0) throw new Failing('Broken')
      return 'done'
    }
    const room = openRoom(retried({ ErrorEquals: ['Broken'] }), { work })
    expect(await room.run()).toEqual({ status: 'SUCCEEDED', output: 'done' })
    expect(room.calls).toHaveLength(3)
  })

  test('counts each retrier for itself, and the first that fits is the one', async () => {
    const errors = ['A', 'B', 'A', 'B', 'A']
    const work = () => {
      throw new Failing(errors.shift() ?? 'none')
    }
    const rules = [
      { ErrorEquals: ['A'], MaxAttempts: 2, IntervalSeconds: 1 },
      { ErrorEquals: ['B', 'A'], MaxAttempts: 5, IntervalSeconds: 1, BackoffRate: 1 },
    ]
    const room = openRoom(retried(...rules), { work })
    expect(await room.run()).toMatchObject({ status: 'FAILED', error: 'A' })
    expect(room.calls).toHaveLength(5)
  })

  test('of no attempts is not tried again, and then caught', async () => {
    const room = openRoom(
      {
        StartAt: 'Only',
        States: {
          Only: task('work', {
            Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
            End: true,
          }),
          Caught: { Type: 'Pass', Result: 'caught', End: true },
        },
      },
      failing('Broken'),
    )
    expect(await room.run()).toEqual({ status: 'SUCCEEDED', output: 'caught' })
    expect(room.calls).toHaveLength(1)
  })

  test('knows in its parameters which attempt it is', async () => {
    const Parameters = { 'attempt.$': '$$.State.RetryCount' }
    const room = openRoom(
      only(task('work', { Parameters, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }], End: true })),
      failing('Broken'),
    )
    await room.run()
    expect(room.calls.map(({ event }) => event)).toEqual([{ attempt: 0 }, { attempt: 1 }])
  })
})

describe('a task with a limit of time', () => {
  const never = { work: () => new Promise(() => {}) }

  test('fails at that instant with States.Timeout', async () => {
    const room = openRoom(only(task('work', { TimeoutSeconds: 90, End: true })), never)
    const arn = room.start()
    await room.quiet()
    room.clock.wind(89_999)
    expect(room.describe(arn).status).toBe('RUNNING')
    room.clock.wind(1)
    expect(room.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
  })

  test('from its input, is tried again with the whole time', async () => {
    const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1, IntervalSeconds: 10 }]
    const room = openRoom(only(task('work', { TimeoutSecondsPath: '$.limit', Retry, End: true })), never)
    const arn = room.start({ limit: 60 })
    await room.quiet()
    room.clock.wind(70_000)
    await room.quiet()
    room.clock.wind(59_999)
    expect(room.describe(arn).status).toBe('RUNNING')
    room.clock.wind(1)
    expect(room.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    expect(room.calls).toHaveLength(2)
  })

  test('is not caught by States.TaskFailed, but by States.ALL', async () => {
    const machine = (error: string) => ({
      StartAt: 'Only',
      States: {
        Only: task('work', { TimeoutSeconds: 1, Catch: [{ ErrorEquals: [error], Next: 'Caught' }], End: true }),
        Caught: { Type: 'Pass', Result: 'caught', End: true },
      },
    })
    expect(await openRoom(machine('States.TaskFailed'), never).run()).toMatchObject({ error: 'States.Timeout' })
    expect(await openRoom(machine('States.ALL'), never).run()).toMatchObject({ output: 'caught' })
  })

  test('that answers too late has no say any more', async () => {
    const late = Promise.withResolvers()
    const room = openRoom(
      {
        StartAt: 'Only',
        States: {
          Only: task('work', {
            TimeoutSeconds: 1,
            Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
            End: true,
          }),
          Late: { Type: 'Wait', Seconds: 60, OutputPath: '$.Error', End: true },
        },
      },
      { work: () => late.promise },
    )
    const arn = room.start()
    await room.quiet()
    room.clock.wind(1000)
    late.resolve('here I am')
    await room.quiet()
    room.clock.wind(60_000)
    await room.quiet()
    expect(room.describe(arn)).toEqual({ status: 'SUCCEEDED', output: 'States.Timeout' })
  })

  test('of the whole execution ends it as timed out, whatever could be caught', async () => {
    const room = openRoom(
      {
        TimeoutSeconds: 3600,
        ...caughtBy({ ErrorEquals: ['States.ALL'], Next: 'First' }, { ErrorEquals: ['x'], Next: 'Second' }),
      },
      never,
    )
    const arn = room.start()
    await room.quiet()
    room.clock.wind(3_600_000)
    expect(room.describe(arn).status).toBe('TIMED_OUT')
    expect(room.story(arn).at(-1)).toBe('ExecutionTimedOut')
  })
})

describe('a machine that the host cannot carry out after all', () => {
  test('ends its execution and says why; the host goes on', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = only({ Type: 'Pass', InputPath: '$.a[?(@.b ===)]', End: true })
    const room = openRoom(broken, {}, { isChecked: false })
    expect(await room.run({ a: [{ b: 1 }] })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    expect(await room.run({ a: [{ b: 1 }] })).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('Expected expression'),
    })
    log.mockRestore()
  })
})
