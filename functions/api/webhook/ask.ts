import * as z from 'zod'
import { askForReplay, askForTest } from '../../../lib/desk/webhook/ask.ts'
import { listAttempts } from '../../../lib/desk/webhook/attempt.ts'
import { listWaiting } from '../../../lib/desk/webhook/waiting.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { Attempt } from '../../../lib/webhook/attempt.ts'
import { messageId } from '../../../lib/webhook/sign.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { webhookIn } from './view.ts'

const AttemptView = z.object(Attempt.shape).meta({ id: 'WebhookAttempt' })
const AttemptPage = z.object({ items: z.array(AttemptView), cursor: z.string().nullable() })

/** A place in a list, which callers get as text that means nothing to them. */
const placeIn = (cursor: string | undefined, shape: RegExp): string | undefined => {
  const place = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  if (place !== undefined && !shape.test(place))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  return place
}
const cursorOf = (place: string | null) => (place === null ? null : Buffer.from(place).toString('base64url'))

const listing = operation({
  method: 'GET',
  path: '/api/v1/webhooks/{id}/attempts',
  id: 'listWebhookAttempts',
  access: { kind: 'webhook', action: 'read' },
  summary: 'List the attempts of the last thirty days, the newest first',
  query: PageQuery,
  status: 200,
  answer: AttemptPage,
  run: async (call: Call<unknown, z.output<typeof PageQuery>>, desk: ApiDesk) => {
    const { id } = await webhookIn(call, desk, 'read')
    const { cursor, limit } = call.query
    const page = await listAttempts(desk.store, id, { cursor: placeIn(cursor, /^attempt#\d{13}#/), limit })
    return { status: 200, body: AttemptPage.parse({ ...page, cursor: cursorOf(page.cursor) }) }
  },
})

/** An incident of which a webhook was not told something. */
export const Waiting = z
  .object({
    number: z.string(),
    since: z.iso.datetime().describe('Since when something about it waits.'),
    sent: z.int().describe('Sequence of the last entry that the webhook was told of; 0: none.'),
    wanted: z.int().describe('Sequence of the newest entry that waits.'),
  })
  .meta({ id: 'WebhookWaiting' })
const WaitingPage = z.object({ items: z.array(Waiting), cursor: z.string().nullable() })

const listingWaiting = operation({
  method: 'GET',
  path: '/api/v1/webhooks/{id}/waiting',
  id: 'listWebhookWaiting',
  access: { kind: 'webhook', action: 'read' },
  summary: 'List the incidents about which something was given up and waits for a replay, the longest waiting first',
  query: PageQuery,
  status: 200,
  answer: WaitingPage,
  run: async (call: Call<unknown, z.output<typeof PageQuery>>, desk: ApiDesk) => {
    const { id } = await webhookIn(call, desk, 'read')
    const { cursor, limit } = call.query
    const page = await listWaiting(desk.store, id, { cursor: placeIn(cursor, /^\d{4}-\d{2}-\d{2}T/), limit })
    return { status: 200, body: WaitingPage.parse({ ...page, cursor: cursorOf(page.cursor) }) }
  },
})

const Test = z.object({ messageId: z.string().describe('`webhook-id` of the test, by which its attempt is found.') })

const testing = operation({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/test',
  id: 'testWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Send a test event, once; how it ended stands among the attempts',
  status: 202,
  answer: Test,
  run: async (call: Call, desk: ApiDesk) => {
    const webhook = await webhookIn(call, desk, 'administer')
    const sequence = await askForTest(desk.store, webhook, { by: actorOf(call.caller), at: desk.now() })
    return { status: 202, body: { messageId: messageId(webhook.id, 'test', sequence) } }
  },
})

const from = 'Use a sequence, 1 or more'

const ReplayBody = z
  .strictObject({
    since: z.iso
      .datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
      .optional()
      .describe('Send everything that has not arrived and waits since this instant or later, now.'),
    number: z.string().max(40).optional().describe('Send everything about this incident once more, arrived or not.'),
    from: z
      .int(from)
      .min(1, from)
      .max(999_999, from)
      .optional()
      .describe('Sequence of the first entry of that incident to send; 1 unless told.'),
  })
  .refine(({ since, number }) => (since === undefined) !== (number === undefined), {
    path: ['since'],
    error: 'Give an instant or an incident, one of the two',
  })

const replaying = operation({
  method: 'POST',
  path: '/api/v1/webhooks/{id}/replay',
  id: 'replayWebhook',
  access: { kind: 'webhook', action: 'administer' },
  summary: 'Send again: what waits since an instant, within a minute, or everything of one incident from an entry on',
  description: 'Each event has the `webhook-id` that it had before, so receivers know what they have.',
  body: ReplayBody,
  status: 202,
  run: async (call: Call<z.output<typeof ReplayBody>>, desk: ApiDesk) => {
    const webhook = await webhookIn(call, desk, 'administer')
    const { since, number, from = 1 } = call.body
    const replay = number === undefined ? { since: new Date(since ?? 0).toISOString() } : { number, from }
    await askForReplay(desk.store, webhook, replay, { by: actorOf(call.caller), at: desk.now() })
    return { status: 202 }
  },
})

/** What can be asked of webhooks. */
export const asking = [listing, listingWaiting, testing, replaying]
