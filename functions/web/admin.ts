import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { isAgent } from '../../lib/people/person.ts'
import { readSettings } from '../../lib/settings.ts'
import type { ApiDesk } from '../api/operation.ts'
import { http } from '../edge/http.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
import { adminPages } from './admin/pages.ts'
import { doorOf } from './door.ts'
import { showing } from './page/route.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'AUDIT_DAYS')
const store = dynamoStore(settings.TABLE_NAME)
const desk: Omit<ApiDesk, 'files' | 'incoming' | 'mails' | 'scansFiles'> = {
  store,
  policies: policySource(store, now),
  auditDays: settings.AUDIT_DAYS,
  publicUrl: settings.PUBLIC_URL,
  now,
  wait,
  replyKey,
  newId: replyKey,
  randomBytes: random,
}

/** The pages on which the desk is set up. Nothing there has a file or a received mail. */
export const handler = http(showing(adminPages, doorOf(store, settings.PUBLIC_URL, isAgent), desk as ApiDesk))
