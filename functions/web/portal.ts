import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { wholeDesk } from '../api/whole-desk.ts'
import { http } from '../edge/http.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'
import { portalPages } from './portal/pages.ts'

const settings = readSettings(
  process.env,
  'TABLE_NAME',
  'MAIL_BUCKET',
  'FILES_BUCKET',
  'PUBLIC_URL',
  'AUDIT_DAYS',
  'SCANNING',
  'HELP_ADDRESSES',
)
const store = dynamoStore(settings.TABLE_NAME)

/** The pages of everybody who asks the desk for something. */
export const handler = http(
  showing(
    portalPages({ helpAddress: settings.HELP_ADDRESSES[0]! }),
    doorOf(store, settings.PUBLIC_URL),
    wholeDesk(store, settings),
  ),
)
