import { beforeAll, describe, expect, test } from 'vitest'
import { input, rules } from './choice-case.ts'
import { only, openRoom } from './room.ts'

describe('a rule of a Choice', () => {
  let taken: readonly unknown[]
  beforeAll(async () => {
    const branches = rules.map(([rule], at) => ({
      StartAt: `Choice ${at}`,
      States: {
        [`Choice ${at}`]: { Type: 'Choice', Choices: [{ ...rule, Next: `Yes ${at}` }], Default: `No ${at}` },
        [`Yes ${at}`]: { Type: 'Pass', Result: true, End: true },
        [`No ${at}`]: { Type: 'Pass', Result: false, End: true },
      },
    }))
    const { output } = await openRoom(only({ Type: 'Parallel', Branches: branches, End: true })).run(input)
    taken = output as readonly unknown[]
  })

  test.each(rules.map(([rule, holds], index) => ({ rule: JSON.stringify(rule), holds, index })))(
    '$rule: $holds',
    ({ holds, index }) => expect(taken[index]).toBe(holds),
  )
})

describe('a Choice', () => {
  const choice = (...Choices: object[]) => ({
    StartAt: 'Only',
    States: {
      Only: { Type: 'Choice', Choices },
      A: { Type: 'Pass', Result: 'A', End: true },
      B: { Type: 'Pass', End: true },
    },
  })

  test('takes the first rule that holds', async () => {
    const room = openRoom(
      choice(
        { Variable: '$.number', NumericGreaterThan: 1, Next: 'A' },
        { Variable: '$.number', NumericEquals: 20, Next: 'B' },
      ),
    )
    expect(await room.run(input)).toEqual({ status: 'SUCCEEDED', output: 'A' })
  })

  test('without a rule that holds and without a Default fails', async () => {
    const room = openRoom(
      choice({ Variable: '$.number', NumericEquals: 1, Next: 'A' }, { Variable: '$.yes', IsNull: true, Next: 'B' }),
    )
    expect(await room.run(input)).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' })
  })

  test('about a variable that is not there fails', async () => {
    const room = openRoom(
      choice({ Variable: '$.absent', NumericEquals: 1, Next: 'A' }, { Variable: '$.yes', IsNull: true, Next: 'B' }),
    )
    expect(await room.run(input)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  })
})
