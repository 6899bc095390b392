import * as z from 'zod'
import { readHealth } from '../../../lib/desk/webhook/cursor.ts'
import { readWebhook } from '../../../lib/desk/webhook/keep-webhook.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import type { Kept } from '../../../lib/store/kept.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { liveSecrets, Webhook } from '../../../lib/webhook/webhook.ts'
import type { Response } from '../../edge/http.ts'
import type { ApiDesk, Call } from '../operation.ts'

/** A webhook as administrators see it. */
export const WebhookView = Webhook.omit({ secrets: true, isRemoved: true, disabled: true })
  .extend({
    disabled: Webhook.shape.disabled.describe('Why the desk itself stopped telling it; what waits can be replayed.'),
    secrets: z
      .array(z.object({ hint: z.string(), madeAt: z.iso.datetime(), endsAt: z.iso.datetime().optional() }))
      .describe('What it is signed with, by the last four characters, the newest first.'),
    failingSince: z.iso.datetime().optional().describe('Since when every attempt has failed; absent while it is well.'),
    lastAnswer: z
      .string()
      .optional()
      .describe('How the last attempt ended while it fails, such as `503` or `timeout`.'),
  })
  .meta({ id: 'Webhook' })

/** The webhook with how its receiver is. */
export const viewOf = async ({ store }: Pick<ApiDesk, 'store'>, webhook: Webhook, at: string) => {
  const health = await readHealth(store, webhook.id)
  return WebhookView.parse({
    ...webhook,
    secrets: liveSecrets(webhook, at),
    failingSince: health?.failingSince,
    lastAnswer: health?.lastAnswer,
  })
}

/** The webhook as an answer. */
export const answer = async (desk: ApiDesk, webhook: Webhook, status = 200): Promise<Response> => ({
  status,
  headers: { etag: `"${webhook.version}"` },
  body: await viewOf(desk, webhook, desk.now()),
})

/** Refuses whoever may not see to webhooks. */
export const ensureMay = ({ caller }: Call, action: ActionOn<'webhook'>): void => {
  if (!may(caller, action, { kind: 'webhook' }))
    throw new Refusal('forbidden', 'Only administrators see to webhooks. Ask one of them.')
}

/** The webhook that the path names, for somebody who may do this. */
export const webhookIn = async (call: Call, desk: ApiDesk, action: ActionOn<'webhook'>): Promise<Kept<Webhook>> => {
  ensureMay(call, action)
  const id = call.params.id ?? ''
  const found = await readWebhook(desk.store, id)
  if (!found) throw new Refusal('not_found', `There is no webhook ${id}.`)
  return found
}
