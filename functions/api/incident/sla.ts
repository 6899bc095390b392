import * as z from 'zod'
import { readCauses } from '../../../lib/desk/read-causes.ts'
import { calendarsOf } from '../../../lib/incident/plan.ts'
import { may } from '../../../lib/people/access.ts'
import { calendarIn, type Policy } from '../../../lib/policy/policy.ts'
import type { Clock } from '../../../lib/ticket/clock.ts'
import { HoldReason } from '../../../lib/ticket/hold.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { SlaTarget } from '../../../lib/ticket/sla.ts'
import { breakdown, type Share } from '../../../lib/ticket/sla-breakdown.ts'
import { type Cause, explain, type Slice } from '../../../lib/ticket/sla-explanation.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ClockView, clockView } from './clock-view.ts'
import { visible } from './visible.ts'

const Query = z.strictObject({
  by: z
    .enum(['runs', 'intervals'], 'Use runs or intervals')
    .default('runs')
    .describe('`runs`: lunch and nights are part of the work around them. `intervals`: each is told.'),
})

const SliceView = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  seconds: z.int().describe('What the clock counted in it, or, if it counted nothing, how long it lasted.'),
  counted: z.boolean(),
  why: z.enum(['working', 'outside-hours', 'special-day', 'holiday', 'paused', 'completed']),
  holidays: z.array(z.string()).optional(),
  reason: z
    .enum([...HoldReason.options, 'merged'])
    .optional()
    .describe('Why it stood still.'),
  dueMovedBySeconds: z.int().optional().describe('Working time that the pause took, by which the due time moved.'),
  cause: z
    .object({ sequence: z.int(), at: z.iso.datetime(), type: z.string(), by: z.string() })
    .optional()
    .describe('The entry that began it; what the calendar began has none.'),
})

const ShareView = z.object({
  id: z.string().nullable().describe('Null for the time in which it was nobody’s.'),
  name: z.string().nullable(),
  seconds: z.int(),
})

/** Each clock of an incident, explained for an instant. */
export const Explanation = z.object({
  number: z.string(),
  version: z.int(),
  at: z.iso.datetime().describe('The instant that it is told for.'),
  clocks: z.array(
    ClockView.extend({
      target: SlaTarget,
      calendarName: z.string(),
      slices: z.array(SliceView).describe('Without a gap; the counted seconds add up to the elapsed ones.'),
      assignees: z.array(ShareView).describe('Counted seconds by who had it; they add up to the elapsed ones.'),
      teams: z.array(ShareView).describe('Counted seconds by team; they add up to the elapsed ones.'),
    }),
  ),
})

type By = z.output<typeof Query>['by']

const sliceView = ({ cause, dueMovedBy, ...slice }: Slice, causes: readonly Cause[]) => ({
  ...slice,
  dueMovedBySeconds: dueMovedBy,
  // Sequences count from 1 without a gap.
  cause: cause === undefined ? undefined : causes[cause - 1],
})

const shares = (found: readonly Share[], nameOf: (id: string) => string) =>
  found.map(({ who, seconds }) => ({ id: who ?? null, name: who === undefined ? null : nameOf(who), seconds }))

const explanation = (
  clock: Clock,
  policy: Policy,
  at: string,
  by: By,
  { causes, names }: Awaited<ReturnType<typeof readCauses>>,
) => {
  const calendar = calendarIn(policy, clock.calendar)
  const { assignees, teams } = breakdown(clock, calendar, at, causes)
  return {
    ...clockView(clock, policy, at),
    target: clock.target,
    calendarName: calendar.name,
    slices: explain(clock, calendar, at, causes, by).map((slice) => sliceView(slice, causes)),
    assignees: shares(assignees, (id) => names.get(id) ?? id),
    teams: shares(teams, (id) => policy.teams.find((team) => team.id === id)?.name ?? id),
  }
}

/** `GET /api/v1/incidents/{number}/sla` */
export const explaining = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}/sla',
  id: 'explainIncidentClocks',
  access: { kind: 'incident', action: 'read-internal' },
  summary:
    'Explain each clock of an incident: every start, pause and resumption with its cause, and whose the time was',
  query: Query,
  status: 200,
  answer: Explanation,
  run: async (call: Call<unknown, z.output<typeof Query>>, { store, policies, now }: ApiDesk) => {
    const incident = await visible(call, store)
    if (!may(call.caller, 'read-internal', incident))
      throw new Refusal('forbidden', 'Only agents read whose the time was.')
    const at = now()
    const { number, version, clocks } = incident
    const [policy, known] = await Promise.all([policies.with(calendarsOf(incident)), readCauses(store, number)])
    const body = Explanation.parse({
      number,
      version,
      at,
      clocks: clocks.map((clock) => explanation(clock, policy, at, call.query.by, known)),
    })
    return { status: 200, headers: { etag: `"${version}"` }, body }
  },
})
