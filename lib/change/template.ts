import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'
import { Impact } from '../ticket/priority.ts'
import { Refusal } from '../ticket/refusal.ts'

const name = (what: string, most = 100) =>
  z.string(what).trim().min(1, what).max(most, `Use at most ${most} characters`)
const long = (what: string) => name(what, 20_000)

/** What a standard change template says: a procedure that is authorized once, as it is. */
export const TemplateFields = z.strictObject({
  name: name('Name it', 250).describe('What it is called; the title of its changes unless they have their own.'),
  service: name('Give the id of a service').optional().describe('Id of the service it is about.'),
  items: z
    .array(name('Name an item', 200))
    .max(50, 'Use at most 50 items')
    .default([])
    .describe('Configuration items that it may touch; each change names its own when there are none.'),
  impact: Impact.default('low').describe('How many people and services are hurt if it goes wrong.'),
  team: name('Give the id of a team').optional().describe('Id of the team that carries it out.'),
  owner: name('Give the id of a person').describe('Id of the person who answers for the template.'),
  plan: long('Say how it is carried out').describe('How it is carried out.'),
  test: long('Say how it is tested').describe('How it is tested.'),
  backout: long('Say how it is taken back').describe('How it is taken back.'),
})
export type TemplateFields = z.infer<typeof TemplateFields>

const Deed = z.object({ by: PersonRef, at: z.iso.datetime() })

/** A standard change template as it stands. A kept record (lib/store/kept.ts); the fields are those of its newest edition. */
export const ChangeTemplate = z.object({
  ...TemplateFields.shape,
  id: z.string(),
  version: z.int(),
  /** Counts what it said, from 1; changes are pinned to one. */
  edition: z.int(),
  edited: Deed,
  /** The edition that may be used: approved by the change authority, and in which version of the record it stands. */
  approved: Deed.extend({ edition: z.int(), inVersion: z.int() }).optional(),
  retired: Deed.extend({ reason: z.string() }).optional(),
})
export type ChangeTemplate = z.infer<typeof ChangeTemplate>

/** What one can do with it now. */
export const standing = ({ approved, retired }: ChangeTemplate): 'draft' | 'usable' | 'retired' =>
  retired ? 'retired' : approved ? 'usable' : 'draft'

/** Refuses a template that no change may be made from, with the reason. */
export function ensureUsable(
  template: ChangeTemplate,
): asserts template is ChangeTemplate & Required<Pick<ChangeTemplate, 'approved'>> {
  const { retired, approved, name: called } = template
  if (retired)
    throw new Refusal(
      'conflict',
      `template: ${called} was retired by ${retired.by.name}: ${retired.reason} Use another one, or open a normal change.`,
      'template',
    )
  if (!approved)
    throw new Refusal(
      'conflict',
      `template: no change manager has approved ${called} yet. Ask for it, or open a normal change.`,
      'template',
    )
}

/** What a change takes from its template and cannot say itself. */
const fixed = ['plan', 'test', 'backout', 'service', 'impact'] as const

/** What an opening says itself. */
export interface OwnWords {
  readonly title?: string | undefined
  readonly items?: readonly string[] | undefined
  readonly team?: string | undefined
  readonly owner?: string | undefined
}

/** What a change made from this edition says: the procedure as it was authorized, and of its own what leaves that as it is. */
export const fromTemplate = (template: TemplateFields, own: OwnWords & Readonly<Record<string, unknown>>) => {
  const { name: title, service, items, impact, team, owner, plan, test, backout } = template
  for (const field of fixed)
    if (own[field] !== undefined)
      throw new Refusal(
        'invalid',
        `${field}: it is that of the template, which was authorized as it is. Leave it out, or open a normal change.`,
        field,
      )
  const foreign = items.length > 0 ? own.items?.find((item) => !items.includes(item)) : undefined
  if (foreign !== undefined)
    throw new Refusal('invalid', `items: the template does not cover ${foreign}. Use ${items.join(', ')}.`, 'items')
  return {
    title: own.title ?? title,
    ...(service !== undefined && { service }),
    items: own.items ?? items,
    impact,
    team: own.team ?? team,
    owner: own.owner ?? owner,
    texts: { plan, test, backout },
  }
}
