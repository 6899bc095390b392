import type { IncidentEvent } from '../../incident/event.ts'
import type { Asker } from '../../people/access.ts'
import type { Item } from '../../store/store.ts'
import type { Message } from '../../ticket/message.ts'
import { IncidentTold, mostText } from '../../webhook/payload.ts'
import type { Told } from '../../webhook/wanted.ts'
import type { Webhook } from '../../webhook/webhook.ts'
import { entryFor, headFor, isForEverybody } from '../shown.ts'

type Type = IncidentEvent['type']

/** Whoever reads at the other end is a program; one that is told internal things reads as the desk does. */
const readerOf = ({ id, isInternal }: Pick<Webhook, 'id' | 'isInternal'>): Asker => ({
  id: `webhook ${id}`,
  role: isInternal ? 'agent' : 'integration',
  isActive: true,
  scopes: ['tickets:read'],
})

const everybody: Asker = { id: 'everybody', role: 'guest', isActive: true }

/** What entries say to the desk alone, by type; nothing else of it leaves the house. */
const toTheDesk: Readonly<Partial<Record<Type, readonly string[]>>> = {
  'incident.assigned': ['because'],
  'incident.resolved': ['cause', 'children'],
  'incident.prioritized': ['reason'],
  'incident.declared_major': ['isMajor', 'reason'],
  'incident.rated': ['score', 'comment'],
  'incident.parent_set': ['parent', 'before'],
  'incident.parent_removed': ['before'],
  'incident.child_added': ['child'],
  'incident.child_removed': ['child'],
  'incident.released': ['numbers'],
  'incident.undelivered': ['address', 'reason', 'isPermanent'],
  'incident.sla_signalled': ['clock', 'metric', 'percent'],
}

const only = (item: Item, fields: readonly string[]): Item =>
  Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, item[name]]))

const change = (reader: Asker, entry: Told): Item => {
  const { message: _, visibility: __, watchers: ___, ...forAll } = (entryFor(everybody, entry)?.data ?? {}) as Item
  return reader.role === 'agent'
    ? { ...forAll, ...only(entry.data as Item, toTheDesk[entry.type as Type] ?? []) }
    : forAll
}

const words = ({ number, sequence, data }: Item) => {
  const { message } = data as { message?: Message }
  if (!message) return {}
  const attachments = (message.attachments ?? []).map(({ name, mediaType, size }, i) => ({
    name,
    mediaType,
    size,
    href: `/api/v1/incidents/${number}/attachments/${sequence}-${i + 1}`,
  }))
  return {
    text: message.text.slice(0, mostText),
    ...(message.text.length > mostText && { isCut: true }),
    ...(attachments.length > 0 && { attachments }),
  }
}

/** What the webhook is sent about an entry of the incident with this head, or nothing where the entry is not for its eyes. */
export const toldOf = (webhook: Webhook, head: Item, entry: Told, publicUrl: string): IncidentTold | undefined => {
  const reader = readerOf(webhook)
  const shown = entryFor(reader, entry)
  if (!shown) return undefined
  const { number, sequence, type, at, by, channel, origin } = entry
  return IncidentTold.parse({
    type,
    timestamp: at,
    data: {
      number,
      sequence,
      by,
      channel,
      visibility: isForEverybody(entry) ? 'public' : 'internal',
      origin,
      ...words(shown),
      change: change(reader, entry),
      incident: { ...headFor(reader, head), href: `${publicUrl}/tickets/${number}` },
    },
  })
}
