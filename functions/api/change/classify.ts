import * as z from 'zod'
import { ChangeType } from '../../../lib/change/change.ts'
import type { Edits } from '../../../lib/change/event.ts'
import { assignChange, editChange } from '../../../lib/desk/change/order.ts'
import { ensureCanTake, followerOf, personNamed } from '../../../lib/desk/named-person.ts'
import type { Person } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { command, plainly } from './command.ts'
import { Label, Named, Reason, said } from './field.ts'

const { title, impact, service, items, owner, window, plan, test, backout, answers } = said

const Edit = z
  .strictObject({
    title: title.optional(),
    impact: impact.optional(),
    service: service.nullable().optional().describe('Id of the service it is about; null takes it away.'),
    items: items.optional(),
    owner: owner.nullable().optional().describe('Who answers for it, by mail address or id; null takes them away.'),
    window: window.nullable().optional().describe('From when to when it is carried out; null takes it away.'),
    plan: plan.optional(),
    test: test.optional(),
    backout: backout.optional(),
    answers: answers.optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    path: ['title'],
    error: 'Give at least one field to change',
  })

const defined = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value

const editsOf = async (body: z.output<typeof Edit>, store: Store, caller: Person): Promise<Edits> => {
  const { plan, test, backout, owner, ...rest } = body
  const texts = defined({ plan, test, backout })
  return {
    ...defined(rest),
    ...(owner !== undefined && {
      owner: owner === null ? null : followerOf(await personNamed(store, caller, owner, 'owner')),
    }),
    ...(Object.keys(texts).length > 0 && { texts }),
  } as Edits
}

const edit = command({
  method: 'PATCH',
  id: 'editChange',
  summary: 'Change what a change says',
  description:
    'Once approval was asked for, another value of a field that approvers answer for takes away exactly the approvals that covered it, and asks again.',
  body: Edit,
  action: 'work',
  run: async ({ office, wish, desk, caller, body }) =>
    editChange(office, wish, await editsOf(body, desk.store, caller)),
})

const setType = command({
  name: 'set-type',
  id: 'setChangeType',
  summary: 'Make a change normal or an emergency, as long as it is new and was never up for approval',
  body: z.strictObject({ type: ChangeType.describe('What it is to be; a standard change is opened from a template.') }),
  action: 'work',
  run: (asked) => plainly(asked, ({ type }) => ({ type: 'set-type', of: type })),
})

const assign = command({
  name: 'assign',
  id: 'assignChange',
  summary: 'Give a change to a team, to somebody, or to nobody',
  description: 'Whoever carries it out does not decide about it: others are asked in their place.',
  body: z
    .strictObject({
      team: Label.optional().describe('Id of the team; it stays where it is when absent.'),
      assignee: Named.nullable()
        .optional()
        .describe('An agent of the team by mail address or id, `me` for the caller, null for nobody.'),
    })
    .refine(({ team, assignee }) => team !== undefined || assignee !== undefined, {
      path: ['assignee'],
      error: 'Give a team, an assignee, or both',
    }),
  action: 'work',
  run: async ({ office, wish, desk, change, caller, body: { team, assignee } }) => {
    const given = { ...(team !== undefined && { team }) }
    if (assignee === undefined) return assignChange(office, wish, given)
    if (assignee === null) return assignChange(office, wish, { ...given, assignee })
    const person = await personNamed(desk.store, caller, assignee, 'assignee')
    await ensureCanTake(desk.store, person, team ?? change.team)
    return assignChange(office, wish, { ...given, assignee: { id: person.id, name: person.name } })
  },
})

const declareUnauthorized = command({
  name: 'declare-unauthorized',
  id: 'declareUnauthorized',
  summary: 'Say that something was changed without leave, or that it was not after all; change managers only',
  body: z.strictObject({
    isUnauthorized: z.boolean('Use true or false').describe('Whether it was made without leave.'),
    reason: Reason.describe('What shows it.'),
  }),
  action: 'manage',
  run: (asked) => plainly(asked, (body) => ({ type: 'declare-unauthorized', ...body })),
})

/** What a change says, and who has it. */
export const classifying = [edit, setType, assign, declareUnauthorized]
