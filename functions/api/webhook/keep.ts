import * as z from 'zod'
import { keptHistory } from '../../../lib/desk/keep.ts'
import {
  createWebhook,
  enableWebhook,
  removeWebhook,
  replaceWebhook,
  rotateSecret,
} from '../../../lib/desk/webhook/change.ts'
import { allWebhooks } from '../../../lib/desk/webhook/list.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { checkUrl } from '../../../lib/webhook/address.ts'
import { WebhookFields, webhookKind } from '../../../lib/webhook/webhook.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { teamsOf } from '../rule/policy.ts'
import { eventTypes } from './event-type.ts'
import { answer, ensureMay, viewOf, WebhookView, webhookIn } from './view.ts'

const WithSecret = WebhookView.extend({
  secret: z.string().describe('What bodies are signed with (Standard Webhooks). It is shown this once.'),
})

const changeOf = (call: Call, at: string) => ({ by: actorOf(call.caller), at, ifVersion: versionIn(call) })
const chanceOf = ({ newId, randomBytes }: ApiDesk) => ({ id: newId(), bytes: randomBytes() })

/** Refuses what cannot be: an address that is not to be reached, a type that does not exist, a team that does not. */
const check = async ({ url, events, teams }: WebhookFields, desk: ApiDesk): Promise<void> => {
  checkUrl(url, desk.webhookReach)
  const unknown = events.find((pattern) => !eventTypes.some((type) => type === pattern || pattern === 'incident.*'))
  if (unknown !== undefined)
    throw new Refusal('invalid', `events: there is no type ${unknown}. Use ${eventTypes[0]} or incident.*`, 'events')
  const known = teams.length > 0 ? await teamsOf(desk.store, desk.now()) : new Set<string>()
  const missing = teams.find((team) => !known.has(team))
  if (missing !== undefined)
    throw new Refusal('invalid', `teams: there is no team ${missing}. Give the id of one.`, 'teams')
}

const listing = operation({
  method: 'GET',
  path: '/api/v1/webhooks',
  id: 'listWebhooks',
  access: { kind: 'webhook', action: 'read' },
  summary: 'List webhooks with how their receivers are',
  status: 200,
  answer: z.object({ items: z.array(WebhookView) }),
  run: async (call: Call, desk: ApiDesk) => {
    ensureMay(call, 'read')
    const at = desk.now()
    const all = await allWebhooks(desk.store)
    return { status: 200, body: { items: await Promise.all(all.map((webhook) => viewOf(desk, webhook, at))) } }
  },
})

const creating = operation({
  method: 'POST',
  path: '/api/v1/webhooks',
  id: 'createWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Make a webhook: a place that is told of events',
  description:
    'Bodies are signed as Standard Webhooks 1.0 says, with the secret that is in this answer and nowhere else. See `webhooks` in this document for what is sent, and how.',
  body: WebhookFields,
  status: 201,
  answer: WithSecret,
  run: async (call: Call<z.output<typeof WebhookFields>>, desk: ApiDesk) => {
    ensureMay(call, 'administer')
    await check(call.body, desk)
    const at = desk.now()
    const order = { id: desk.newId(), fields: call.body, chance: chanceOf(desk) }
    const { webhook, secret } = await createWebhook(desk, order, changeOf(call, at))
    const { headers } = await answer(desk, webhook)
    return {
      status: 201,
      headers: { ...headers, location: `/api/v1/webhooks/${webhook.id}` },
      body: WithSecret.parse({ ...(await viewOf(desk, webhook, at)), secret }),
    }
  },
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/webhooks/{id}',
  id: 'readWebhook',
  access: { kind: 'webhook', action: 'read' },
  summary: 'Read a webhook with how its receiver is',
  status: 200,
  answer: WebhookView,
  run: async (call: Call, desk: ApiDesk) => answer(desk, await webhookIn(call, desk, 'read')),
})

const replacing = operation({
  method: 'PUT',
  path: '/api/v1/webhooks/{id}',
  id: 'replaceWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Make a webhook what the body says, whole; its secrets stay',
  body: WebhookFields,
  status: 200,
  answer: WebhookView,
  matching: true,
  run: async (call: Call<z.output<typeof WebhookFields>>, desk: ApiDesk) => {
    const before = await webhookIn(call, desk, 'administer')
    await check(call.body, desk)
    return answer(desk, await replaceWebhook(desk, before, call.body, changeOf(call, desk.now())))
  },
})

const removing = operation({
  method: 'DELETE',
  path: '/api/v1/webhooks/{id}',
  id: 'removeWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Take a webhook away; nothing more is sent, and its secrets are forgotten',
  status: 204,
  matching: true,
  run: async (call: Call, desk: ApiDesk) => {
    await removeWebhook(desk, await webhookIn(call, desk, 'administer'), changeOf(call, desk.now()))
    return { status: 204 }
  },
})

const enabling = operation({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/enable',
  id: 'enableWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Let a webhook be told again that the desk disabled; ask for a replay of what waits',
  status: 200,
  answer: WebhookView,
  matching: true,
  run: async (call: Call, desk: ApiDesk) => {
    const before = await webhookIn(call, desk, 'administer')
    return answer(desk, await enableWebhook(desk, before, changeOf(call, desk.now())))
  },
})

const hours = 'Use a number from 0 to 168'

const Rotation = z.strictObject({
  endsInHours: z
    .int(hours)
    .min(0, hours)
    .max(168, hours)
    .default(24)
    .describe('Hours in which the secret before signs beside the new one; 0: it ends at once.'),
})

const rotating = operation({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/rotate-secret',
  id: 'rotateWebhookSecret',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Give a webhook a new signing secret',
  description:
    'Until the one before ends, both signatures are in `webhook-signature`, separated by a space; a still older one ends at once. The new secret is in this answer and nowhere else.',
  body: Rotation,
  status: 200,
  answer: WithSecret,
  matching: true,
  run: async (call: Call<z.output<typeof Rotation>>, desk: ApiDesk) => {
    const before = await webhookIn(call, desk, 'administer')
    const at = desk.now()
    const rotation = { chance: chanceOf(desk), endsInHours: call.body.endsInHours }
    const { webhook, secret } = await rotateSecret(desk, before, rotation, changeOf(call, at))
    const { headers } = await answer(desk, webhook)
    return {
      status: 200,
      ...(headers && { headers }),
      body: WithSecret.parse({ ...(await viewOf(desk, webhook, at)), secret }),
    }
  },
})

const history = operation({
  method: 'GET',
  path: '/api/v1/webhooks/{id}/history',
  id: 'readWebhookHistory',
  access: { kind: 'webhook', action: 'read' },
  summary: 'Read who changed a webhook, how and when',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, desk: ApiDesk) => {
    const { id } = await webhookIn(call, desk, 'read')
    return { status: 200, body: HistoryPage.parse(await keptHistory(desk.store, webhookKind, id, call.query)) }
  },
})

/** How webhooks are kept. */
export const keeping = [listing, creating, reading, replacing, removing, enabling, rotating, history]
