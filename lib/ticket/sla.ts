import * as z from 'zod'
import { HoldReason } from './hold.ts'
import { Priority } from './priority.ts'

/** To whom it is promised: the customer, another team of ours (OLA), or us by a vendor (underpinning contract). */
export const SlaKind = z.enum(['sla', 'ola', 'contract'])
export type SlaKind = z.infer<typeof SlaKind>

/** What ends the clock: the first public answer of a person, the resolution, or what the definition names. */
export const SlaMetric = z.enum(['response', 'resolution', 'custom'])
export type SlaMetric = z.infer<typeof SlaMetric>

/** A year round the clock. */
const mostMinutes = 525_600

/**
 * How long it may take. `minutes` are minutes of the calendar's working time. `businessDays` are its working days,
 * never spells of 24 or 8 hours: due at the end of work on the n-th working day after the day it started.
 *
 * That is what "next business day" means in support contracts, what a caller can tell without a calculator ("by
 * Wednesday"), and how Korean law counts days (Civil Act, article 157: the first day is left out). Days of different
 * length need no conversion, and nobody gets less time for having called in the morning.
 */
export const SlaTarget = z.union(
  [
    z.strictObject({ minutes: z.int().min(1).max(mostMinutes) }),
    z.strictObject({ businessDays: z.int().min(1).max(250) }),
  ],
  { error: `must be {minutes: 1 to ${mostMinutes}} or {businessDays: 1 to 250}` },
)
export type SlaTarget = z.infer<typeof SlaTarget>

const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100).optional()

/** Which tickets it is promised for. All that is given must hold; nothing given means every ticket. */
export const SlaCondition = z.strictObject({
  priorities: some(Priority),
  teams: some(z.string().min(1)),
  vip: z.boolean().optional(),
  /** Ids of persons. */
  requesters: some(z.string().min(1)),
})
export type SlaCondition = z.infer<typeof SlaCondition>

const fields = {
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'needs lower case letters, digits and hyphens, at most 40' })
    .describe('What clocks call it; it stays when the promise changes.'),
  name: z.string().trim().min(1).max(100).describe('What people call it.'),
  kind: SlaKind.describe('To whom it is promised.'),
  metric: SlaMetric.describe('What ends the clock.'),
  until: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('For a custom metric, the state or condition that ends it. Definitions that name the same one compete.'),
  applies: SlaCondition.default({}).describe('Which tickets it is promised for; all that is given must hold.'),
  target: SlaTarget.describe('How long it may take, in working time.'),
  calendar: z.string().min(1).describe('Id of the calendar; a clock takes the version that is newest when it starts.'),
  zoneFrom: z
    .enum(['calendar', 'requester', 'team'])
    .default('calendar')
    .describe('Whose zone the calendar’s hours are read in. Unknown ones fall back to the calendar’s own.'),
  pausesOn: z
    .array(HoldReason)
    .default(['caller'])
    .describe('Being on hold for another reason leaves the clock running.'),
  onReopen: z
    .enum(['resume', 'restart'])
    .default('resume')
    .describe('Whether a reopened ticket goes on with the time already used, or gets the whole target again.'),
  retroactive: z
    .boolean()
    .default(true)
    .describe('Whether it counts from the beginning of the ticket when it comes to apply later.'),
}

const isEnded = ({ metric, until }: { metric: SlaMetric; until?: string | undefined }) =>
  (metric === 'custom') === (until !== undefined)
const unended = {
  path: ['until'],
  error: 'belongs to a custom metric, which needs it: name the state or condition that ends the clock',
}

/** What a command says of a promise. Its version is ours, so that one which was read can be sent back as it is. */
export const SlaFields = z
  .strictObject({ ...fields, version: z.int().optional().describe('Ours: raised when the promise changes.') })
  .refine(isEnded, unended)
export type SlaFields = z.infer<typeof SlaFields>

/** A promise about time. A version never changes, so that a clock can hold on to the one it began with. */
export const SlaDefinition = z.strictObject({ ...fields, version: z.int().min(1) }).refine(isEnded, unended)
export type SlaDefinition = z.infer<typeof SlaDefinition>

/** What decides which promises a ticket has. */
export interface SlaFacts {
  readonly priority: Priority
  readonly team: string
  readonly vip?: boolean | undefined
  /** Id of the person it is for. */
  readonly requester?: string | undefined
}

/** Two promises with the same slot are rivals: a ticket has one of them. */
export const slotOf = ({ kind, metric, until }: Pick<SlaDefinition, 'kind' | 'metric' | 'until'>): string =>
  `${kind} ${metric} ${until ?? ''}`

const holds = ({ priorities, teams, vip, requesters }: SlaCondition, facts: SlaFacts): boolean =>
  (priorities?.includes(facts.priority) ?? true) &&
  (teams?.includes(facts.team) ?? true) &&
  (vip === undefined || vip === (facts.vip ?? false)) &&
  (requesters === undefined || (facts.requester !== undefined && requesters.includes(facts.requester)))

/** The promises a ticket has: of each kind and metric the first definition that applies, in the order given. */
export const definitionsFor = (definitions: readonly SlaDefinition[], facts: SlaFacts): SlaDefinition[] => {
  const slots = new Map<string, SlaDefinition>()
  for (const definition of definitions) {
    const slot = slotOf(definition)
    if (!slots.has(slot) && holds(definition.applies, facts)) slots.set(slot, definition)
  }
  return [...slots.values()]
}
