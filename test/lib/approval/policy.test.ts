import { describe, expect, test } from 'vitest'
import { ApprovalPolicy, type PolicyRow, rowFor } from '../../../lib/approval/policy.ts'

const row = (name: string, when: PolicyRow['when']): PolicyRow => ({ name, when, steps: [] })
const always = row('else', [])

describe('an approval policy', () => {
  const policy: ApprovalPolicy = {
    rows: [
      row('risky', [{ input: 'risk', in: ['high', 'very-high'] }]),
      row('dear', [
        { input: 'type', in: ['normal'] },
        { input: 'cost', atLeast: 1000 },
      ]),
      always,
    ],
  }

  test.each([
    [{ risk: 'high', type: 'normal', cost: 5 }, 'risky'],
    [{ risk: 'low', type: 'normal', cost: 1000 }, 'dear'],
    [{ risk: 'low', type: 'normal', cost: 999 }, 'else'],
    [{ type: 'normal' }, 'else'],
    [{}, 'else'],
  ])('%j is decided by the row %s: the first that fits', (inputs, name) => {
    expect(rowFor(policy, inputs).name).toBe(name)
  })

  test.each<[string, unknown, string]>([
    ['no row that fits always', [row('risky', [{ input: 'risk', in: ['high'] }])], 'rows.0.when'],
    ['a row that fits always before another', [always, always], 'rows.0.when'],
    ['no rows', [], 'rows'],
  ])('with %s is not kept', (_, rows, path) => {
    const result = ApprovalPolicy.safeParse({ rows })
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
  })
})
