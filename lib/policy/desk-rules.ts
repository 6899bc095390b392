import * as z from 'zod'
import { Impact, Priority, Urgency } from '../ticket/priority.ts'
import { SlaDefinition } from '../ticket/sla.ts'
import { ColleaguesSee } from './colleagues-see.ts'
import { defaultMatrix } from './priority-matrix.ts'
import { firstTeam } from './routing.ts'
import { defaultSlas } from './slas.ts'

const byUrgency = z.strictObject(
  Object.fromEntries(Urgency.options.map((urgency) => [urgency, Priority])) as Record<Urgency, typeof Priority>,
)

/** Priority by impact and urgency: every cell must be there. */
export const Matrix = z.strictObject(
  Object.fromEntries(
    Impact.options.map((impact) => [impact, byUrgency.describe(`Priorities by urgency, of ${impact} impact.`)]),
  ) as Record<Impact, typeof byUrgency>,
)
export type Matrix = z.infer<typeof Matrix>

const days = 'Use 1 to 90 days'
/** The hundred incidents that one page holds are then enough to find them. */
const incidents = 'Use 2 to 50 incidents, or 0 to switch it off'
const minutes = 'Use 1 to 240 minutes'

/** The rules that are one value each. */
export const DeskSettings = z.strictObject({
  firstTeam: z
    .string('Give the id of a team')
    .min(1)
    .describe('Id of the team that gets what no rule gives to another.'),
  closeAfterDays: z.int(days).min(1, days).max(90, days).describe('Days after resolution at which an incident closes.'),
  vipIsUrgent: z
    .boolean('Use true or false')
    .describe('Whether the incident of a VIP is urgent until somebody judges.'),
  colleaguesSee: ColleaguesSee.default('none').describe(
    'Which tickets of others people may look at: none, those of their `reports`, or those of their `department` too.',
  ),
  candidateIncidents: z
    .int(incidents)
    .min(0, incidents)
    .max(50, incidents)
    .refine((count) => count !== 1, { error: incidents })
    .default(5)
    .describe('So many incidents of one service make a candidate for a major incident; 0: no rule proposes any.'),
  candidateMinutes: z
    .int(minutes)
    .min(1, minutes)
    .max(240, minutes)
    .default(15)
    .describe('Minutes within which they come. A service whose candidate was rejected is left alone for as long.'),
})
export type DeskSettings = z.infer<typeof DeskSettings>

/** More promises than this are a mistake; they are read with every decision. */
export const mostSlas = 200

/** The rules of the desk that an administrator edits, as one kept record. */
export const DeskRules = z.object({
  matrix: Matrix,
  slas: z.array(SlaDefinition).max(mostSlas, `Use at most ${mostSlas} definitions`),
  ...DeskSettings.shape,
})
export type DeskRules = z.infer<typeof DeskRules>

/** Kind and id of the record. */
export const deskRules = { kind: 'policy', id: 'desk' } as const

/** What a desk starts with, until an administrator says otherwise. */
export const defaultRules: DeskRules = {
  matrix: defaultMatrix,
  slas: [...defaultSlas],
  firstTeam,
  // Long enough to notice that it is not solved, over a weekend and a holiday too.
  closeAfterDays: 7,
  vipIsUrgent: true,
  colleaguesSee: 'none',
  candidateIncidents: 5,
  candidateMinutes: 15,
}
