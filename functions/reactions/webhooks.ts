import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { doAsked } from '../../lib/desk/webhook/asked.ts'
import { tellDue } from '../../lib/desk/webhook/due.ts'
import { webhookSource } from '../../lib/desk/webhook/list.ts'
import { type Told, tell } from '../../lib/desk/webhook/tell.ts'
import type { Telling } from '../../lib/desk/webhook/telling.ts'
import { readSettings } from '../../lib/settings.ts'
import { wordOf } from '../../lib/webhook/attempt.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { outboundPost } from '../edge/outbound.ts'
import { chance, now, replyKey } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'SECRETS_PATH', 'PUBLIC_URL', 'WEBHOOK_REACH')
const store = dynamoStore(settings.TABLE_NAME)

/** The function may run for a minute; an attempt takes ten seconds at most. */
const begunWithinSeconds = 45

const desk: Omit<Telling, 'until'> = {
  store,
  secrets: parameterSecrets(settings.SECRETS_PATH),
  post: outboundPost(settings.WEBHOOK_REACH),
  webhooks: webhookSource(store),
  publicUrl: settings.PUBLIC_URL,
  now,
  chance,
  newId: replyKey,
}

const Entry = z.object({ number: z.string(), sequence: z.number().int(), type: z.string() })
const Due = z.object({ lane: z.literal('webhook'), webhook: z.string(), numbers: z.array(z.string()).min(1) })

const react = async (event: EventBridgeEvent<string, unknown>, telling: Telling): Promise<readonly Told[]> => {
  if (event['detail-type'] === 'timer.due') {
    const { webhook, numbers } = Due.parse(event.detail)
    return [{ webhook, ...(await tellDue(telling, webhook, numbers)) }]
  }
  const entry = Entry.parse(event.detail)
  if (entry.type.startsWith('webhook.'))
    return [{ webhook: entry.number, ...(await doAsked(telling, entry.number, entry.sequence)) }]
  return tell(telling, entry)
}

/** Something happened, or is due for another attempt → the webhooks that want it are told, in order. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const until = new Date(Date.parse(now()) + begunWithinSeconds * 1000).toISOString()
  for (const { webhook, delivered, failed } of await react(event, { ...desk, until }))
    if (failed) log('warn', 'webhook: an attempt failed', { webhook, delivered, answer: wordOf(failed) })
    else if (delivered > 0) log('info', 'webhook: told', { webhook, delivered })
})
