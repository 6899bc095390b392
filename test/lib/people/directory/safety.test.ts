import { describe, expect, test } from 'vitest'
import { roleAfter } from '../../../../lib/people/directory/rules.ts'
import {
  approvedStops,
  decided,
  isOver,
  limitFor,
  newWindow,
  oneMore,
  untouched,
} from '../../../../lib/people/directory/safety.ts'

const rule = { percent: 5, atLeast: 5, windowMinutes: 60 }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute)).toISOString()
const by = { id: 'p-sora', name: '한소라', is: 'administrator' } as const

describe('a window', () => {
  test.each([
    [0, 5],
    [100, 5],
    [139, 6],
    [2000, 100],
  ])('of %d people lets %d go', (people, limit) => {
    expect(limitFor(people, rule)).toBe(limit)
  })

  test('begins with the first who goes, and ends after its minutes, unless it was stopped', () => {
    expect(isOver(untouched, rule, at(0))).toBe(true)
    const window = newWindow(untouched, rule, 100, at(0))
    expect(isOver(window, rule, at(59))).toBe(false)
    expect(isOver(window, rule, at(60))).toBe(true)
    expect(isOver({ ...window, stoppedAt: at(1) }, rule, at(600))).toBe(false)
  })

  test('is stopped by the one too many, once, and stays stopped until somebody decides', () => {
    let safety = newWindow(untouched, rule, 100, at(0))
    for (let i = 0; i < 5; i++) {
      const { next, passes } = oneMore(safety, at(i))
      expect(passes).toBe(true)
      safety = next
    }
    const stopped = oneMore(safety, at(6))
    expect(stopped).toMatchObject({ passes: false, next: { stop: 1, stoppedAt: at(6) } })
    expect(oneMore(stopped.next, at(7))).toEqual({ passes: false, next: stopped.next })
    const approved = decided(stopped.next, { stop: 1, decision: 'approved', by, at: at(10) })
    expect(isOver(approved, rule, at(10))).toBe(true)
    expect(approvedStops(approved, at(11))).toEqual([1])
    expect(approvedStops(approved, new Date(Date.parse(at(10)) + 7 * 86_400_000).toISOString())).toEqual([])
    expect(approvedStops(decided(stopped.next, { stop: 1, decision: 'dismissed', by, at: at(10) }), at(11))).toEqual([])
  })
})

test.each([
  ['employee', undefined, 'agent', 'agent'],
  ['guest', undefined, 'agent', 'agent'],
  ['agent', 'agent', 'administrator', 'administrator'],
  ['agent', 'agent', undefined, 'employee'],
  ['administrator', undefined, 'agent', 'administrator'],
  ['administrator', 'agent', undefined, 'administrator'],
  ['agent', undefined, undefined, 'agent'],
  ['employee', 'agent', undefined, 'employee'],
] as const)('%s whom groups gave %s and now give %s is %s', (role, then, now, after) => {
  expect(roleAfter(role, then, now)).toBe(after)
})
