import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../lib/approval/digest.ts'

describe('a digest', () => {
  test('is the same for the same content, in whatever order it was written', () => {
    expect(digestOf({ a: 1, b: { d: [1, 2], c: 'x' } })).toBe(digestOf({ b: { c: 'x', d: [1, 2] }, a: 1 }))
  })

  test('is the same for a field that is not there and one without a value', () => {
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }))
  })

  test('covers only the fields that it is told to', () => {
    expect(digestOf({ a: 1, b: 1 }, ['a'])).toBe(digestOf({ a: 1, b: 2 }, ['a']))
    expect(digestOf({ a: 1 }, ['a'])).not.toBe(digestOf({ a: 2 }, ['a']))
  })

  test('differs for different content', () => {
    const content = fc.dictionary(fc.string(), fc.jsonValue())
    fc.assert(
      fc.property(content, content, (one, other) => {
        const same = (x: object) => JSON.stringify(Object.entries(x).sort(([a], [b]) => (a < b ? -1 : 1)))
        // What JSON says in one way has one digest; nested order is the test above.
        if (digestOf(one) === digestOf(other)) expect(JSON.parse(same(one))).toEqual(JSON.parse(same(other)))
      }),
    )
  })
})
