import { s3Files } from '../../lib/aws/files.ts'
import { s3Incoming } from '../../lib/aws/incoming.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
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
  'HELP_ADDRESSES',
)
const store = dynamoStore(settings.TABLE_NAME)

/** The pages of everybody who asks the desk for something. */
export const handler = http(
  showing(portalPages({ helpAddress: settings.HELP_ADDRESSES[0]! }), doorOf(store, settings.PUBLIC_URL), {
    store,
    policies: policySource(store, now),
    files: s3Files(settings.FILES_BUCKET),
    incoming: s3Incoming(settings.FILES_BUCKET),
    mails: s3Files(settings.MAIL_BUCKET),
    publicUrl: settings.PUBLIC_URL,
    now,
    wait,
    replyKey,
    newId: replyKey,
    randomBytes: random,
    auditDays: settings.AUDIT_DAYS,
  }),
)
