import type { Item } from '../store/store.ts'
import { type Place, type Webhook, wantsPlace, wantsType } from './webhook.ts'

/** An entry of a timeline, as far as it decides who is told. */
export type Told = Item & { readonly type: string; readonly sequence: number; readonly at: string }

/** Whose a record is after this entry, when it was `before`. */
export const placeAfter = (before: Place | undefined, { type, data }: Item): Place => {
  const { team, service } = data as { team?: string; service?: string | null }
  const own = (place: Place | undefined): Place => ({
    ...(place?.team !== undefined && { team: place.team }),
    ...(place?.service !== undefined && { service: place.service }),
  })
  if (type === 'incident.opened') return own({ team, service: service ?? undefined })
  if (type === 'incident.assigned') return own({ ...before, team })
  if (type === 'incident.edited' && service !== undefined) return own({ ...before, service: service ?? undefined })
  return own(before)
}

/**
 * Whether the webhook is to be told of an entry: it wants the type and is told of records that are where this one was
 * before or is after it, so that it learns of what leaves. What was brought in from the past nobody is told; what is older
 * than the webhook only who asks for it (`isReplay`).
 */
export const isWanted = (
  webhook: Webhook,
  entry: Told,
  { before, after, isReplay = false }: { before?: Place | undefined; after: Place; isReplay?: boolean | undefined },
): boolean =>
  entry.isImport === undefined &&
  (isReplay || entry.at >= webhook.since) &&
  wantsType(webhook, entry.type) &&
  (wantsPlace(webhook, after) || (before !== undefined && wantsPlace(webhook, before)))
