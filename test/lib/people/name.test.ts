import { describe, expect, test } from 'vitest'
import { byName, initials } from '../../../lib/people/name.ts'

describe('a name', () => {
  test.each([
    ['김민지', '민지'],
    ['남궁 민수', '민수'],
    ['이 도', '이도'],
    ['Grace Kim', 'GK'],
    ['Ana María de la Cruz', 'AC'],
    ['desk', 'D'],
    ['', ''],
  ])('%s is %s on a badge', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})

describe('a list of people', () => {
  const people = ['Emma', '하늘', '김민지', 'adam', '각시', 'Team 10', 'Team 9'].map((name) => ({ id: name, name }))

  test('begins with Hangul for Korean readers, and with Latin for English ones', () => {
    const names = (language: 'en' | 'ko') => byName(people, language).map(({ name }) => name)
    expect(names('ko')).toEqual(['각시', '김민지', '하늘', 'adam', 'Emma', 'Team 9', 'Team 10'])
    expect(names('en')).toEqual(['adam', 'Emma', 'Team 9', 'Team 10', '각시', '김민지', '하늘'])
  })

  test('is the same whatever order it came in, also where two have one name', () => {
    const twins = [
      { id: 'p-2', name: '김민지' },
      { id: 'p-1', name: '김민지' },
    ]
    expect(byName(twins, 'ko')).toEqual(byName(twins.toReversed(), 'ko'))
  })
})
