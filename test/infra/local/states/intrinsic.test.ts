import { beforeAll, describe, expect, test } from 'vitest'
import { chance } from '../../../../infra/local/states/language/draw.ts'
import { callIntrinsic } from '../../../../infra/local/states/language/intrinsic.ts'
import { calls, input } from './intrinsic-case.ts'
import { only, openRoom, outputsOf } from './room.ts'

describe('an intrinsic function', () => {
  let answers: readonly unknown[]
  beforeAll(async () => {
    const states = calls.map(([call]) => ({ Type: 'Pass', Parameters: { 'answer.$': call }, End: true }))
    answers = await outputsOf(states, input)
  })

  test.each(calls.map(([call, answer], index) => ({ call, answer, index })))('$call', ({ answer, index }) => {
    expect(answers[index]).toEqual({ answer })
  })

  test('takes a backslash that is escaped for one', () => {
    expect(callIntrinsic("States.Format('a \\\\ {}', 1)", { input: {}, context: {} }, chance)).toBe('a \\ 1')
  })

  test('that draws a number draws the same one for the same seed', async () => {
    const Parameters = { 'a.$': 'States.MathRandom(1, 1000, 42)', 'b.$': 'States.MathRandom(1, 1000, 42)' }
    const { output } = await openRoom(only({ Type: 'Pass', Parameters, End: true })).run()
    const { a, b } = output as { a: number; b: number }
    expect(a).toBe(b)
  })

  test.each([
    ['a path that finds nothing', 'States.ArrayLength($.none)'],
    ['another kind of value', 'States.ArrayLength($.name)'],
    ['too few values for its placeholders', "States.Format('{} {}', $.name)"],
    ['a text that is no JSON', 'States.StringToJson($.name)'],
    ['an index outside of the list', 'States.ArrayGetItem($.list, 9)'],
    ['a merge that is not shallow', 'States.JsonMerge($.first, $.second, true)'],
  ])('that gets %s fails with States.IntrinsicFailure', async (_, call) => {
    const room = openRoom(only({ Type: 'Pass', Parameters: { 'answer.$': call }, End: true }))
    expect(await room.run(input)).toMatchObject({ status: 'FAILED', error: 'States.IntrinsicFailure' })
  })
})
