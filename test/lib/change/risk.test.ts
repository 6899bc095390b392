import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../../lib/change/change.ts'
import { type RiskFacts, riskOf, successProbability, successScore } from '../../../lib/change/risk.ts'

const many = (outcome: Outcome, count: number) => Array.from({ length: count }, () => outcome)
const words = (en: string) => ({ en, ko: en })
const facts: RiskFacts = {
  type: 'normal',
  impact: 'low',
  history: { outcomes: many('successful', 10) },
  questionnaire: {
    questions: [
      {
        id: 'tested',
        text: words('Was it tried?'),
        answers: [
          { id: 'yes', text: words('Yes'), points: 0 },
          { id: 'no', text: words('No'), points: 30 },
        ],
      },
    ],
    moderate: 10,
    high: 30,
    veryHigh: 60,
  },
  answers: {},
  isOutsideMaintenance: false,
}

describe('a team’s success score', () => {
  test('counts 3 for what went well and takes away for what did not', () => {
    const outcomes: Outcome[] = ['successful', 'successful-with-issues', 'failed', 'backed-out', 'not-implemented']
    expect(successScore({ outcomes })).toBe(3 - 2 - 5 - 5)
    expect(successScore({ outcomes: [], caused: { p1: 1, p2: 1, p3: 1 } })).toBe(-17)
  })

  test.each<[string, Outcome[], string]>([
    ['ten good ones', many('successful', 10), 'high'],
    [
      'eight good ones of ten, two with issues',
      [...many('successful', 8), ...many('successful-with-issues', 2)],
      'medium',
    ],
    ['half of them failed', [...many('successful', 5), ...many('failed', 5)], 'low'],
    ['too few to say', many('failed', 4), 'medium'],
    ['none carried out', many('not-implemented', 9), 'medium'],
  ])('of %s', (_, outcomes, probability) => {
    expect(successProbability({ outcomes })).toBe(probability)
  })
})

describe('the risk of a change', () => {
  test.each<[string, Partial<RiskFacts>, string]>([
    ['a small one of a good team', {}, 'low'],
    ['a large one of a good team', { impact: 'high' }, 'moderate'],
    ['a large one of a team with failures', { impact: 'high', history: { outcomes: many('failed', 9) } }, 'very-high'],
    ['an untried one', { answers: { tested: 'no' } }, 'high'],
    ['a tried one', { answers: { tested: 'yes' } }, 'low'],
    ['an answer that there is none', { answers: { tested: 'maybe' } }, 'low'],
    ['the most critical service', { criticality: 1 }, 'high'],
    ['one in a hurry', { leadHours: 23 }, 'moderate'],
    ['one outside of maintenance', { isOutsideMaintenance: true }, 'moderate'],
  ])('of %s', (_, over, risk) => {
    expect(riskOf({ ...facts, ...over }).risk).toBe(risk)
  })

  test('is the highest of what contributes, and tells all of it', () => {
    const { risk, because } = riskOf({ ...facts, impact: 'high', answers: { tested: 'no' }, leadHours: 1 })
    expect(risk).toBe('high')
    expect(because.map((each) => each.risk)).toEqual(['moderate', 'high', 'moderate'])
    expect(because.filter(({ what }) => !/[가-힣]/.test(what.ko))).toEqual([])
  })
})
