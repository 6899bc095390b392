import { describe, expect, test } from 'vitest'
import { type Candidate, electorate, firstElectorate } from '../../../lib/approval/electorate.ts'

const ref = (id: string) => ({ id, name: id })
const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  person: ref(id),
  isActive: true,
  today: '2026-11-24',
  delegations: [],
  ...more,
})
const away = (id: string, delegate: string, from = '2026-11-20', to = '2026-11-24') =>
  candidate(id, { delegations: [{ from, to, delegate: ref(delegate) }] })
const nobody = new Set<string>()

describe('who is asked', () => {
  test('is everybody whom the rule found, once', () => {
    expect(electorate([candidate('a'), candidate('b'), candidate('a')], nobody)).toEqual([
      { person: ref('a') },
      { person: ref('b') },
    ])
  })

  test('is the delegate of whoever is away today, with in whose place', () => {
    expect(electorate([away('a', 'b')], nobody)).toEqual([{ person: ref('b'), for: ref('a') }])
  })

  test.each([
    ['begins tomorrow', '2026-11-25', '2026-11-30'],
    ['ended yesterday', '2026-11-01', '2026-11-23'],
  ])('is the person themselves when a delegation %s', (_, from, to) => {
    expect(electorate([away('a', 'b', from, to)], nobody)).toEqual([{ person: ref('a') }])
  })

  test('is one person with one vote who is asked for themselves and for another', () => {
    expect(electorate([away('a', 'b'), candidate('b')], nobody)).toEqual([{ person: ref('b') }])
  })

  test('is nobody about their own record, neither in person nor for somebody else', () => {
    const barred = new Set(['requester'])
    expect(electorate([candidate('requester'), candidate('a')], barred)).toEqual([{ person: ref('a') }])
    expect(electorate([away('a', 'requester')], barred)).toEqual([{ person: ref('a') }])
  })

  test('is nobody who has left', () => {
    expect(electorate([candidate('a', { isActive: false })], nobody)).toEqual([])
  })

  test('is the fallback when the rule finds nobody who can decide', () => {
    const lists = [[candidate('a', { isActive: false })], [], [candidate('z')]]
    expect(firstElectorate(lists, nobody)).toEqual([{ person: ref('z') }])
    expect(firstElectorate([], nobody)).toEqual([])
  })
})
