import * as z from 'zod'
import { Quorum } from '../../../lib/approval/policy.ts'
import { type Change, ChangeType } from '../../../lib/change/change.ts'
import { slotDays } from '../../../lib/change/slot.ts'
import { assessDraft, type Draft } from '../../../lib/desk/change/draft.ts'
import { slotsFor } from '../../../lib/desk/change/slots.ts'
import { followerOf, personNamed } from '../../../lib/desk/named-person.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { AssessmentView } from './entry-data.ts'
import { ChangeNumber, Instant, Label, Named, said } from './field.ts'
import { ObstacleView, obstaclesFor } from './obstacle-view.ts'
import { changeSeen, deskOnly } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

/** What is written so far; of a change that exists, over what it says. */
const Touched = z.strictObject({
  number: ChangeNumber.optional().describe(
    'Number of the change that is edited: what is absent here is taken from it.',
  ),
  service: said.service.optional(),
  items: said.items.optional(),
  team: Label.optional().describe('Id of the team that carries it out; the first team when absent.'),
  assignee: Named.optional().describe('Who carries it out, by mail address or id.'),
})
type Touched = z.output<typeof Touched>

const Unsaved = Touched.extend({
  type: ChangeType.optional().describe('What it is to be; normal when absent.'),
  title: z.string().max(250).optional().describe('In a few words what is changed.'),
  impact: said.impact.optional(),
  owner: said.owner.optional(),
  requester: Named.optional().describe('Who wants it; the caller when absent.'),
  window: said.window.optional(),
  plan: said.plan.optional(),
  test: said.test.optional(),
  backout: said.backout.optional(),
  answers: said.answers.optional(),
})
type Unsaved = z.output<typeof Unsaved>

const Assessed = z.object({
  assessment: AssessmentView,
  obstacles: z.array(ObstacleView),
  missing: z.array(z.string()).describe('What it must say before it can leave New.'),
  approval: z
    .object({
      row: z.string().describe('The row of the policy that fits.'),
      steps: z.array(
        z.array(z.object({ id: z.string(), name: z.string(), quorum: Quorum, approvers: z.array(PersonRef) })),
      ),
    })
    .optional()
    .describe('Who would be asked; absent for a standard change, which was authorized as a procedure.'),
})

const baseOf = async ({ caller, body }: Call<Touched>, { store }: ApiDesk): Promise<Change | undefined> => {
  if (body.number === undefined) return undefined
  const found = await changeSeen(caller, store, body.number)
  if (!found) throw new Refusal('invalid', `number: there is no change ${body.number}. Leave it out.`, 'number')
  return found
}

const draftOf = async ({ caller, body }: Call<Unsaved>, { store }: ApiDesk): Promise<Draft> => {
  const named = async (given: string | undefined, field: string) =>
    given === undefined ? undefined : followerOf(await personNamed(store, caller, given, field))
  const { requester = 'me', owner, assignee, plan, test, backout, number: _, ...rest } = body
  const [wanting, owning, assigned] = await Promise.all([
    personNamed(store, caller, requester, 'requester'),
    named(owner, 'owner'),
    named(assignee, 'assignee'),
  ])
  const texts = { ...(plan && { plan }), ...(test && { test }), ...(backout && { backout }) }
  return { ...rest, requester: followerOf(wanting), owner: owning, assignee: assigned, texts }
}

const assessing = operation({
  method: 'POST',
  path: '/api/v1/changes/assess',
  id: 'assessChange',
  access: { kind: 'change', action: 'read' },
  summary: 'Say what risk, obstacles and approvals a draft would have; changes nothing',
  body: Unsaved,
  status: 200,
  answer: Assessed,
  run: async (call: Call<Unsaved>, desk: ApiDesk) => {
    deskOnly(call)
    const [base, draft] = await Promise.all([baseOf(call, desk), draftOf(call, desk)])
    const found = await assessDraft(changeOffice(desk), draft, desk.now(), base)
    const { change, assessment, obstacles, demanded, missing } = found
    const approval = demanded && {
      row: demanded.row,
      steps: demanded.steps.map((stages) =>
        stages.map(({ ballots, ...stage }) => ({ ...stage, approvers: ballots.map(({ approver }) => approver) })),
      ),
    }
    const body = { assessment, obstacles: obstaclesFor(change, obstacles), missing, approval }
    return { status: 200, body: Assessed.parse(body) }
  },
})

const SlotQuestion = Touched.extend({
  minutes: z
    .int('Use whole minutes')
    .min(5, 'Use at least 5 minutes')
    .max(31 * 24 * 60, 'Use at most 31 days')
    .describe('How long it takes.'),
  from: Instant.optional().describe('Not before this instant; now when absent.'),
  count: z.int().min(1, 'Use 1 to 20').max(20, 'Use 1 to 20').default(5).describe('How many at most, 1 to 20.'),
  inWorkingHours: z
    .boolean('Use true or false')
    .default(false)
    .describe('Only wholly within the working hours of the team’s calendar.'),
})

const Slots = z.object({ items: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })) })

const finding = operation({
  method: 'POST',
  path: '/api/v1/changes/slots',
  id: 'findSlots',
  access: { kind: 'change', action: 'read' },
  summary: `Find the earliest windows of the next ${slotDays} days in which nothing stands in the way; changes nothing`,
  body: SlotQuestion,
  status: 200,
  answer: Slots,
  run: async (call: Call<z.output<typeof SlotQuestion>>, desk: ApiDesk) => {
    deskOnly(call)
    const { caller, body } = call
    const [base, { firstTeam }, at] = [await baseOf(call, desk), await desk.policies.with([]), desk.now()]
    const assignee =
      body.assignee === undefined
        ? base?.assignee
        : followerOf(await personNamed(desk.store, caller, body.assignee, 'assignee'))
    const service = body.service ?? base?.service
    const touching = {
      number: base?.number ?? '',
      items: body.items ?? base?.items ?? [],
      team: body.team ?? base?.team ?? firstTeam,
      ...(service !== undefined && { service }),
      ...(assignee && { assignee }),
    }
    const { minutes, count, inWorkingHours: isInWorkingHours } = body
    const from = body.from !== undefined && body.from > at ? body.from : at
    const items = await slotsFor(desk, touching, { from, minutes, count, isInWorkingHours })
    return { status: 200, body: Slots.parse({ items }) }
  },
})

/** What is asked while a change is planned. */
export const planningAhead = [assessing, finding]
