import type { Delivery } from '../../lib/alert/delivery.ts'
import { read } from '../../lib/alert/read.ts'
import { wholeReader } from '../../lib/alert/whole-reader.ts'
import { alertQueue } from '../../lib/aws/alert-queue.ts'
import { s3Files } from '../../lib/aws/files.ts'
import { deadLetterQueue } from '../../lib/aws/given-up.ts'
import { surroundings } from '../../lib/aws/lean-call.ts'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { isAgent } from '../../lib/people/person.ts'
import { readSettings } from '../../lib/settings.ts'
import { coreDesk } from '../api/core-desk.ts'
import type { ApiDesk } from '../api/operation.ts'
import { http } from '../edge/http.ts'
import { alertPages } from './alert/pages.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'PUBLIC_URL',
  'SECRETS_PATH',
  'ALERT_DEAD_LETTERS',
  'ALERT_QUEUE',
  'ALERT_BUCKET',
  'WEBHOOK_REACH',
)
const send = alertQueue(settings.ALERT_QUEUE, surroundings(process.env))
const store = dynamoStore(settings.TABLE_NAME)
const desk = {
  ...coreDesk(store, settings.PUBLIC_URL),
  secrets: parameterSecrets(settings.SECRETS_PATH),
  webhookReach: settings.WEBHOOK_REACH,
  givenUpAlerts: deadLetterQueue(settings.ALERT_DEAD_LETTERS),
  alertReader: wholeReader,
  alertIntake: {
    files: s3Files(settings.ALERT_BUCKET),
    read,
    send: (delivery: Delivery) => send(JSON.stringify(delivery)),
  },
}

/** The pages about alerts and webhooks. A function of its own, because of all pages only they write secrets. */
export const handler = http(
  showing(alertPages, doorOf(store, settings.PUBLIC_URL, isAgent), desk as unknown as ApiDesk),
)
