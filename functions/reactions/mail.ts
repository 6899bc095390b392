import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { sesPost } from '../../lib/aws/post.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { deliver, resume, type Sending } from '../../lib/notify/deliver.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now, wait } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_FROM', 'HELP_ADDRESSES', 'CONFIGURATION_SET', 'INSTANCE')

const desk: Sending = {
  store: dynamoStore(settings.TABLE_NAME),
  post: sesPost(settings.MAIL_FROM, settings.CONFIGURATION_SET),
  mailFrom: settings.MAIL_FROM,
  helpAddresses: settings.HELP_ADDRESSES,
  instance: settings.INSTANCE,
  now,
  wait,
}

const Entry = z.object({ number: z.string(), sequence: z.number().int() })
const Due = z.object({
  lane: z.literal('mail'),
  number: z.string(),
  sequence: z.number().int(),
  purpose: z.enum(['acknowledgement', 'comment']),
})

/** Entry of a timeline → the mail it causes; or a mail whose sending nobody settled → another look. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const entry = Entry.parse(event.detail)
  const delivery =
    event['detail-type'] === 'timer.due'
      ? await resume(Due.parse(event.detail), desk)
      : await deliver(entry.number, entry.sequence, desk)
  log(delivery === 'rejected' ? 'error' : 'info', `mail: ${delivery}`, {
    number: entry.number,
    sequence: entry.sequence,
  })
})
