import { s3Files } from '../../lib/aws/files.ts'
import { s3Incoming } from '../../lib/aws/incoming.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import type { Settings } from '../../lib/settings.ts'
import type { Store } from '../../lib/store/store.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
import type { ApiDesk } from './operation.ts'

type Told = Pick<Settings, 'FILES_BUCKET' | 'MAIL_BUCKET' | 'PUBLIC_URL' | 'AUDIT_DAYS' | 'SCANNING'>

/** What operations work with, for a function that carries out any of them. */
export const wholeDesk = (store: Store, told: Told): ApiDesk => ({
  store,
  policies: policySource(store, now),
  files: s3Files(told.FILES_BUCKET),
  incoming: s3Incoming(told.FILES_BUCKET),
  scansFiles: told.SCANNING !== 'none',
  mails: s3Files(told.MAIL_BUCKET),
  publicUrl: told.PUBLIC_URL,
  auditDays: told.AUDIT_DAYS,
  now,
  wait,
  replyKey,
  newId: replyKey,
  randomBytes: random,
})
