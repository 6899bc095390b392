import type { Context, EventBridgeEvent, SNSEvent } from 'aws-lambda'
import { s3Files } from '../../lib/aws/files.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { mailRuleSource } from '../../lib/desk/mail-rule-source.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { Envelope, envelopeOf } from '../../lib/intake/envelope.ts'
import { failedRecord } from '../../lib/intake/log-entry.ts'
import { type Receiving, receiveMail } from '../../lib/intake/receive-mail.ts'
import { isSettled, LetterRecord } from '../../lib/intake/record.ts'
import { UnreadableMail } from '../../lib/mail/unreadable-mail.ts'
import { deskZone } from '../../lib/policy/zone.ts'
import { readSettings } from '../../lib/settings.ts'
import { key } from '../../lib/store/schema.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now, replyKey } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_BUCKET', 'FILES_BUCKET', 'HELP_ADDRESSES', 'INSTANCE')

const store = dynamoStore(settings.TABLE_NAME)
const desk: Receiving = {
  store,
  policies: policySource(store, now),
  mailRules: mailRuleSource(store, now),
  mails: s3Files(settings.MAIL_BUCKET),
  files: s3Files(settings.FILES_BUCKET),
  helpAddresses: settings.HELP_ADDRESSES,
  instance: settings.INSTANCE,
  now,
  replyKey,
  timeZone: deskZone,
}

/** A mail that arrived (SES tells us through SNS), or one that a person wants to be tried again. */
type Arrival = SNSEvent | EventBridgeEvent<'mail.replay-requested', unknown>

const envelopesIn = (event: Arrival): readonly Envelope[] =>
  'Records' in event ? event.Records.map((record) => envelopeOf(record.Sns.Message)) : [Envelope.parse(event.detail)]

/**
 * One mail in. What cannot be read is a visible failure at once, because trying again would not help; what we could
 * not do is visible while it is being retried.
 */
export const handler = invoked(async (event: Arrival, _context: Context) => {
  for (const envelope of envelopesIn(event)) {
    try {
      const outcome = await receiveMail(envelope, desk)
      log('info', `a mail was ${outcome}`, { letter: envelope.id, outcome })
    } catch (error) {
      await recordFailure(envelope, error instanceof Error ? error.message : String(error))
      if (!(error instanceof UnreadableMail)) throw error
      log('warn', 'a mail could not be read and waits for eyes', { letter: envelope.id })
    }
  }
})

const recordFailure = async (envelope: Envelope, reason: string) => {
  const at = key.letter(envelope.id)
  const found = await desk.store.get(at)
  // Another run of the same mail may have succeeded in the meantime.
  if (found && isSettled(LetterRecord.parse(found).outcome)) return
  await desk.store.commit([{ put: failedRecord(envelope, reason), at }])
}
