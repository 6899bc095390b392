import { digestOf } from '../../approval/digest.ts'
import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Change } from '../change.ts'
import type { ChangeCommandOf } from '../command.ts'
import type { ChangeEvent, Edits, Texts } from '../event.ts'
import { ensureUnfinished } from '../life-cycle.ts'
import { materialFields, materialOf } from '../material.ts'
import { ensureComplete, ensureUnobstructed } from '../submission.ts'
import { afterEdit, following } from './approve.ts'
import { ensureTexts, ensureWindow, itemsOf, titleOf } from './open.ts'

/** What is under way or done is a record; only its people and words can change. */
const isSettled = ({ state }: Change) => state === 'implement' || state === 'review'

/** What the template of a standard change says, and nobody else: it was authorized just so. */
const ofTheProcedure: readonly (keyof Edits)[] = ['texts', 'items', 'service', 'impact']

const ensureProcedure = ({ type, number }: Change, changed: readonly (keyof Edits)[]): void => {
  const field = type === 'standard' ? ofTheProcedure.find((each) => changed.includes(each)) : undefined
  if (field)
    throw new Refusal(
      'conflict',
      `The ${field} of ${number} are those of the template, which was authorized as it is. Make it a normal change first.`,
      field,
    )
}

const same = (one: unknown, other: unknown) => digestOf({ it: one ?? null }) === digestOf({ it: other ?? null })

export const edit = (change: Change, command: ChangeCommandOf<'edit'>, context: Context): readonly ChangeEvent[] => {
  ensureUnfinished(change)
  if (isSettled(change))
    throw new Refusal(
      'conflict',
      `${change.number} is in ${change.state}: what was approved is carried out. Comment instead.`,
    )
  const { edits, texts, assessment, demanded, obstacles = [] } = command
  const wanted: Edits = {
    ...edits,
    ...(edits.title !== undefined && { title: titleOf(edits.title) }),
    ...(edits.items !== undefined && { items: itemsOf(edits.items) }),
    ...(edits.texts && { texts: { ...texts, ...edits.texts } }),
  }
  if (wanted.texts) ensureTexts(wanted.texts)
  if (wanted.window) ensureWindow(wanted.window)
  const before = presentOf(change, texts)
  const changed = (Object.keys(wanted) as (keyof Edits)[]).filter((field) => !same(wanted[field], before[field]))
  if (changed.length === 0) return []
  ensureProcedure(change, changed)
  const only = (all: Edits) => Object.fromEntries(changed.map((field) => [field, all[field] ?? null])) as Edits
  const draft: ChangeEvent = {
    type: 'change.edited',
    now: only(wanted),
    before: only(before),
    material: [],
    ...(assessment && assessment.risk !== change.risk && { assessment }),
  }
  const edited = following(change, [draft], context.at)
  const was = materialOf(change)
  const is = materialOf(edited)
  const event: ChangeEvent = { ...draft, material: materialFields.filter((field) => !same(was[field], is[field])) }
  if (change.state !== 'new') ensureComplete(edited, context.at)
  if (change.state === 'authorize' || change.state === 'scheduled') ensureUnobstructed(edited, obstacles)
  return [event, ...afterEdit(change, edited, demanded, context)]
}

const presentOf = ({ title, impact, service, items, owner, window, answers }: Change, texts: Texts): Edits => ({
  answers,
  title,
  impact,
  service: service ?? null,
  items,
  owner: owner ?? null,
  window: window ?? null,
  texts,
})

const hasApproved = ({ approval }: Change, person: string) =>
  approval?.steps
    .flat()
    .some(({ ballots }) => ballots.some(({ approver, state }) => approver.id === person && state === 'approved'))

export const setType = (change: Change, { of }: ChangeCommandOf<'set-type'>): readonly ChangeEvent[] => {
  if (change.state !== 'new' || change.rounds > 0)
    throw new Refusal(
      'conflict',
      `The type of ${change.number} is settled: it is in ${change.state}${change.rounds > 0 ? ', and its approval was asked for' : ''}. Open another change.`,
      'type',
    )
  if (of === 'standard' && !change.template)
    throw new Refusal('invalid', 'A standard change is made from a template. Open one from it.', 'type')
  return of === change.type ? [] : [{ type: 'change.type_set', of, before: change.type }]
}

export const assign = (
  change: Change,
  { team: wanted, assignee: given, demanded }: ChangeCommandOf<'assign'>,
  context: Context,
): readonly ChangeEvent[] => {
  ensureUnfinished(change)
  const team = wanted ?? change.team
  if (!context.policy.teams.some(({ id }) => id === team))
    throw new Refusal('invalid', `There is no team ${team}. Give the id of one.`, 'team')
  const assignee = given === null ? undefined : (given ?? (team === change.team ? change.assignee : undefined))
  if (team === change.team && assignee?.id === change.assignee?.id) return []
  // In the states before, they are not asked any more; here they have decided.
  if (isSettled(change) && assignee && hasApproved(change, assignee.id))
    throw new Refusal('forbidden', `${assignee.name} approved it and cannot carry it out, too.`, 'assignee')
  const event: ChangeEvent = {
    type: 'change.assigned',
    team,
    ...(assignee && { assignee }),
    before: { team: change.team, ...(change.assignee && { assignee: change.assignee }) },
  }
  return [event, ...afterEdit(change, following(change, [event], context.at), demanded, context)]
}
