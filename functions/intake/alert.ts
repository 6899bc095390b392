import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { read } from '../../lib/alert/read.ts'
import { s3Files } from '../../lib/aws/files.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { type AlertDesk, sourcesIn, surroundingsIn } from '../../lib/desk/alert/alert-desk.ts'
import { consume } from '../../lib/desk/alert/consume.ts'
import { openPulse } from '../../lib/desk/alert/pulse.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { errorFields, log } from '../edge/log.ts'
import { now, replyKey, wait } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'ALERT_BUCKET')
const store = dynamoStore(settings.TABLE_NAME)
const desk: AlertDesk = {
  store,
  policies: policySource(store, now),
  files: s3Files(settings.ALERT_BUCKET),
  read,
  now,
  wait,
  replyKey,
  sourceOf: sourcesIn(store, now),
  surroundings: surroundingsIn(store, now),
  cameThrough: openPulse(store),
}

/** A batch of accepted deliveries → alerts, their incidents, the log. Only what could not be done comes again. */
export const handler = invoked(async (event: SQSEvent, _context: Context): Promise<SQSBatchResponse> => {
  const messages = event.Records.map(({ messageId, body }) => ({ id: messageId, body }))
  const { failed, decided } = await consume(messages, desk)
  for (const error of failed.values())
    log('error', 'a delivery was not taken in; it will come again', errorFields(error))
  log('info', 'deliveries were taken in', { count: messages.length - failed.size, ...decided })
  return { batchItemFailures: [...failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) }
})
