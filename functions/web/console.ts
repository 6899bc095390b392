import { dynamoStore } from '../../lib/aws/table.ts'
import { isAgent } from '../../lib/people/person.ts'
import { readSettings } from '../../lib/settings.ts'
import { wholeDesk } from '../api/whole-desk.ts'
import { http } from '../edge/http.ts'
import { consolePages } from './console/pages.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'MAIL_BUCKET',
  'FILES_BUCKET',
  'PUBLIC_URL',
  'AUDIT_DAYS',
  'SCANNING',
)
const store = dynamoStore(settings.TABLE_NAME)

/** The agents' pages. */
export const handler = http(
  showing(consolePages, doorOf(store, settings.PUBLIC_URL, isAgent), wholeDesk(store, settings)),
)
