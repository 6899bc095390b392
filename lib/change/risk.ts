import * as z from 'zod'
import type { Impact } from '../ticket/priority.ts'
import type { Words } from '../ticket/words.ts'
import type { ChangeType, Outcome, Risk } from './change.ts'
import type { Assessment } from './event.ts'

const worst: Readonly<Record<Risk, number>> = { low: 0, moderate: 1, high: 2, 'very-high': 3 }

/** One question about a change, and what each answer says of its risk. */
export const Question = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40'),
  text: z.strictObject({ ko: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) }),
  answers: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
        text: z.strictObject({ ko: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) }),
        points: z.int().min(0).max(100),
      }),
    )
    .min(2, 'Give at least two answers')
    .max(10),
})
export type Question = z.infer<typeof Question>

/** A questionnaire, and how many points make which risk. */
export const Questionnaire = z.strictObject({
  questions: z.array(Question).max(30),
  /** From so many points on. */
  moderate: z.int().min(1),
  high: z.int().min(1),
  veryHigh: z.int().min(1),
})
export type Questionnaire = z.infer<typeof Questionnaire>

/** How a team's finished changes went. */
export interface History {
  readonly outcomes: readonly Outcome[]
  /** Incidents that its changes caused, by priority. */
  readonly caused?: { readonly p1: number; readonly p2: number; readonly p3: number }
}

/** Points of an outcome (CHG-7). */
const pointsOf: Readonly<Record<Outcome, number>> = {
  successful: 3,
  'successful-with-issues': -2,
  'backed-out': -5,
  failed: -5,
  'not-implemented': 0,
}

/** A team's success score: 3·ok − 2·issues − 5·failed − 10·P1 − 5·P2 − 2·P3 (CHG-7). */
export const successScore = ({ outcomes, caused = { p1: 0, p2: 0, p3: 0 } }: History): number =>
  outcomes.reduce((sum, outcome) => sum + pointsOf[outcome], 0) - 10 * caused.p1 - 5 * caused.p2 - 2 * caused.p3

export type Probability = 'high' | 'medium' | 'low'

/** Fewer finished changes than this say nothing about the next one. */
const enough = 5

/**
 * How likely success is: the score against what it would be if all had gone well. High from 80 % on, low below 40 %; medium
 * for a team of which too little is known.
 */
export const successProbability = (history: History): Probability => {
  const done = history.outcomes.filter((outcome) => outcome !== 'not-implemented').length
  if (done < enough) return 'medium'
  const share = successScore(history) / (3 * done)
  return share >= 0.8 ? 'high' : share >= 0.4 ? 'medium' : 'low'
}

/** Risk by impact and probability of success (DOMAIN 3.4). */
const byImpact: Readonly<Record<Impact, Readonly<Record<Probability, Risk>>>> = {
  high: { high: 'moderate', medium: 'high', low: 'very-high' },
  medium: { high: 'low', medium: 'moderate', low: 'high' },
  low: { high: 'low', medium: 'low', low: 'moderate' },
}

/** What the risk of a change follows from. */
export interface RiskFacts {
  readonly type: ChangeType
  readonly impact: Impact
  readonly history: History
  readonly questionnaire: Questionnaire
  /** Answer ids by question id. */
  readonly answers: Readonly<Record<string, string>>
  /** 1 is the most critical; absent when the service is not known. */
  readonly criticality?: number
  /** Hours between now and the beginning of the window. */
  readonly leadHours?: number
  readonly isOutsideMaintenance: boolean
}

type Contribution = Assessment['because'][number]

const inKorean: Readonly<Record<Impact | Probability, string>> = { high: '높음', medium: '보통', low: '낮음' }

/** What is said of each contribution. */
const said = {
  highest: { en: 'The service is of the highest criticality.', ko: '중요도가 가장 높은 서비스입니다.' },
  critical: { en: 'The service is critical.', ko: '중요도가 높은 서비스입니다.' },
  soon: { en: 'It begins in less than a day.', ko: '하루 안에 시작합니다.' },
  outside: { en: 'It is outside the maintenance times.', ko: '유지보수 시간이 아닙니다.' },
  asked: (points: number, answers: number): Words => ({
    en: `The questionnaire gives ${points} points for ${answers} answers.`,
    ko: `설문 ${answers}개 답변의 점수가 ${points}점입니다.`,
  }),
  past: (impact: Impact, chance: Probability, score: number): Words => ({
    en: `Impact is ${impact}, and the chance of success by the team's history is ${chance} (score ${score}).`,
    ko: `영향도는 ${inKorean[impact]}, 팀의 이력으로 본 성공 가능성은 ${inKorean[chance]}입니다(점수 ${score}).`,
  }),
} as const

const rules = ({ type, criticality, leadHours, isOutsideMaintenance }: RiskFacts): readonly Contribution[] => [
  ...(criticality === 1 ? [{ risk: 'high' as const, what: said.highest }] : []),
  ...(criticality === 2 ? [{ risk: 'moderate' as const, what: said.critical }] : []),
  ...(leadHours !== undefined && leadHours < 24 && type === 'normal'
    ? [{ risk: 'moderate' as const, what: said.soon }]
    : []),
  ...(isOutsideMaintenance ? [{ risk: 'moderate' as const, what: said.outside }] : []),
]

const asked = ({ questionnaire, answers }: RiskFacts): readonly Contribution[] => {
  const { questions, moderate, high, veryHigh } = questionnaire
  const given = questions.flatMap(({ id, answers: known }) => known.filter((answer) => answer.id === answers[id]))
  if (given.length === 0) return []
  const points = given.reduce((sum, answer) => sum + answer.points, 0)
  const risk: Risk =
    points >= veryHigh ? 'very-high' : points >= high ? 'high' : points >= moderate ? 'moderate' : 'low'
  return [{ risk, what: said.asked(points, given.length) }]
}

const past = ({ impact, history }: RiskFacts): Contribution => {
  const probability = successProbability(history)
  return {
    risk: byImpact[impact][probability],
    what: said.past(impact, probability, successScore(history)),
  }
}

/** The risk: the highest of rules, questionnaire and impact × chance of success, each contribution told (CHG-7). */
export const riskOf = (facts: RiskFacts): Assessment => {
  const because = [past(facts), ...asked(facts), ...rules(facts)]
  const risk = because.map((each) => each.risk).reduce((a, b) => (worst[a] >= worst[b] ? a : b))
  return { risk, because }
}
