import { defaultTicketTemplates, TicketTemplate, type TicketTemplateFields } from '../policy/ticket-templates.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import { allKept, type Kept, keep, readKept } from './keep.ts'

const kind = 'ticket-template'

const shipped = (id: string): TicketTemplate | undefined => {
  const fields = defaultTicketTemplates[id]
  return fields && { ...fields, id, version: 0 }
}

/** The template of this id as it stands: kept, or as it came with the desk; nothing where it was removed. One read. */
export const readTicketTemplate = async (store: Store, id: string): Promise<TicketTemplate | undefined> => {
  const found: TicketTemplate | undefined = (await readKept(store, TicketTemplate, kind, id)) ?? shipped(id)
  return found?.isRemoved ? undefined : found
}

/** All templates, by id. */
export const allTicketTemplates = async (store: Store): Promise<readonly TicketTemplate[]> => {
  const kept = await allKept(store, TicketTemplate, kind)
  const byId = new Map<string, TicketTemplate>([
    ...Object.keys(defaultTicketTemplates).map((id) => [id, shipped(id)!] as const),
    ...kept.map((template) => [template.id, template] as const),
  ])
  return [...byId.values()].filter(({ isRemoved }) => !isRemoved).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Who changes a template, and having seen which version. */
export interface TemplateOrder {
  readonly id: string
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

/** Makes a template what the fields say, whole. */
export const saveTicketTemplate = (
  store: Store,
  { id, by, at, ifVersion }: TemplateOrder,
  value: TicketTemplateFields & { readonly isRemoved?: true },
): Promise<Kept<TicketTemplateFields>> =>
  keep(store, { kind, id, value, by, at, ...(ifVersion !== undefined && { ifVersion }) })

/** Takes a template away; tickets that were opened with it stay what they are. */
export const removeTicketTemplate = async (store: Store, order: TemplateOrder): Promise<void> => {
  const found = await readTicketTemplate(store, order.id)
  if (!found) throw new Refusal('not_found', `There is no template ${order.id}.`)
  const { id: _, version: __, isRemoved: ___, ...fields } = found
  await saveTicketTemplate(store, order, { ...fields, isRemoved: true })
}
