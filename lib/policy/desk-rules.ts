import * as z from 'zod'
import { Impact, Priority, Urgency } from '../ticket/priority.ts'
import { SlaDefinition } from '../ticket/sla.ts'
import { defaultMatrix } from './priority-matrix.ts'
import { firstTeam } from './routing.ts'
import { defaultSlas } from './slas.ts'

const byUrgency = z.strictObject(
  Object.fromEntries(Urgency.options.map((urgency) => [urgency, Priority])) as Record<Urgency, typeof Priority>,
)

/** Priority by impact and urgency: every cell must be there. */
export const Matrix = z.strictObject(
  Object.fromEntries(Impact.options.map((impact) => [impact, byUrgency])) as Record<Impact, typeof byUrgency>,
)

/** The rules of the desk that an administrator edits, as one kept record. */
export const DeskRules = z.object({
  matrix: Matrix,
  slas: z.array(SlaDefinition).max(200, 'Use at most 200 definitions'),
  firstTeam: z.string().min(1),
  closeAfterDays: z.int().min(1, 'Use 1 to 90 days').max(90, 'Use 1 to 90 days'),
  vipIsUrgent: z.boolean(),
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
}
