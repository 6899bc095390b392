import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { messageIdOf } from '../../lib/aws/post.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { type Bounced, recordBounce } from '../../lib/notify/bounce.ts'
import { MailPurpose } from '../../lib/notify/purpose.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const recipients = z.array(
  z.object({ emailAddress: z.string(), status: z.string().optional(), diagnosticCode: z.string().optional() }),
)

/** SES's event data, as much as we need (SES Developer Guide, "Contents of event data that Amazon SES publishes"). */
const Event = z.object({
  mail: z.object({
    timestamp: z.string(),
    messageId: z.string(),
    destination: z.array(z.string()),
    // A test mail has no name, and nobody waits to hear of it.
    tags: z.object({
      number: z.tuple([z.string()]).optional(),
      sequence: z.tuple([z.coerce.number().int()]).optional(),
      purpose: z.tuple([MailPurpose]).optional(),
    }),
  }),
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients, timestamp: z.string() }).optional(),
  complaint: z
    .object({
      complainedRecipients: recipients,
      complaintFeedbackType: z.string().nullish(),
      timestamp: z.string(),
    })
    .optional(),
  deliveryDelay: z.object({ delayType: z.string(), delayedRecipients: recipients, timestamp: z.string() }).optional(),
  reject: z.object({ reason: z.string() }).optional(),
})

type Failed = Omit<Bounced, 'mail' | 'messageId'>

const failuresIn = ({ bounce, complaint, deliveryDelay, reject, mail }: z.infer<typeof Event>): readonly Failed[] => {
  const words = ({ diagnosticCode, status }: z.infer<typeof recipients>[0], otherwise: string) =>
    diagnosticCode ?? status ?? otherwise
  if (bounce) {
    const { bounceType, bouncedRecipients, timestamp: at } = bounce
    const isPermanent = bounceType === 'Permanent'
    return bouncedRecipients.map((to) => ({ address: to.emailAddress, isPermanent, reason: words(to, bounceType), at }))
  }
  if (complaint) {
    const { complainedRecipients, complaintFeedbackType, timestamp: at } = complaint
    const reason = `reported as spam (${complaintFeedbackType ?? 'no type'})`
    const fact = { isPermanent: true, isComplaint: true, reason, at }
    return complainedRecipients.map(({ emailAddress }) => ({ address: emailAddress, ...fact }))
  }
  if (deliveryDelay) {
    const { delayType, delayedRecipients, timestamp: at } = deliveryDelay
    const fact = { isPermanent: false, isDelay: true, at }
    return delayedRecipients.map((to) => ({ address: to.emailAddress, reason: words(to, delayType), ...fact }))
  }
  const reason = `SES refused its content: ${reject?.reason ?? 'no reason given'}`
  const fact = { isPermanent: true, isAboutContent: true, reason, at: mail.timestamp }
  return mail.destination.map((address) => ({ address, ...fact }))
}

/** SES says that a mail did not reach somebody → mail, address and ticket are marked. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const read = Event.parse(event.detail)
  const { messageId, tags } = read.mail
  const [number, sequence, purpose] = [tags.number?.[0], tags.sequence?.[0], tags.purpose?.[0]]
  const name = number && sequence !== undefined && purpose ? { mail: { number, sequence, purpose } } : {}
  const failures = failuresIn(read)
  for (const failure of failures)
    await recordBounce(office, {
      ...failure,
      at: new Date(failure.at).toISOString(),
      ...name,
      messageId: messageIdOf(messageId, event.region),
    })
  log('warn', `mail: ${event['detail-type'].toLowerCase()}`, { number, sequence, count: failures.length })
})
