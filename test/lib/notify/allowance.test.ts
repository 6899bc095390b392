import { describe, expect, test } from 'vitest'
import { type Allowance, spend } from '../../../lib/notify/allowance.ts'

const at = (minutes: number) => new Date(Date.parse('2026-11-24T00:00:00Z') + minutes * 60_000).toISOString()

/** Asks for an answer at each of these minutes; answers how many were given. */
const given = (minutes: readonly number[], subject: (i: number) => string, number: (i: number) => string) => {
  let allowance: Allowance | undefined
  let count = 0
  minutes.forEach((minute, i) => {
    const after = spend(allowance, { at: at(minute), number: number(i), subject: subject(i) })
    if (after) count++
    allowance = after ?? allowance
  })
  return count
}

const apart = (step: number, times: number) => Array.from({ length: times }, (_, i) => i * step)

describe('automatic answers to one address', () => {
  test('at most 30 in ten minutes', () => {
    expect(
      given(
        apart(0.2, 50),
        (i) => `subject ${i}`,
        (i) => `INC-${i}`,
      ),
    ).toBe(30)
  })

  test('at most 10 in ten minutes about one ticket', () => {
    expect(
      given(
        apart(0.5, 20),
        (i) => `subject ${i}`,
        () => 'INC-1',
      ),
    ).toBe(10)
  })

  test('at most 2 in ten minutes with the same subject', () => {
    expect(
      given(
        apart(1, 8),
        () => 'printer',
        (i) => `INC-${i}`,
      ),
    ).toBe(2)
  })

  test('at most 40 in a day, however far apart', () => {
    expect(
      given(
        apart(20, 60),
        (i) => `subject ${i}`,
        (i) => `INC-${i}`,
      ),
    ).toBe(40)
  })

  test('flow again the next day', () => {
    expect(
      given(
        [...apart(20, 60), ...apart(20, 5).map((m) => m + 3 * 1440)],
        (i) => `subject ${i}`,
        (i) => `INC-${i}`,
      ),
    ).toBe(45)
  })

  test('are remembered for a day and no longer', () => {
    const first = spend(undefined, { at: at(0), number: 'INC-1', subject: 'a' })
    const later = spend(first, { at: at(2000), number: 'INC-2', subject: 'b' })
    expect(later?.answers.map((answer) => answer.number)).toEqual(['INC-2'])
  })
})
