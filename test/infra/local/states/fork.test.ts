import { describe, expect, test } from 'vitest'
import { Failing, only, openRoom, task } from './room.ts'

const block = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } })
const parallel = (more: object, ...states: object[]) => ({
  Type: 'Parallel',
  Branches: states.map((state, at) => block(`Branch ${at}`, state)),
  ...more,
})
const map = (state: object, more: object = { End: true }) => ({
  Type: 'Map',
  ItemProcessor: block('Item', state),
  ...more,
})
const broken = {
  broken: () => {
    throw new Failing('Broken', 'why')
  },
}

describe('a Parallel', () => {
  test('gives every branch the same input, and the outputs in the order of the branches', async () => {
    const room = openRoom(
      only(
        parallel(
          { InputPath: '$.order', Parameters: { 'id.$': '$.id' }, ResultPath: '$.results', End: true },
          { Type: 'Wait', Seconds: 10, End: true },
          { Type: 'Pass', Result: 'quick', End: true },
        ),
      ),
    )
    expect(await room.run({ order: { id: 1 } })).toEqual({
      status: 'SUCCEEDED',
      output: { order: { id: 1 }, results: [{ id: 1 }, 'quick'] },
    })
  })

  test('knows the input of the execution inside its branches', async () => {
    const Parameters = { 'from.$': '$$.Execution.Input.id' }
    const room = openRoom(only(parallel({ InputPath: '$.inner', End: true }, { Type: 'Pass', Parameters, End: true })))
    expect(await room.run({ id: 'outer', inner: { id: 'inner' } })).toMatchObject({ output: [{ from: 'outer' }] })
  })

  test('fails with the error of the branch that failed, and stops the others', async () => {
    const room = openRoom(
      only(parallel({ End: true }, { Type: 'Wait', Seconds: 10, End: true }, task('broken'))),
      broken,
    )
    const arn = room.start()
    await room.quiet()
    expect(room.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Broken' })
    room.clock.wind(60_000)
    await room.quiet()
    expect(room.story(arn)).not.toContain('WaitStateExited')
  })

  test('is caught and tried again as a whole', async () => {
    let left = 1
    const flaky = () => {
      if (left-- > 0) throw new Failing('Broken')
      return 'done'
    }
    const more = { Retry: [{ ErrorEquals: ['Broken'] }], End: true }
    const room = openRoom(only(parallel(more, task('flaky'), task('sure'))), { flaky, sure: () => 'sure' })
    expect(await room.run()).toEqual({ status: 'SUCCEEDED', output: ['done', 'sure'] })
    expect(room.calls.filter(({ name }) => name === 'sure')).toHaveLength(2)
  })

  test('is caught at the nearest catcher around', async () => {
    const inner = parallel({ End: true }, { Type: 'Fail', Error: 'Inner', Cause: 'deep' })
    const room = openRoom({
      StartAt: 'Outer',
      States: {
        Outer: parallel(
          { Catch: [{ ErrorEquals: ['Inner'], Next: 'Caught' }], End: true },
          { ...inner, Branches: [block('Deep', inner.Branches[0]!.States['Branch 0']!)] },
        ),
        Caught: { Type: 'Pass', End: true },
      },
    })
    expect(await room.run()).toEqual({ status: 'SUCCEEDED', output: { Error: 'Inner', Cause: 'deep' } })
  })
})

describe('a Map', () => {
  test('runs its states for each item and gives the outputs in the order of the items', async () => {
    const room = openRoom(only(map(task('double'), { ItemsPath: '$.numbers', ResultPath: '$.doubled', End: true })), {
      double: (number: number) => number * 2,
    })
    expect(await room.run({ numbers: [3, 1, 2] })).toMatchObject({ output: { numbers: [3, 1, 2], doubled: [6, 2, 4] } })
  })

  test('of nothing gives an empty list', async () => {
    expect(await openRoom(only(map({ Type: 'Pass', End: true }))).run([])).toEqual({ status: 'SUCCEEDED', output: [] })
  })

  test.each(['ItemSelector', 'Parameters'])('with %s gives each iteration what that makes', async (field) => {
    const selector = { 'value.$': '$$.Map.Item.Value.id', 'index.$': '$$.Map.Item.Index', 'all.$': '$.all' }
    const processor = block('Item', { Type: 'Pass', End: true })
    const room = openRoom(
      only({
        Type: 'Map',
        InputPath: '$.order',
        ItemsPath: '$.lines',
        [field]: selector,
        ...(field === 'ItemSelector' ? { ItemProcessor: processor } : { Iterator: processor }),
        End: true,
      }),
    )
    expect(await room.run({ order: { all: 'x', lines: [{ id: 'a' }, { id: 'b' }] } })).toMatchObject({
      output: [
        { value: 'a', index: 0, all: 'x' },
        { value: 'b', index: 1, all: 'x' },
      ],
    })
  })

  test('knows its item and the input of the execution inside of it, in a Map in a Map, too', async () => {
    const Parameters = { 'item.$': '$$.Map.Item.Value', 'of.$': '$$.Execution.Input.name' }
    const inner = { Type: 'Map', ItemProcessor: block('Inner', { Type: 'Pass', Parameters, End: true }), End: true }
    const room = openRoom(only(map(inner, { ItemsPath: '$.rows', End: true })))
    const of = 'grid'
    expect(await room.run({ name: of, rows: [['a', 'b'], ['c']] })).toMatchObject({
      output: [
        [
          { item: 'a', of },
          { item: 'b', of },
        ],
        [{ item: 'c', of }],
      ],
    })
  })

  test('runs no more iterations at a time than it may', async () => {
    let [running, most] = [0, 0]
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await null
      running -= 1
    }
    const room = openRoom(only(map(task('work'), { MaxConcurrency: 2, End: true })), { work })
    expect(await room.run([1, 2, 3, 4, 5])).toMatchObject({ status: 'SUCCEEDED' })
    expect([most, room.calls.length]).toEqual([2, 5])
  })

  test('runs one after the other in order when it may run one', async () => {
    const room = openRoom(only(map(task('work'), { MaxConcurrencyPath: '$.most', ItemsPath: '$.items', End: true })), {
      work: () => null,
    })
    await room.run({ most: 1, items: [4, 3, 2, 1] })
    expect(room.calls.map(({ event }) => event)).toEqual([4, 3, 2, 1])
  })

  test('fails with the error of the iteration that failed, and begins no other', async () => {
    const room = openRoom(only(map(task('broken'), { MaxConcurrency: 1, End: true })), broken)
    expect(await room.run([1, 2, 3])).toMatchObject({ status: 'FAILED', error: 'Broken' })
    expect(room.calls).toHaveLength(1)
  })

  test('whose iteration cannot begin fails by that, and can be caught', async () => {
    const room = openRoom({
      StartAt: 'Only',
      States: {
        Only: map(
          { Type: 'Pass', End: true },
          {
            ItemSelector: { 'a.$': '$$.Map.Item.Value.a' },
            Catch: [{ ErrorEquals: ['States.ParameterPathFailure'], Next: 'Caught' }],
            End: true,
          },
        ),
        Caught: { Type: 'Pass', Result: 'caught', End: true },
      },
    })
    expect(await room.run([{ a: 1 }, { b: 1 }])).toEqual({ status: 'SUCCEEDED', output: 'caught' })
  })

  test('over something that is no list fails', async () => {
    const room = openRoom(only(map({ Type: 'Pass', End: true })))
    expect(await room.run({ a: 1 })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  })

  test('of 1,000 items comes to its end', async () => {
    const items = Array.from({ length: 1000 }, (_, at) => at)
    const room = openRoom(only(map({ Type: 'Pass', End: true })))
    expect((await room.run(items)).output).toEqual(items)
  })
})
