import { describe, expect, test } from 'vitest'
import { remembered } from '../../../lib/desk/remembered.ts'

const clock = () => {
  let seconds = 0
  return {
    now: () => new Date(Date.UTC(2026, 10, 24) + seconds * 1000).toISOString(),
    pass: (more: number) => (seconds += more),
  }
}

describe('what is remembered', () => {
  test('is read once for all who ask within twenty seconds, and anew after that', async () => {
    const { now, pass } = clock()
    let reads = 0
    const ask = remembered(async () => ++reads, now)
    expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
    pass(19)
    expect(await ask()).toBe(1)
    pass(1)
    expect(await ask()).toBe(2)
  })

  test('is never a failure: the next one who asks reads again', async () => {
    const { now } = clock()
    let reads = 0
    const ask = remembered(async () => {
      if (++reads === 1) throw new Error('out of reach')
      return reads
    }, now)
    await expect(ask()).rejects.toThrow('out of reach')
    expect(await ask()).toBe(2)
  })
})
