import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { coreDesk } from './core-desk.ts'
import type { ApiDesk } from './operation.ts'
import { answering } from './route.ts'
import { webhooks } from './webhook/operations.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'SECRETS_PATH', 'WEBHOOK_REACH')
const store = dynamoStore(settings.TABLE_NAME)
const desk = {
  ...coreDesk(store, settings.PUBLIC_URL),
  secrets: parameterSecrets(settings.SECRETS_PATH),
  webhookReach: settings.WEBHOOK_REACH,
}

/** The API about webhooks. A function of its own, because only it may write the secrets that they are signed with. */
export const handler = http(answering(webhooks, desk as ApiDesk))
