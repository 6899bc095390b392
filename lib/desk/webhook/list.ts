import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { Webhook, webhookKind } from '../../webhook/webhook.ts'
import { readManyKept } from '../keep.ts'

/** All of them are read together (BatchGetItem). */
const mostWebhooks = 100

/** The ids of all webhooks that were not removed; `version` counts every change of any of them. */
interface List {
  readonly version: number
  readonly ids: readonly string[]
}

const readList = async (store: Store): Promise<List> => {
  const found = await store.get(key.webhookList())
  return found ? (found as unknown as List) : { version: 0, ids: [] }
}

/**
 * The write that goes with a change of a webhook: whoever tells webhooks asks for this one small item with every event, so a
 * change holds from the next event on. Refuses one webhook too many.
 */
export const listWrite = async (store: Store, id: string, isRemoved = false): Promise<Write> => {
  const { version, ids } = await readList(store)
  const others = ids.filter((other) => other !== id)
  if (!isRemoved && others.length >= mostWebhooks)
    throw new Refusal('conflict', `There are ${mostWebhooks} webhooks already. Remove one that nobody uses.`)
  const put = { kind: 'webhook-list', version: version + 1, ids: isRemoved ? others : [...others, id] }
  return { put, at: key.webhookList(), if: { version } }
}

/** Every webhook that was not removed. */
export const allWebhooks = async (store: Store): Promise<readonly Webhook[]> => {
  const { ids } = await readList(store)
  return ids.length === 0 ? [] : readManyKept(store, Webhook, webhookKind, ids)
}

/** The webhooks as they stand; read anew only when one of them has changed. One small read each time. */
export const webhookSource = (store: Store): (() => Promise<readonly Webhook[]>) => {
  let known: { readonly version: number; readonly webhooks: readonly Webhook[] } | undefined
  return async () => {
    const { version, ids } = await readList(store)
    if (known?.version !== version) {
      const webhooks = ids.length === 0 ? [] : await readManyKept(store, Webhook, webhookKind, ids)
      known = { version, webhooks }
    }
    return known.webhooks
  }
}
