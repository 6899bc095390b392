import * as z from 'zod'
import { askForReplay, askForTest } from '../../../lib/desk/webhook/ask.ts'
import { listAttempts } from '../../../lib/desk/webhook/attempt.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { Attempt } from '../../../lib/webhook/attempt.ts'
import { messageId } from '../../../lib/webhook/sign.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { webhookIn } from './view.ts'

const AttemptView = z.object(Attempt.shape).meta({ id: 'WebhookAttempt' })
const AttemptPage = z.object({ items: z.array(AttemptView), cursor: z.string().nullable() })

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
    const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
    if (after !== undefined && !/^attempt#\d{13}#/.test(after))
      throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
    const page = await listAttempts(desk.store, id, { cursor: after, limit })
    const next = page.cursor === null ? null : Buffer.from(page.cursor).toString('base64url')
    return { status: 200, body: AttemptPage.parse({ items: page.items, cursor: next }) }
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
      .describe('Send everything that was given up and waits since this instant or later.'),
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
export const asking = [listing, testing, replaying]
