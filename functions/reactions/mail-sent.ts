import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { messageIdOf } from '../../lib/aws/post.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { MailPurpose } from '../../lib/notify/purpose.ts'
import { plannedMail, settle } from '../../lib/notify/settle.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)

/** SES's send event (event publishing, "Email Sent"): tags come as lists. */
const Sent = z.object({
  mail: z.object({
    messageId: z.string(),
    tags: z.object({
      number: z.tuple([z.string()]),
      sequence: z.tuple([z.coerce.number().int()]),
      purpose: z.tuple([MailPurpose]),
    }),
  }),
})

/** SES says that it has sent a mail → the mail is settled, also where the run that sent it died before it could say so. */
export const handler = invoked(async (event: EventBridgeEvent<'Email Sent', unknown>) => {
  const { messageId, tags } = Sent.parse(event.detail).mail
  const name = { number: tags.number[0], sequence: tags.sequence[0], purpose: tags.purpose[0] }
  const mail = await plannedMail(store, name)
  if (!mail) throw new Error(`SES sent a mail of ${name.number} that was never planned`)
  await settle(store, mail, messageIdOf(messageId, event.region), now())
  log('info', 'mail: settled by its send event', name)
})
