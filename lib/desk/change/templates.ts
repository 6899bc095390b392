import { isDeepStrictEqual } from 'node:util'
import { ChangeTemplate, ensureUsable, TemplateFields } from '../../change/template.ts'
import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { allKept, type Kept, keep, readKept, readKeptVersion } from '../keep.ts'

/** Kind of the record. */
export const templateKind = 'change-template'

type Template = Kept<ChangeTemplate>

/** Who does it, when, and having seen which version. */
export interface TemplateOrder {
  readonly id: string
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

/** The template of this id, or nothing. One read. */
export const readTemplate = (store: Store, id: string): Promise<Template | undefined> =>
  readKept(store, ChangeTemplate, templateKind, id)

/** Every template, by name, retired ones too. */
export const allTemplates = (store: Store): Promise<readonly Template[]> => allKept(store, ChangeTemplate, templateKind)

const found = async (store: Store, id: string): Promise<Template> => {
  const template = await readTemplate(store, id)
  if (!template) throw new Refusal('not_found', `There is no change template ${id}.`)
  return template
}

const saved = (
  store: Store,
  { id, by, at, ifVersion }: TemplateOrder,
  value: object,
  seen: number,
): Promise<Template> =>
  keep(store, { kind: templateKind, id, value, by, at, ifVersion: ifVersion ?? seen }) as Promise<Template>

const deed = ({ by, at }: TemplateOrder) => ({ by: { id: by.id, name: by.name }, at })

/** Says what a template is to be. Another content is a new edition, which nobody has approved; the approved one stays usable. */
export const editTemplate = async (store: Store, order: TemplateOrder, fields: TemplateFields): Promise<Template> => {
  const before = await readTemplate(store, order.id)
  if (before?.retired)
    throw new Refusal('conflict', `${before.name} was retired. Reinstate it first, or make another template.`)
  const { edition = 0, approved } = before ?? {}
  const isSame = before && isDeepStrictEqual(TemplateFields.parse(fields), contentOf(before))
  if (isSame && (order.ifVersion === undefined || order.ifVersion === before.version)) return before
  const value = { ...fields, edition: edition + 1, edited: deed(order), ...(approved && { approved }) }
  return saved(store, order, value, before?.version ?? 0)
}

const contentOf = (template: ChangeTemplate): TemplateFields => {
  const { name, service, items, impact, team, owner, plan, test, backout } = template
  const given = { name, service, items, impact, team, owner, plan, test, backout }
  return TemplateFields.parse(JSON.parse(JSON.stringify(given)))
}

/** Lets the newest edition be used from now on. Nobody approves what they wrote. */
export const approveTemplate = async (store: Store, order: TemplateOrder, edition: number): Promise<Template> => {
  const { kind: _, id: __, version, updatedAt: ___, updatedBy: ____, ...value } = await found(store, order.id)
  if (value.retired) throw new Refusal('conflict', `${value.name} was retired. Reinstate it first.`)
  if (value.edition !== edition)
    throw new Refusal('stale', `${value.name} is at edition ${value.edition} now. Read it again.`, 'edition', {
      version,
    })
  if (value.edited.by.id === order.by.id)
    throw new Refusal('forbidden', 'Nobody approves the template that they wrote. Ask another change manager.')
  if (value.approved?.edition === edition) return found(store, order.id)
  return saved(store, order, { ...value, approved: { ...deed(order), edition, inVersion: version } }, version)
}

/** Takes a template out of use, with a reason, or lets it be used again. Changes that were made from it stay what they are. */
export const retireTemplate = async (store: Store, order: TemplateOrder, reason?: string): Promise<Template> => {
  const { kind: _, id: __, version, updatedAt: ___, updatedBy: ____, ...all } = await found(store, order.id)
  const { retired, ...value } = all
  if ((reason !== undefined) === (retired !== undefined)) return found(store, order.id)
  return saved(
    store,
    order,
    { ...value, ...(reason !== undefined && { retired: { ...deed(order), reason } }) },
    version,
  )
}

/** The approved edition of a template, from which a change can be made, or a refusal that says why there is none. */
export const usableTemplate = async (
  store: Store,
  id: string,
): Promise<{ readonly edition: number; readonly fields: TemplateFields }> => {
  const template = await readTemplate(store, id)
  if (!template)
    throw new Refusal('invalid', `template: there is no change template ${id}. Give the id of one.`, 'template')
  ensureUsable(template)
  const { edition, inVersion } = template.approved
  const approved = await readKeptVersion(store, ChangeTemplate, templateKind, id, inVersion)
  if (!approved) throw new Error(`Version ${inVersion} of template ${id}, which was approved, is not in the table`)
  return { edition, fields: contentOf(approved) }
}
