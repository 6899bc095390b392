import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Conflict } from '../../ticket/refusal.ts'
import { well } from '../../webhook/health.ts'
import { Webhook, webhookKind } from '../../webhook/webhook.ts'
import { type Kept, keep, readKept } from '../keep.ts'
import { listWrite } from './list.ts'

/** A colleague may change another webhook at the same moment. */
const attempts = 3

/** A webhook as it is to be from now on. */
export interface WebhookOrder {
  readonly webhook: Omit<Webhook, 'version'>
  readonly by: Actor
  readonly at: string
  /** The version the caller has seen; 0: there must be none yet. */
  readonly ifVersion?: number | undefined
  /** Whether what is known of its receiver is forgotten: it is tried at once. */
  readonly isFresh?: boolean
  readonly also?: readonly Write[]
}

/** Keeps a webhook, together with the list that whoever tells them looks at. Throws what `keep` throws. */
export const keepWebhook = async (
  store: Store,
  { webhook, by, at, ifVersion, isFresh = false, also = [] }: WebhookOrder,
): Promise<Kept<Webhook>> => {
  for (let attempt = 1; ; attempt++) {
    const listed = await listWrite(store, webhook.id, webhook.isRemoved)
    const forgotten: Write = { put: well(webhook.id, 1), at: key.webhookHealth(webhook.id) }
    try {
      return (await keep(store, {
        kind: webhookKind,
        id: webhook.id,
        value: webhook,
        by,
        at,
        ...(ifVersion !== undefined && { ifVersion }),
        also: [listed, ...(isFresh ? [forgotten] : []), ...also],
      })) as Kept<Webhook>
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
    }
  }
}

/** The webhook of this id as it stands, or nothing where there is none any more. One read. */
export const readWebhook = async (store: Store, id: string): Promise<Kept<Webhook> | undefined> => {
  const found = await readKept(store, Webhook, webhookKind, id)
  return found?.isRemoved ? undefined : found
}
