import { StateMachine } from 'aws-local-stepfunctions'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as choice from './choice-case.ts'
import { order, passes } from './data-flow-case.ts'
import * as intrinsic from './intrinsic-case.ts'
import { only, openRoom } from './room.ts'

/** What another interpreter of the language makes of a machine of states that need no time and no service. */
async function elsewhere(definition: object, input: unknown): Promise<unknown> {
  const machine = new StateMachine(structuredClone(definition) as never, { validationOptions: { noValidate: true } })
  const context = { Execution: { Input: input } }
  try {
    return { output: await machine.run(structuredClone(input) as never, { context: context as never }).result }
  } catch {
    return 'failed'
  }
}

const here = async (definition: object, input: unknown) => {
  const { status, output } = await openRoom(definition, {}, { isChecked: false }).run(input)
  return status === 'SUCCEEDED' ? { output } : 'failed'
}

const pass = (fields: object) => only({ Type: 'Pass', ...fields, End: true })

/** Where the other interpreter strays from the specification or the guide, and so is no witness. */
const apart = new Set<string>([
  // It takes a Result of 0, false, null or '' for none.
  'with a ResultPath into a list replaces that item',
  // It fails where a filter fits nothing; a path that may find several then finds an empty list.
  'with a filter that fits nothing gives an empty list',
  // It formats no objects.
  "States.Format('{}', $.first)",
  // It codes characters of one byte only.
  'States.Base64Encode($.name)',
  "States.Base64Decode('7ZWY64qY')",
  // It splits at the whole text; the guide splits at each of its characters.
  "States.StringSplit('This.is+a,test=string', '.+,=')",
  // It does not know that a test for a kind can be for false, and finds the length of a text.
  '{"Variable":"$.absent","IsPresent":false}',
  '{"Variable":"$.none","IsBoolean":false}',
  '{"Variable":"$.text.length","IsPresent":true}',
])

describe('another interpreter of the States Language agrees', () => {
  test.each(passes.filter(([rule]) => !apart.has(rule) && !rule.includes('Context Object')))(
    'that a Pass state %s',
    async (_, fields, output) => expect(await elsewhere(pass(fields), order)).toEqual({ output }),
  )

  test.each(intrinsic.calls.filter(([call]) => !apart.has(call)))('that this is so: %s', async (call, answer) => {
    const found = await elsewhere(pass({ Parameters: { 'answer.$': call } }), intrinsic.input)
    expect(found).toEqual({ output: { answer } })
  })

  test.each(
    choice.rules
      .map(([rule, holds]) => ({ rule, text: JSON.stringify(rule), holds }))
      .filter(({ text }) => !apart.has(text)),
  )('that this is so: $text $holds', async ({ rule, holds }) => {
    const definition = {
      StartAt: 'Only',
      States: {
        Only: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: 'yes', End: true },
        No: { Type: 'Pass', Result: 'no', End: true },
      },
    }
    expect(await elsewhere(definition, choice.input)).toEqual({ output: holds ? 'yes' : 'no' })
  })
})

const key = fc.constantFrom('a', 'b', 'c')
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -5, max: 5 }),
    fc.constantFrom('text', true, null),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}))
const given = fc.record({
  a: value,
  b: fc.record({ c: value, d: fc.integer() }),
  list: fc.array(value, { minLength: 1, maxLength: 3 }),
})
// Most paths lead somewhere, and most states leave the shape as it is, so that machines come far.
const path = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom('$', '$.a', '$.b', '$.b.c', '$.b.d', '$.list', '$.list[0]', "$['b']['d']"),
  },
  { weight: 1, arbitrary: fc.constantFrom('$.a.b', '$.r', '$.none', '$.list[2]') },
)
const template = fc.dictionary(
  fc.constantFrom('a', 'p.$', 'q.$'),
  path.chain((at) =>
    fc.constantFrom(
      at,
      `States.Array(${at}, 1)`,
      `States.JsonToString(${at})`,
      `States.Array(States.MathAdd($.b.d, 1), ${at})`,
    ),
  ),
  { maxKeys: 3 },
)
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const flow = fc
  .record({
    InputPath: seldom(fc.oneof(path, fc.constant(null))),
    OutputPath: fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: path }),
    ResultPath: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('$.a', '$.r', '$.b.c', '$.b.e.f') },
      { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
    ),
    Parameters: seldom(template),
  })
  .map(defined)

/** The fields that are there. */
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
}

// Left out, because the other one strays there: a ResultPath of `$` or into what holds no object, lists that a path does
// not find, and the input of the execution inside a Map.

/** Blocks of states that need neither time nor services: Pass, Choice, Map and Parallel within each other. */
const block = (depth: number, prefix: string): fc.Arbitrary<object> =>
  fc.array(stateAt(depth, prefix), { minLength: 1, maxLength: 3 }).map((states) => ({
    StartAt: `${prefix}0`,
    States: Object.fromEntries(
      states.map((state, at) => {
        const isLast = at === states.length - 1
        return [`${prefix}${at}`, { ...state, ...(isLast ? { End: true } : { Next: `${prefix}${at + 1}` }) }]
      }),
    ),
  }))

function stateAt(depth: number, prefix: string): fc.Arbitrary<object> {
  const plain = fc.record({ Type: fc.constant('Pass'), Result: fc.record({ r: value }) }, { requiredKeys: ['Type'] })
  const passes = fc.tuple(plain, flow).map(([state, fields]) => ({ ...state, ...fields }))
  if (depth === 0) return passes
  const parallel = fc
    .tuple(fc.array(block(depth - 1, `${prefix}-`), { minLength: 1, maxLength: 2 }), flow)
    .map(([Branches, fields]) => ({ Type: 'Parallel', Branches, ...fields }))
  const selector = { 'a.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'b.$': '$.b', 'list.$': '$.list' }
  const map = fc
    .tuple(block(depth - 1, `${prefix}=`), flow, fc.constant(selector))
    .map(([ItemProcessor, fields, ItemSelector]) => {
      const { Parameters: _, ...rest } = fields as { Parameters?: object }
      return { Type: 'Map', ItemProcessor, ItemsPath: '$.list', ItemSelector, ...rest }
    })
  return fc.oneof({ weight: 3, arbitrary: passes }, parallel, map)
}

describe('any machine of Pass, Parallel and Map', () => {
  test('comes to the same end by another interpreter', async () => {
    let succeeded = 0
    await fc.assert(
      fc.asyncProperty(block(2, 's'), given, async (definition, input) => {
        const found = await here(definition, input)
        if (found !== 'failed') succeeded += 1
        expect(found).toEqual(await elsewhere(definition, input))
      }),
      { numRuns: 300, seed: 20260301 },
    )
    expect(succeeded).toBeGreaterThan(50)
  })
})
