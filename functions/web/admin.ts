import { dynamoStore } from '../../lib/aws/table.ts'
import { isAgent } from '../../lib/people/person.ts'
import { readSettings } from '../../lib/settings.ts'
import { coreDesk } from '../api/core-desk.ts'
import type { ApiDesk } from '../api/operation.ts'
import { http } from '../edge/http.ts'
import { adminPages } from './admin/pages.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'AUDIT_DAYS')
const store = dynamoStore(settings.TABLE_NAME)
const desk = { ...coreDesk(store, settings.PUBLIC_URL), auditDays: settings.AUDIT_DAYS }

/** The pages on which the desk is set up. Nothing there has a file or a received mail. */
export const handler = http(showing(adminPages, doorOf(store, settings.PUBLIC_URL, isAgent), desk as ApiDesk))
