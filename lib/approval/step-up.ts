import * as z from 'zod'

/** Risks from which a decision can need a fresh proof of who decides, in rising order. */
const levels = ['low', 'moderate', 'high', 'very-high'] as const

/** When somebody must prove anew who they are before they decide (APR-9). */
export const StepUpRule = z.strictObject({
  from: z
    .enum([...levels, 'never'])
    .default('high')
    .describe('The risk from which a decision needs a fresh sign-in; `never` asks for none.'),
  minutes: z
    .int('Use whole minutes')
    .min(1, 'Use at least a minute')
    .max(60, 'Use at most an hour')
    .default(5)
    .describe('How old the sign-in may be, in minutes.'),
})
export type StepUpRule = z.infer<typeof StepUpRule>

/** Kind and id of the kept record. */
export const stepUpRule = { kind: 'policy', id: 'approvals' } as const

/** What holds until an administrator says otherwise. */
export const defaultStepUpRule: StepUpRule = StepUpRule.parse({})

/** Whether a decision about something of this risk needs a fresh sign-in; what nobody has judged yet does, too. */
export const needsStepUp = ({ from }: StepUpRule, risk: string | undefined): boolean =>
  from !== 'never' && (risk === undefined || (levels as readonly string[]).indexOf(risk) >= levels.indexOf(from))

/** Whether somebody proved who they are lately enough. */
export const isFresh = ({ minutes }: StepUpRule, provenAt: string | undefined, at: string): boolean =>
  provenAt !== undefined && Date.parse(at) - Date.parse(provenAt) <= minutes * 60_000
