import * as z from 'zod'
import { Duty } from '../people/person.ts'

const id = (what: string) => z.string(what).trim().min(1, what).max(100, 'Use at most 100 characters')

/** Where approvers come from, as a rule says it; who that is now is looked up when approval is asked for. */
export const ApproverRule = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('person'), person: id('Give the id of a person') }).describe('One person.'),
  z.strictObject({ is: z.literal('manager') }).describe('Whoever leads the requester, by the directory.'),
  z.strictObject({ is: z.literal('team'), team: id('Give the id of a team') }).describe('Everybody in a team.'),
  z
    .strictObject({ is: z.literal('team-lead'), team: id('Give the id of a team').optional() })
    .describe('Whoever answers for a team; without one, for the team that has the record.'),
  z.strictObject({ is: z.literal('service-owner') }).describe('Whoever answers for the service.'),
  z.strictObject({ is: z.literal('duty'), duty: Duty }).describe('Everybody with a duty.'),
])
export type ApproverRule = z.infer<typeof ApproverRule>

/** How many of a stage's approvers must approve. One rejection rejects, whatever the quorum. */
export const Quorum = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('any') }),
  z.strictObject({ is: z.literal('all') }),
  z.strictObject({ is: z.literal('count'), count: z.int('Use a whole number').min(1, 'Use at least 1').max(100) }),
  z.strictObject({
    is: z.literal('percent'),
    percent: z.int('Use a whole number').min(1, 'Use 1 to 100 percent').max(100, 'Use 1 to 100 percent'),
  }),
])
export type Quorum = z.infer<typeof Quorum>

/** One group of people who decide together. */
export const StageRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40'),
  name: id('Name the stage').describe('What it is called, such as Change advisory board.'),
  approvers: z.array(ApproverRule).min(1, 'Say who approves').max(10, 'Use at most 10 rules'),
  fallback: z.array(ApproverRule).max(10).default([]).describe('Who approves where the rules find nobody.'),
  quorum: Quorum,
  covers: z
    .array(z.string().min(1).max(40))
    .max(40)
    .optional()
    .describe(
      'The fields this stage answers for: another value of one asks it again. All material fields when absent.',
    ),
  dueHours: z
    .int('Use whole hours')
    .min(1, 'Use at least an hour')
    .max(24 * 365, 'Use at most a year')
    .default(72)
    .describe('Hours in which it must decide. What is not decided by then expires, and was not approved.'),
  remindHours: z
    .array(
      z
        .int()
        .min(1)
        .max(24 * 365),
    )
    .max(5, 'Use at most 5 reminders')
    .default([24])
    .describe('Hours after the request at which those who have not decided are reminded.'),
  escalateHours: z
    .int()
    .min(1)
    .max(24 * 365)
    .optional()
    .describe('Hours after which the managers of those who have not decided are told as well.'),
})
export type StageRule = z.infer<typeof StageRule>

/** A condition on one input of the decision: one of some values, or a number of at least so much. */
export const Condition = z.union([
  z.strictObject({ input: id('Name the input'), in: z.array(z.string()).min(1, 'Give at least one value').max(50) }),
  z.strictObject({ input: id('Name the input'), atLeast: z.number() }),
])
export type Condition = z.infer<typeof Condition>

/** One row of the table: where all its conditions hold, its steps are demanded; stages of one step run side by side. */
export const PolicyRow = z.strictObject({
  name: id('Name the row').describe('Why this row is there, in a few words.'),
  when: z.array(Condition).max(20, 'Use at most 20 conditions'),
  steps: z
    .array(z.array(StageRule).min(1, 'A step has at least one stage').max(10, 'Use at most 10 stages a step'))
    .max(10, 'Use at most 10 steps')
    .describe('Steps follow each other; none: nobody need approve.'),
})
export type PolicyRow = z.infer<typeof PolicyRow>

/** Who must approve, as a decision table: the first row that fits decides, and the last one fits always. */
export const ApprovalPolicy = z
  .strictObject({ rows: z.array(PolicyRow).min(1, 'Give at least one row').max(100, 'Use at most 100 rows') })
  .superRefine(({ rows }, context) => {
    const last = rows.at(-1)
    if (last && last.when.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['rows', rows.length - 1, 'when'],
        message: 'The last row must fit always, so that no record is without an answer: take its conditions away',
      })
    for (const [i, { when }] of rows.slice(0, -1).entries())
      if (when.length === 0)
        context.addIssue({
          code: 'custom',
          path: ['rows', i, 'when'],
          message: 'It fits always, so no row after it is ever reached: give it a condition, or move it to the end',
        })
    for (const [i, { steps }] of rows.entries()) {
      const ids = steps.flat().map((stage) => stage.id)
      if (new Set(ids).size < ids.length)
        context.addIssue({ code: 'custom', path: ['rows', i, 'steps'], message: 'Two stages have one id: rename one' })
    }
  })
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>

/** What a record is, to the table: its type, its risk, its cost, …. */
export type Inputs = Readonly<Record<string, string | number | undefined>>

const holds = (condition: Condition, inputs: Inputs): boolean => {
  const value = inputs[condition.input]
  if (value === undefined) return false
  if ('in' in condition) return condition.in.includes(String(value))
  return typeof value === 'number' && value >= condition.atLeast
}

/** The row that decides about a record: the first of which every condition holds. */
export const rowFor = ({ rows }: ApprovalPolicy, inputs: Inputs): PolicyRow => {
  const found = rows.find(({ when }) => when.every((condition) => holds(condition, inputs)))
  if (!found) throw new Error('The approval policy has no row that fits always; it was kept without being checked')
  return found
}
