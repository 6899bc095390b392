import { s3Files } from '../../lib/aws/files.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { now, random, replyKey } from '../edge/time.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'
import { portalPages } from './portal/pages.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_BUCKET', 'FILES_BUCKET', 'PUBLIC_URL', 'AUDIT_DAYS')
const store = dynamoStore(settings.TABLE_NAME)

/** The pages of everybody who asks the desk for something. */
export const handler = http(
  showing(portalPages, doorOf(store, settings.PUBLIC_URL), {
    store,
    policies: policySource(store, now),
    files: s3Files(settings.FILES_BUCKET),
    mails: s3Files(settings.MAIL_BUCKET),
    auditDays: settings.AUDIT_DAYS,
    publicUrl: settings.PUBLIC_URL,
    now,
    replyKey,
    newId: replyKey,
    randomBytes: random,
  }),
)
