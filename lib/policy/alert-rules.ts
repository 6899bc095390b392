import * as z from 'zod'
import { Language } from '../ticket/message.ts'
import { Impact, Urgency } from '../ticket/priority.ts'

/** How bad an alert is; as in lib/alert/level.ts, which the desk's rules do not know. */
const levels = ['critical', 'high', 'medium', 'low'] as const
/** How much hangs on a service: 1 most, 4 least; `unknown` where no service is known. */
const criticalities = ['1', '2', '3', '4', 'unknown'] as const

const Cell = z.strictObject({
  impact: Impact.describe('How many people and services are hurt.'),
  urgency: Urgency.describe('How soon it must be solved.'),
})

const byCriticality = z.strictObject(
  Object.fromEntries(
    criticalities.map((criticality) => [criticality, Cell.describe('Impact and urgency of such an incident.')]),
  ) as Record<(typeof criticalities)[number], typeof Cell>,
)

const AlertTable = z.strictObject(
  Object.fromEntries(
    levels.map((level) => [level, byCriticality.describe(`By the service’s criticality, of ${level} alerts.`)]),
  ) as Record<(typeof levels)[number], typeof byCriticality>,
)

const minutes = 'Use 0 to 1,440 minutes'

/** What an administrator decides about the alerts of all sources. */
export const AlertRules = z.object({
  priorities: AlertTable.describe('Impact and urgency by how bad an alert is and how much hangs on its service.'),
  language: Language.describe('The language in which alerts speak on incidents, and of the incidents they open.'),
  acknowledgedForMinutes: z
    .int(minutes)
    .min(0, minutes)
    .max(1440, minutes)
    .describe('Minutes after which an alert that somebody acknowledged counts as unseen again; 0: never.'),
})
export type AlertRules = z.infer<typeof AlertRules>

/** Kind and id of the record. */
export const alertRules = { kind: 'policy', id: 'alerts' } as const

const cell = (impact: Impact, urgency: Urgency) => ({ impact, urgency })

/**
 * What a desk starts with. How much hangs on the service says how many are hurt; how bad the alert is, how soon it must be
 * solved. Only the worst of the most important is P1: whoever is woken for less stops listening. What nobody has called a
 * service is taken for an ordinary one.
 */
export const defaultAlertRules: AlertRules = {
  priorities: {
    critical: {
      1: cell('high', 'high'),
      2: cell('high', 'medium'),
      3: cell('medium', 'high'),
      4: cell('low', 'high'),
      unknown: cell('medium', 'high'),
    },
    high: {
      1: cell('high', 'medium'),
      2: cell('medium', 'high'),
      3: cell('medium', 'medium'),
      4: cell('low', 'medium'),
      unknown: cell('medium', 'medium'),
    },
    medium: {
      1: cell('medium', 'medium'),
      2: cell('medium', 'medium'),
      3: cell('low', 'medium'),
      4: cell('low', 'low'),
      unknown: cell('low', 'medium'),
    },
    low: {
      1: cell('low', 'medium'),
      2: cell('low', 'low'),
      3: cell('low', 'low'),
      4: cell('low', 'low'),
      unknown: cell('low', 'low'),
    },
  },
  // What monitors send is English nearly everywhere.
  language: 'en',
  // A person over there who has seen it need not be reminded, unless the desk wants it.
  acknowledgedForMinutes: 0,
}

/** Impact and urgency of an alert of this level on a service of this criticality. */
export const judge = (
  { priorities }: Pick<AlertRules, 'priorities'>,
  level: (typeof levels)[number],
  criticality: 1 | 2 | 3 | 4 | undefined,
): z.infer<typeof Cell> => priorities[level][criticality ?? 'unknown']
