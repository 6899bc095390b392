import { expect, test } from 'vitest'
import { busiest } from '../../../lib/incident/surge.ts'

const opening = (minute: number) => ({
  number: `INC-${minute}`,
  openedAt: new Date(Date.parse('2026-11-24T00:00:00.000Z') + minute * 60_000).toISOString(),
})
const inMinutes = (...given: number[]) => busiest(given.map(opening), 15).map(({ number }) => number)

test('incidents that are further apart than the rule allows do not count together', () => {
  expect(inMinutes(0, 16, 32)).toHaveLength(1)
  expect(inMinutes(0, 15)).toEqual(['INC-0', 'INC-15'])
})

test('the busiest stretch is found in whatever order they are heard of', () => {
  expect(inMinutes(21, 0, 8, 40, 20, 22)).toEqual(['INC-8', 'INC-20', 'INC-21', 'INC-22'])
})

test('of two stretches that are as busy the later one is told', () => {
  expect(inMinutes(0, 1, 60, 61)).toEqual(['INC-60', 'INC-61'])
})

test('a service that nobody complains about has none', () => {
  expect(busiest([], 15)).toEqual([])
})
