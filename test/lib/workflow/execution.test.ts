import { describe, expect, test } from 'vitest'
import { executionNamed, nameOf } from '../../../lib/workflow/execution.ts'

describe('the name of an execution', () => {
  test.each([
    ['CHG-12-r1', { number: 'CHG-12', round: 1, run: 1 }],
    ['CHG-12-r0', { number: 'CHG-12', round: 0, run: 1 }],
    ['CHG-12-r10-3', { number: 'CHG-12', round: 10, run: 3 }],
  ])('%s tells whose it is', (name, execution) => {
    expect(nameOf(execution)).toBe(name)
    expect(executionNamed(name)).toEqual(execution)
  })

  test.each(['by-hand', '4f1c2a9e-3b7d-4c55-9e3e-0d6a1f2b3c4d', 'CHG-12', 'CHG-12-r1-'])('%s tells nothing', (name) => {
    expect(executionNamed(name)).toBeUndefined()
  })
})
