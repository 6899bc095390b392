import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { changes } from './change/operations.ts'
import { answering } from './route.ts'
import { wholeDesk } from './whole-desk.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'MAIL_BUCKET',
  'FILES_BUCKET',
  'PUBLIC_URL',
  'AUDIT_DAYS',
  'SCANNING',
)

/** The API for changes and what they are planned by. A function of its own, because nobody needs it who asks about an incident. */
export const handler = http(answering(changes, wholeDesk(dynamoStore(settings.TABLE_NAME), settings)))
