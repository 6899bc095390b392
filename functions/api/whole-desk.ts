import { noReader } from '../../lib/alert/reader.ts'
import { s3Files } from '../../lib/aws/files.ts'
import { s3Incoming } from '../../lib/aws/incoming.ts'
import { noAlertIntake } from '../../lib/desk/alert/intake.ts'
import type { Settings } from '../../lib/settings.ts'
import { noneGivenUp } from '../../lib/store/given-up.ts'
import { noSecrets } from '../../lib/store/secrets.ts'
import type { Store } from '../../lib/store/store.ts'
import { coreDesk } from './core-desk.ts'
import type { ApiDesk } from './operation.ts'

type Told = Pick<Settings, 'FILES_BUCKET' | 'MAIL_BUCKET' | 'PUBLIC_URL' | 'AUDIT_DAYS' | 'SCANNING'>

/** What operations work with, for a function that carries out any of them. */
export const wholeDesk = (store: Store, told: Told): ApiDesk => ({
  ...coreDesk(store, told.PUBLIC_URL),
  files: s3Files(told.FILES_BUCKET),
  incoming: s3Incoming(told.FILES_BUCKET),
  scansFiles: told.SCANNING !== 'none',
  mails: s3Files(told.MAIL_BUCKET),
  auditDays: told.AUDIT_DAYS,
  secrets: noSecrets,
  webhookReach: 'public',
  givenUpAlerts: noneGivenUp,
  alertReader: noReader,
  alertIntake: noAlertIntake,
})
