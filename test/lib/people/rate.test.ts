import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rate, take } from '../../../lib/people/rate.ts'

const noon = Date.parse('2026-11-24T12:00:00.000Z')
const at = (seconds: number) => new Date(noon + seconds * 1000).toISOString()

/** Requests at these seconds; answers which were let pass. */
const passed = (limit: number, seconds: readonly number[]) => {
  let rate: Rate | undefined
  return seconds.filter((second) => {
    const taken = take(rate, limit, at(second))
    rate = taken.rate
    return taken.isAllowed
  })
}

describe('a limit of so many requests a minute', () => {
  test('lets exactly so many pass at once, and says how many remain and for how long', () => {
    expect(passed(3, [10, 10, 10, 10, 11])).toEqual([10, 10, 10])
    expect(take(undefined, 3, at(10))).toMatchObject({ isAllowed: true, remaining: 2, seconds: 50 })
  })

  test('is whole again two minutes later', () => {
    expect(passed(2, [0, 0, 0, 120, 120, 120])).toEqual([0, 0, 120, 120])
  })

  test('gives nobody twice as much around the full minute', () => {
    expect(passed(60, [...Array<number>(60).fill(59), ...Array<number>(60).fill(61)]).length).toBeLessThanOrEqual(62)
  })

  test('is never exceeded by more than one half within any minute, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }),
        (limit, seconds) => {
          const through = passed(
            limit,
            seconds.toSorted((a, b) => a - b),
          )
          for (const start of through) {
            const within = through.filter((second) => second >= start && second < start + 60).length
            expect(within).toBeLessThanOrEqual(Math.ceil(limit * 1.5))
          }
        },
      ),
    )
  })
})
