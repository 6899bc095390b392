import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { type Disabled, standingOf } from '../../webhook/webhook.ts'
import { mailsToAdministrators } from '../tell-administrators.ts'
import { keepWebhook, readWebhook } from './keep-webhook.ts'

/** In whose name the desk stops telling a webhook. */
const byTheDesk: Actor = { id: 'webhooks', name: 'Haneul', is: 'system' }

/** Stops telling a webhook and writes to the administrators about it, once; what waits stays for replay. */
export const disable = async (store: Store, id: string, disabled: Disabled): Promise<void> => {
  const webhook = await readWebhook(store, id)
  if (!webhook || standingOf(webhook) !== 'sends') return
  const { version } = webhook
  const also = await mailsToAdministrators(store, {
    about: `WEBHOOK-${id}`,
    sequence: version + 1,
    purpose: 'webhook-disabled',
    thread: id,
    at: disabled.at,
  })
  const value = { ...webhook, isActive: false, disabled }
  try {
    await keepWebhook(store, { webhook: value, by: byTheDesk, at: disabled.at, ifVersion: version, also })
  } catch (error) {
    // Somebody changed it meanwhile: the next attempt shows whether it is still of no use.
    if (!(error instanceof Refusal && error.code === 'stale')) throw error
  }
}
