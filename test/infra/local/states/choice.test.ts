import { beforeAll, describe, expect, test } from 'vitest'
import { only, openRoom } from './room.ts'

const input = {
  text: 'mango',
  same: 'mango',
  later: 'zebra',
  number: 20,
  float: 20.5,
  yes: true,
  no: false,
  none: null,
  at: '2026-03-01T09:00:00+09:00',
  utc: '2026-03-01T00:00:00Z',
  tomorrow: '2026-03-02T00:00:00.000Z',
  digits: '20',
  file: 'log-2026*.txt',
}

/** Rules over the input above, and whether each holds (States Language, "Choice State"). */
const rules: readonly [rule: object, holds: boolean][] = [
  [{ Variable: '$.text', StringEquals: 'mango' }, true],
  [{ Variable: '$.text', StringEquals: 'Mango' }, false],
  [{ Variable: '$.text', StringEqualsPath: '$.same' }, true],
  [{ Variable: '$.text', StringLessThan: 'zebra' }, true],
  [{ Variable: '$.text', StringLessThan: 'mango' }, false],
  [{ Variable: '$.text', StringLessThanPath: '$.later' }, true],
  [{ Variable: '$.text', StringLessThanEquals: 'mango' }, true],
  [{ Variable: '$.later', StringGreaterThan: 'mango' }, true],
  [{ Variable: '$.later', StringGreaterThanEqualsPath: '$.text' }, true],
  [{ Variable: '$.text', StringGreaterThan: 'Z' }, true],
  [{ Variable: '$.number', StringEquals: '20' }, false],
  [{ Variable: '$.file', StringMatches: 'log-*.txt' }, true],
  [{ Variable: '$.file', StringMatches: 'log-2026\\*.txt' }, true],
  [{ Variable: '$.file', StringMatches: 'log-\\*.txt' }, false],
  [{ Variable: '$.file', StringMatches: 'log' }, false],
  [{ Variable: '$.text', StringMatches: 'm.ngo' }, false],
  [{ Variable: '$.number', NumericEquals: 20 }, true],
  [{ Variable: '$.number', NumericEqualsPath: '$.float' }, false],
  [{ Variable: '$.number', NumericLessThan: 20 }, false],
  [{ Variable: '$.number', NumericLessThanPath: '$.float' }, true],
  [{ Variable: '$.number', NumericLessThanEquals: 20 }, true],
  [{ Variable: '$.number', NumericGreaterThan: 19.9 }, true],
  [{ Variable: '$.number', NumericGreaterThanEquals: 21 }, false],
  [{ Variable: '$.digits', NumericEquals: 20 }, false],
  [{ Variable: '$.yes', BooleanEquals: true }, true],
  [{ Variable: '$.yes', BooleanEqualsPath: '$.no' }, false],
  [{ Variable: '$.text', BooleanEquals: true }, false],
  [{ Variable: '$.at', TimestampEquals: '2026-03-01T00:00:00Z' }, true],
  [{ Variable: '$.at', TimestampEqualsPath: '$.utc' }, true],
  [{ Variable: '$.at', TimestampLessThan: '2026-03-01T00:00:00Z' }, false],
  [{ Variable: '$.at', TimestampLessThanPath: '$.tomorrow' }, true],
  [{ Variable: '$.at', TimestampLessThanEquals: '2026-03-01T00:00:00Z' }, true],
  [{ Variable: '$.tomorrow', TimestampGreaterThan: '2026-03-01T23:59:59Z' }, true],
  [{ Variable: '$.tomorrow', TimestampGreaterThanEqualsPath: '$.tomorrow' }, true],
  [{ Variable: '$.text', TimestampEquals: '2026-03-01T00:00:00Z' }, false],
  [{ Variable: '$.none', IsNull: true }, true],
  [{ Variable: '$.text', IsNull: true }, false],
  [{ Variable: '$.none', IsPresent: true }, true],
  [{ Variable: '$.absent', IsPresent: true }, false],
  [{ Variable: '$.absent', IsPresent: false }, true],
  [{ Variable: '$.text.length', IsPresent: true }, false],
  [{ Variable: '$.number', IsNumeric: true }, true],
  [{ Variable: '$.digits', IsNumeric: true }, false],
  [{ Variable: '$.digits', IsString: true }, true],
  [{ Variable: '$.no', IsBoolean: true }, true],
  [{ Variable: '$.none', IsBoolean: false }, true],
  [{ Variable: '$.at', IsTimestamp: true }, true],
  [{ Variable: '$.text', IsTimestamp: true }, false],
  [{ Not: { Variable: '$.text', StringEquals: 'mango' } }, false],
  [
    {
      And: [
        { Variable: '$.yes', BooleanEquals: true },
        { Variable: '$.number', NumericEquals: 20 },
      ],
    },
    true,
  ],
  [
    {
      And: [
        { Variable: '$.yes', BooleanEquals: true },
        { Variable: '$.number', NumericEquals: 1 },
      ],
    },
    false,
  ],
  [
    {
      Or: [
        { Variable: '$.no', BooleanEquals: true },
        { Variable: '$.number', NumericEquals: 20 },
      ],
    },
    true,
  ],
  [{ Or: [{ Variable: '$.no', BooleanEquals: true }, { Not: { Variable: '$.none', IsNull: true } }] }, false],
  [
    {
      And: [
        { Variable: '$.absent', IsPresent: true },
        { Variable: '$.absent', NumericEquals: 1 },
      ],
    },
    false,
  ],
  [{ Variable: '$$.Execution.Input.number', NumericEquals: 20 }, true],
]

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
