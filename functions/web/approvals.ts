import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { approvals } from '../api/approval/operations.ts'
import { coreDesk } from '../api/core-desk.ts'
import type { ApiDesk } from '../api/operation.ts'
import { answering } from '../api/route.ts'
import { http, type Request } from '../edge/http.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'
import { approvalSite } from './portal/approval/pages.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'HELP_ADDRESSES')
const store = dynamoStore(settings.TABLE_NAME)
// No approval has files.
const desk = coreDesk(store, settings.PUBLIC_URL) as ApiDesk
const api = answering(approvals, desk)
const pages = showing(
  approvalSite({ helpAddress: settings.HELP_ADDRESSES[0]! }),
  doorOf(store, settings.PUBLIC_URL),
  desk,
)

/**
 * Where people decide, as pages and over the API: a function of its own, because what decides should be small, may touch little,
 * and stays up when other pages do not.
 */
export const handler = http((request: Request) => (request.path.startsWith('/api/') ? api(request) : pages(request)))
