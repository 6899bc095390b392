import { describe, expect, test } from 'vitest'
import { prettyBody } from '../../../../functions/web/alert/pretty-body.ts'

describe('a body that is shown', () => {
  test('has a line for each field, and numbers as they were written', () => {
    expect(prettyBody('{"groupKey":12345678901234567890,"rate":1.50}').text).toBe(
      '{\n  "groupKey": 12345678901234567890,\n  "rate": 1.50\n}',
    )
  })

  test('stays as it came where it is no JSON', () => {
    expect(prettyBody('disk: full')).toEqual({ text: 'disk: full', isCut: false })
  })

  test('is cut where nobody would read on', () => {
    const { text, isCut } = prettyBody('x'.repeat(200_000))
    expect(text).toHaveLength(100_000)
    expect(isCut).toBe(true)
  })
})
