import type { Delivery } from '../../lib/alert/delivery.ts'
import { read } from '../../lib/alert/read.ts'
import { wholeReader } from '../../lib/alert/whole-reader.ts'
import { alertQueue } from '../../lib/aws/alert-queue.ts'
import { s3Files } from '../../lib/aws/files.ts'
import { deadLetterQueue } from '../../lib/aws/given-up.ts'
import { surroundings } from '../../lib/aws/lean-call.ts'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { alerts } from './alert/operations.ts'
import { coreDesk } from './core-desk.ts'
import type { ApiDesk, CoreDesk } from './operation.ts'
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
const send = alertQueue(settings.ALERT_QUEUE, surroundings(process.env))
const store = dynamoStore(settings.TABLE_NAME)
const desk = {
  ...coreDesk(store, settings.PUBLIC_URL),
  secrets: parameterSecrets(settings.SECRETS_PATH),
  givenUpAlerts: deadLetterQueue(settings.ALERT_DEAD_LETTERS),
  alertReader: wholeReader,
  alertIntake: {
    files: s3Files(settings.ALERT_BUCKET),
    read,
    send: (delivery: Delivery) => send(JSON.stringify(delivery)),
  },
}

/** The API about alerts. A function of its own, because only it may write the secrets by which their sources sign. */
export const handler = http(answering(alerts, desk as CoreDesk as ApiDesk))
