import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePattern, matches } from '../../../infra/local/events/pattern.ts'

const event = {
  source: 'aws.ec2',
  'detail-type': 'EC2 Instance State-change Notification',
  resources: ['arn:one', 'arn:two'],
  detail: {
    state: 'running',
    'c-count': 5,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    address: '2001:db8::1',
    path: '/usr/lib/a*b',
    empty: '',
    nothing: null,
    none: [],
    flag: true,
    people: [
      { name: 'Kim', role: 'agent' },
      { name: 'Lee', role: 'employee' },
    ],
  },
}

describe('an event', () => {
  test.each<[string, object, boolean]>([
    ['equal value', { state: ['running'] }, true],
    ['one of several values', { state: ['stopped', 'running'] }, true],
    ['another value', { state: ['stopped'] }, false],
    ['a number is not its text', { 'c-count': ['5'] }, false],
    ['a number', { 'c-count': [5] }, true],
    ['a boolean', { flag: [true] }, true],
    ['null', { nothing: [null] }, true],
    ['null is not absence', { missing: [null] }, false],
    ['the empty text', { empty: [''] }, true],
    ['prefix', { state: [{ prefix: 'run' }] }, true],
    ['prefix of something else', { state: [{ prefix: 'Run' }] }, false],
    ['prefix of a number', { 'c-count': [{ prefix: '5' }] }, false],
    ['prefix in any case', { state: [{ prefix: { 'equals-ignore-case': 'RUN' } }] }, true],
    ['suffix', { state: [{ suffix: 'ing' }] }, true],
    ['suffix in any case', { state: [{ suffix: { 'equals-ignore-case': 'ING' } }] }, true],
    ['equal in any case', { state: [{ 'equals-ignore-case': 'RUNNING' }] }, true],
    ['anything but another', { state: [{ 'anything-but': 'stopped' }] }, true],
    ['anything but itself', { state: [{ 'anything-but': 'running' }] }, false],
    ['anything but a list', { state: [{ 'anything-but': ['stopped', 'running'] }] }, false],
    ['anything but numbers', { 'c-count': [{ 'anything-but': [4, 6] }] }, true],
    ['anything but needs a value', { missing: [{ 'anything-but': 'x' }] }, false],
    ['anything but a prefix', { state: [{ 'anything-but': { prefix: 'run' } }] }, false],
    ['anything but prefixes', { state: [{ 'anything-but': { prefix: ['st', 'sh'] } }] }, true],
    ['anything but a suffix', { state: [{ 'anything-but': { suffix: 'ed' } }] }, true],
    ['anything but in any case', { state: [{ 'anything-but': { 'equals-ignore-case': ['RUNNING'] } }] }, false],
    ['anything but a wildcard', { path: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, false],
    ['a range', { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] }, true],
    ['below a range', { 'c-count': [{ numeric: ['>', 5, '<', 9] }] }, false],
    ['an equal number', { 'x-limit': [{ numeric: ['=', 3.018e2] }] }, true],
    ['a text is no number', { state: [{ numeric: ['>', 0] }] }, false],
    ['exists', { state: [{ exists: true }] }, true],
    ['does not exist', { missing: [{ exists: false }] }, true],
    ['exists and should not', { state: [{ exists: false }] }, false],
    ['an object is no leaf that exists', { people: [{ exists: true }] }, false],
    ['an empty list has no value', { none: [{ exists: false }] }, true],
    ['absent or equal', { missing: [{ exists: false }, 'x'] }, true],
    ['an address range', { 'source-ip': [{ cidr: '10.0.0.0/24' }] }, true],
    ['another address range', { 'source-ip': [{ cidr: '10.0.1.0/24' }] }, false],
    ['an IPv6 range', { address: [{ cidr: '2001:db8::/32' }] }, true],
    ['a text is no address', { state: [{ cidr: '10.0.0.0/8' }] }, false],
    ['a wildcard', { path: [{ wildcard: '/usr/*/a*b' }] }, true],
    ['an escaped star', { path: [{ wildcard: '*a\\*b' }] }, true],
    ['an escaped star that is none', { state: [{ wildcard: 'run\\*' }] }, false],
    ['fields of one element', { people: { name: ['Kim'], role: ['agent'] } }, true],
    ['fields of two elements', { people: { name: ['Kim'], role: ['employee'] } }, false],
    ['a field below nothing', { missing: { deep: [{ exists: false }] } }, true],
    ['either of two fields', { $or: [{ state: ['stopped'] }, { 'c-count': [5] }] }, true],
    ['neither of two fields', { $or: [{ state: ['stopped'] }, { 'c-count': [6] }] }, false],
    ['either, and another field', { flag: [false], $or: [{ state: ['running'] }, { 'c-count': [5] }] }, false],
  ])('fits by the value in its detail: %s', (_, detail, fits) => {
    expect(matches({ detail }, event)).toBe(fits)
  })

  test('fits when its list has one of the values', () => {
    expect(matches({ resources: ['arn:two', 'arn:three'] }, event)).toBe(true)
    expect(matches({ resources: ['arn:three'] }, event)).toBe(false)
  })

  test('fits only when every field does', () => {
    expect(matches({ source: ['aws.ec2'], detail: { state: ['running'] } }, event)).toBe(true)
    expect(matches({ source: ['aws.s3'], detail: { state: ['running'] } }, event)).toBe(false)
  })
})

describe('a pattern that is wrong', () => {
  test.each<[string, unknown]>([
    ['a value outside an array', { source: 'aws.ec2' }],
    ['an empty array', { source: [] }],
    ['an unknown operator', { source: [{ like: 'x' }] }],
    ['two operators in one element', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['a number as a prefix', { source: [{ prefix: 5 }] }],
    ['a range without an operator', { count: [{ numeric: [5, 6] }] }],
    ['a range without an end', { count: [{ numeric: ['>', 5, '<'] }] }],
    ['two stars in a row', { source: [{ wildcard: 'a**b' }] }],
    ['a stray backslash', { source: [{ wildcard: 'a\\b' }] }],
    ['no address range', { ip: [{ cidr: '10.0.0' }] }],
    ['exists of a text', { source: [{ exists: 'yes' }] }],
    ['anything but a range', { source: [{ 'anything-but': { numeric: ['>', 1] } }] }],
    ['a text', 'source'],
  ])('stops the start with a sentence: %s', (_, pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/\.$/)
  })

  test.each([{ wildcard: 'a*' }, { cidr: '10.0.0.0/8' }, { 'anything-but': { prefix: 'a' } }])(
    'may not use in an event source mapping what only buses know: %o',
    (element) => {
      expect(() => compilePattern({ body: [element] }, 'mapping')).toThrow(/here\.$/)
      expect(() => compilePattern({ body: [element] }, 'bus')).not.toThrow()
    },
  )
})

describe('any value', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))

  test('fits itself, and nothing but itself excludes it', () => {
    fc.assert(
      fc.property(scalar, scalar, (value, other) => {
        expect(matches({ field: [value] }, { field: value })).toBe(true)
        expect(matches({ field: [{ 'anything-but': [value] }] }, { field: value })).toBe(false)
        expect(matches({ field: [other] }, { field: value })).toBe(value === other)
      }),
    )
  })

  test('either exists or does not', () => {
    fc.assert(
      fc.property(fc.option(scalar, { nil: undefined }), (value) => {
        const present = matches({ field: [{ exists: true }] }, { field: value })
        expect(matches({ field: [{ exists: false }] }, { field: value })).toBe(!present)
      }),
    )
  })

  test('starts and ends with its own parts, as a wildcard says it too', () => {
    const plain = fc.string().map((text) => text.replaceAll(/[*\\]/g, ''))
    fc.assert(
      fc.property(plain, plain, (start, end) => {
        const value = start + end
        const both = { field: [{ prefix: start }], also: [{ suffix: end }] }
        expect(matches(both, { field: value, also: value })).toBe(true)
        expect(matches({ field: [{ wildcard: `${start}*${end}` }] }, { field: value })).toBe(true)
      }),
    )
  })

  test('lies in a range or outside it, as arithmetic says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (value, low, high) => {
        const fits = matches({ field: [{ numeric: ['>=', low, '<', high] }] }, { field: value })
        expect(fits).toBe(value >= low && value < high)
      }),
    )
  })
})
