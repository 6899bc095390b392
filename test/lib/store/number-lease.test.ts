import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leaseNumbers } from '../../../lib/store/number-lease.ts'
import { key } from '../../../lib/store/schema.ts'

const incident = key.counter('incident')
const at = (milliseconds: number) => new Date(Date.UTC(2026, 10, 24) + milliseconds).toISOString()

/** A counter as the table has it, and how often it was written. */
const counter = () => {
  const values = new Map<string, number>()
  let writes = 0
  return {
    writes: () => writes,
    take: async ({ pk }: { pk: string }, count: number) => {
      writes++
      const value = (values.get(pk) ?? 0) + count
      values.set(pk, value)
      return value
    },
  }
}

describe('a quiet desk', () => {
  test('gives out one number after the other, without a gap', async () => {
    const { take } = counter()
    const next = leaseNumbers(take)
    const numbers = []
    for (let i = 0; i < 10; i++) numbers.push(await next(incident, at(i * 1000)))
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})

describe('a burst', () => {
  test('writes the counter a few times for many tickets', async () => {
    const { take, writes } = counter()
    const next = leaseNumbers(take)
    const numbers = []
    for (let i = 0; i < 1000; i++) numbers.push(await next(incident, at(i * 20)))
    expect(numbers).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
    expect(writes()).toBeLessThan(80)
  })

  test('that is over leaves no number for a ticket of later', async () => {
    const { take } = counter()
    const next = leaseNumbers(take)
    for (let i = 0; i < 8; i++) await next(incident, at(i))
    const other = await leaseNumbers(take)(incident, at(1000))
    expect(await next(incident, at(4000))).toBe(other + 1)
  })

  test('never gives a number twice, whoever takes it, in whatever order and at whatever time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ by: fc.nat(2), after: fc.integer({ min: -50, max: 5000 }) }), { maxLength: 80 }),
        async (calls) => {
          const { take } = counter()
          const takers = [leaseNumbers(take), leaseNumbers(take), leaseNumbers(take)]
          let clock = 0
          const numbers = await Promise.all(
            calls.map(async ({ by, after }) => {
              clock += after
              const now = at(clock)
              // Some calls find their block there, others take while another call takes.
              if (after % 2 === 0) await Promise.resolve()
              return takers[by]!(incident, now)
            }),
          )
          expect(new Set(numbers).size).toBe(numbers.length)
        },
      ),
    )
  })
})

describe('two counters', () => {
  test('count for themselves', async () => {
    const next = leaseNumbers(counter().take)
    expect([await next(incident, at(0)), await next(key.counter('problem'), at(0))]).toEqual([1, 1])
  })
})
