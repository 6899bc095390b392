import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { sesPost } from '../../lib/aws/post.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { deliverApproval } from '../../lib/notify/approval/deliver.ts'
import { deliver } from '../../lib/notify/deliver.ts'
import { digestRuleSource } from '../../lib/notify/digest-rule.ts'
import { MailPurpose } from '../../lib/notify/purpose.ts'
import { resume, type Sending } from '../../lib/notify/send.ts'
import { sendDigest } from '../../lib/notify/send-digest.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now, replyKey, wait } from '../edge/time.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'MAIL_FROM',
  'HELP_ADDRESSES',
  'CONFIGURATION_SET',
  'INSTANCE',
  'PUBLIC_URL',
)

const store = dynamoStore(settings.TABLE_NAME)
const desk: Sending = {
  store,
  digestRule: digestRuleSource(store, now),
  post: sesPost(settings.MAIL_FROM, settings.CONFIGURATION_SET),
  mailFrom: settings.MAIL_FROM,
  helpAddresses: settings.HELP_ADDRESSES,
  instance: settings.INSTANCE,
  publicUrl: settings.PUBLIC_URL,
  now,
  newKey: replyKey,
  wait,
}

const Entry = z.object({
  number: z.string(),
  sequence: z.number().int(),
  team: z.string().optional(),
  people: z.array(z.string()).optional(),
})
const Due = z.discriminatedUnion('lane', [
  z.object({ lane: z.literal('mail'), number: z.string(), sequence: z.number().int(), purpose: MailPurpose }),
  z.object({ lane: z.literal('digest'), person: z.string(), dueAt: z.string() }),
])

/** What the event asks for, and what became of it. */
const react = async (event: EventBridgeEvent<string, unknown>): Promise<readonly string[]> => {
  if (event['detail-type'].startsWith('incident.')) {
    const { number, sequence, ...named } = Entry.parse(event.detail)
    return deliver(number, sequence, desk, named)
  }
  if (event['detail-type'].startsWith('change.')) {
    const { number, sequence } = Entry.parse(event.detail)
    return deliverApproval(number, sequence, desk)
  }
  const due = Due.parse(event.detail)
  return [due.lane === 'mail' ? await resume(due, desk) : await sendDigest(due.person, due.dueAt, desk)]
}

/** Entry of a timeline → the mails it causes; a mail that is due or asked for, or a digest that is due → that mail. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const deliveries = await react(event)
  const { number, sequence } = event.detail as Partial<z.infer<typeof Entry>>
  for (const delivery of deliveries)
    log(delivery === 'rejected' ? 'error' : 'info', `mail: ${delivery}`, { number, sequence })
})
