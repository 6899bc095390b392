import { type Alert, isFiring, restoreAlert } from '../../../lib/alert/alert.ts'
import { alertLanes } from '../../../lib/alert/lane.ts'
import { alertNameIn, key, list } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'

/** Which of the alerts that fire. */
export interface Wanted {
  readonly source?: string | undefined
  readonly service?: string | undefined
}

/** As many items of an index are read to find few among many. */
const mostLooks = 10

const placeIn = (cursor: string | undefined) => {
  const [, lane, after] = /^(\d+) (.*)$/s.exec(Buffer.from(cursor ?? '', 'base64url').toString()) ?? []
  if (cursor !== undefined && (lane === undefined || Number(lane) >= alertLanes.length))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  return { lane: Number(lane ?? 0), after: after || undefined }
}

/**
 * One page of the alerts that fire, by what they wait for: every alert that fires waits to be called stale, unless its source
 * never calls any so. A short page with a cursor is not the last.
 */
export const firingAlerts = async (
  store: Store,
  { source, service }: Wanted,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Alert[]; readonly cursor: string | null }> => {
  let { lane, after } = placeIn(cursor)
  const items: Alert[] = []
  for (let looks = 0; lane < alertLanes.length && items.length < limit && looks < mostLooks; looks++) {
    const page = await store.keys(list.due(alertLanes[lane]!), { limit, ...(after !== undefined && { after }) })
    const ids = page.items
      .map(alertNameIn)
      .filter(({ is, id }) => is === 'alert' && (source === undefined || id.startsWith(`${source}#`)))
      .map(({ id }) => id)
    const heads = ids.length === 0 ? [] : await store.getMany(ids.map(key.alert))
    items.push(
      ...heads
        .map(restoreAlert)
        .filter((alert) => isFiring(alert) && (service === undefined || alert.service === service)),
    )
    if (page.next === undefined) lane++
    after = page.next
  }
  return {
    items,
    cursor: lane >= alertLanes.length ? null : Buffer.from(`${lane} ${after ?? ''}`).toString('base64url'),
  }
}
