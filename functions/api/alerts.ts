import { wholeReader } from '../../lib/alert/whole-reader.ts'
import { deadLetterQueue } from '../../lib/aws/given-up.ts'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { alerts } from './alert/operations.ts'
import { coreDesk } from './core-desk.ts'
import type { ApiDesk } from './operation.ts'
import { answering } from './route.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'SECRETS_PATH', 'ALERT_DEAD_LETTERS')
const store = dynamoStore(settings.TABLE_NAME)
const desk = {
  ...coreDesk(store, settings.PUBLIC_URL),
  secrets: parameterSecrets(settings.SECRETS_PATH),
  givenUpAlerts: deadLetterQueue(settings.ALERT_DEAD_LETTERS),
  alertReader: wholeReader,
}

/** The API about alerts. A function of its own, because only it may write the secrets by which their sources sign. */
export const handler = http(answering(alerts, desk as ApiDesk))
