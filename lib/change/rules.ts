import * as z from 'zod'
import { ApprovalPolicy, type StageRule } from '../approval/policy.ts'
import { Questionnaire } from './risk.ts'

/** The inputs that rows of the approval policy for changes can ask for. */
export const policyInputs = ['type', 'risk', 'impact', 'service', 'team'] as const

/** The rules of change enablement that an administrator edits, as one kept record. */
export const ChangeRules = z.strictObject({
  approval: ApprovalPolicy.superRefine(({ rows }, context) => {
    for (const [i, { when }] of rows.entries())
      for (const [j, { input }] of when.entries())
        if (!policyInputs.some((known) => known === input))
          context.addIssue({
            code: 'custom',
            path: ['rows', i, 'when', j, 'input'],
            message: `A change has no ${input}. Use one of ${policyInputs.join(', ')}`,
          })
  }).describe('Who must approve which change: a decision table of which the first row that fits decides.'),
  questionnaire: Questionnaire.describe('What is asked about the risk of a change.'),
})
export type ChangeRules = z.infer<typeof ChangeRules>

/** Kind and id of the record. */
export const changeRules = { kind: 'policy', id: 'changes' } as const

const lead: StageRule = {
  id: 'team-lead',
  name: 'Team lead',
  approvers: [{ is: 'team-lead' }],
  fallback: [{ is: 'duty', duty: 'change-manager' }],
  quorum: { is: 'any' },
  dueHours: 72,
  remindHours: [24, 48],
}

const manager: StageRule = {
  id: 'change-manager',
  name: 'Change manager',
  approvers: [{ is: 'duty', duty: 'change-manager' }],
  fallback: [],
  quorum: { is: 'any' },
  dueHours: 72,
  remindHours: [24, 48],
}

const owner: StageRule = {
  id: 'service-owner',
  name: 'Service owner',
  approvers: [{ is: 'service-owner' }],
  fallback: [{ is: 'team-lead' }],
  quorum: { is: 'any' },
  dueHours: 72,
  remindHours: [24, 48],
}

const question = (id: string, en: string, ko: string, answers: readonly [string, string, string, number][]) => ({
  id,
  text: { en, ko },
  answers: answers.map(([answer, english, korean, points]) => ({
    id: answer,
    text: { en: english, ko: korean },
    points,
  })),
})

/** What a desk starts with: authority matched to risk (ITIL 4), until an administrator says otherwise. */
export const defaultChangeRules: ChangeRules = {
  approval: {
    rows: [
      {
        name: 'Emergency',
        when: [{ input: 'type', in: ['emergency'] }],
        // An emergency that nobody decides within hours is none.
        steps: [[{ ...manager, id: 'emergency', name: 'Emergency authority', dueHours: 4, remindHours: [1] }]],
      },
      {
        name: 'High risk',
        when: [{ input: 'risk', in: ['high', 'very-high'] }],
        steps: [
          [lead, owner],
          [{ ...manager, id: 'board', name: 'Change advisory board', quorum: { is: 'percent', percent: 50 } }],
        ],
      },
      { name: 'Moderate risk', when: [{ input: 'risk', in: ['moderate'] }], steps: [[lead], [manager]] },
      { name: 'Low risk', when: [], steps: [[lead]] },
    ],
  },
  questionnaire: {
    questions: [
      question('tested', 'Has it been tried where it can do no harm?', '영향이 없는 곳에서 시험해 보았습니까?', [
        ['fully', 'Yes, just as it will be done', '예, 실제와 똑같이 했습니다', 0],
        ['partly', 'In part', '일부만 했습니다', 10],
        ['no', 'No', '아니요', 30],
      ]),
      question('backout', 'How fast can it be taken back?', '얼마나 빨리 되돌릴 수 있습니까?', [
        ['minutes', 'Within minutes', '몇 분 안에', 0],
        ['hours', 'Within hours', '몇 시간 안에', 15],
        ['no', 'Not at all', '되돌릴 수 없습니다', 40],
      ]),
      question('users', 'Whose work stops meanwhile?', '작업하는 동안 누구의 업무가 멈춥니까?', [
        ['nobody', 'Nobody’s', '아무도 멈추지 않습니다', 0],
        ['team', 'That of a team', '한 팀', 10],
        ['company', 'That of everybody', '회사 전체', 30],
      ]),
    ],
    moderate: 15,
    high: 40,
    veryHigh: 70,
  },
}
