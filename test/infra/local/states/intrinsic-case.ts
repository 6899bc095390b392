import { createHash } from 'node:crypto'

/** What the functions are called for. */
export const input = {
  name: '하늘',
  count: 3,
  flag: true,
  nothing: null,
  list: [1, 2, 3, 4, 5, 6, 7, 8, 9],
  twice: [1, 2, 1, { a: 1 }, { a: 1 }],
  text: '{"a":[1,2]}',
  first: { a: { b: 1 }, c: 1 },
  second: { a: { d: 2 } },
  template: 'Dear {}, {}',
}

/** What each function answers for the input above (States Language, "Appendix B: List of Intrinsic Functions"). */
export const calls: readonly [call: string, answer: unknown][] = [
  ["States.Format('Hello, my name is {}.', $.name)", 'Hello, my name is 하늘.'],
  ["States.Format('{} {} {} {}', $.count, $.flag, $.nothing, 'x')", '3 true null x'],
  ["States.Format('It\\'s \\{\\} for {}', $.count)", "It's {} for 3"],
  ["States.Format($.template, $.name, 'hi')", 'Dear 하늘, hi'],
  ["States.Format('{}', $.first)", '{"a":{"b":1},"c":1}'],
  ["States.Format('no placeholder, $.name')", 'no placeholder, $.name'],
  ['States.StringToJson($.text)', { a: [1, 2] }],
  ['States.JsonToString($.first)', '{"a":{"b":1},"c":1}'],
  ['States.Array()', []],
  ["States.Array($.name, 1, 'x', true, null)", ['하늘', 1, 'x', true, null]],
  ['States.ArrayPartition($.list, 4)', [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  ['States.ArrayContains($.list, 5)', true],
  ["States.ArrayContains($.list, '5')", false],
  ['States.ArrayContains($.twice, $.twice[4])', true],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(3, -3, -3)', [3, 0, -3]],
  ['States.ArrayGetItem($.list, 5)', 6],
  ['States.ArrayLength($.list)', 9],
  ['States.ArrayUnique($.twice)', [1, 2, { a: 1 }]],
  ['States.Base64Encode($.name)', '7ZWY64qY'],
  ["States.Base64Decode('7ZWY64qY')", '하늘'],
  ["States.Hash($.name, 'SHA-256')", createHash('sha256').update('하늘').digest('hex')],
  ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['States.JsonMerge($.first, $.second, false)', { a: { d: 2 }, c: 1 }],
  ['States.MathAdd($.count, -1)', 2],
  ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
  ["States.StringSplit('1,2,3,4,5', ',')", ['1', '2', '3', '4', '5']],
  ["States.Format('{}-{}', $.name, States.MathAdd(States.ArrayLength($.list), 1))", '하늘-10'],
  ["States.Array($['list'][0], $.list[-1:], $.twice[?(@.a == 1)].a)", [1, [9], [1, 1]]],
  ['States.Array($$.Execution.Input.count)', [3]],
]
