import { read } from '../../lib/alert/read.ts'
import { wholeReader } from '../../lib/alert/whole-reader.ts'
import { s3Files } from '../../lib/aws/files.ts'
import { deadLetterQueue } from '../../lib/aws/given-up.ts'
import { queueAt } from '../../lib/aws/queues.ts'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
import { alerts } from './alert/operations.ts'
import type { ApiDesk } from './operation.ts'
import { answering } from './route.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'PUBLIC_URL',
  'SECRETS_PATH',
  'ALERT_DEAD_LETTERS',
  'ALERT_QUEUE',
  'ALERT_BUCKET',
)
const send = queueAt(settings.ALERT_QUEUE)
const store = dynamoStore(settings.TABLE_NAME)
const desk: Omit<ApiDesk, 'files' | 'incoming' | 'mails' | 'auditDays'> = {
  store,
  policies: policySource(store, now),
  now,
  wait,
  replyKey,
  newId: replyKey,
  randomBytes: random,
  publicUrl: settings.PUBLIC_URL,
  secrets: parameterSecrets(settings.SECRETS_PATH),
  givenUpAlerts: deadLetterQueue(settings.ALERT_DEAD_LETTERS),
  alertIntake: {
    files: s3Files(settings.ALERT_BUCKET),
    read,
    send: (delivery) => send(JSON.stringify(delivery)),
  },
  alertReader: wholeReader,
}

/** The API about alerts. A function of its own, because only it may write the secrets by which their sources sign. */
export const handler = http(answering(alerts, desk as ApiDesk))
