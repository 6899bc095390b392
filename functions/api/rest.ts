import { s3Files } from '../../lib/aws/files.ts'
import { s3Incoming } from '../../lib/aws/incoming.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { filters } from './filters.ts'
import { incidents } from './incident/operations.ts'
import { letters } from './letters.ts'
import { rulesAboutMail } from './mail-rules.ts'
import { outages } from './outages.ts'
import { people } from './people.ts'
import { ratings } from './ratings.ts'
import { answering } from './route.ts'
import { sessions } from './sessions.ts'
import { teams } from './teams.ts'
import { ticketTemplates } from './ticket-templates.ts'
import { tokens } from './tokens.ts'
import { uploads } from './uploads.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'MAIL_BUCKET', 'FILES_BUCKET', 'PUBLIC_URL', 'AUDIT_DAYS')
const store = dynamoStore(settings.TABLE_NAME)

/** The API for incidents, people, teams, received mail and the audit: one table of operations, matched, parsed and carried out. */
export const handler = http(
  answering(
    [
      ...incidents,
      ...board,
      ...filters,
      ...ticketTemplates,
      ...outages,
      ...ratings,
      ...uploads,
      ...people,
      ...teams,
      ...tokens,
      ...sessions,
      ...letters,
      ...rulesAboutMail,
      ...audit,
    ],
    {
      store,
      policies: policySource(store, now),
      files: s3Files(settings.FILES_BUCKET),
      incoming: s3Incoming(settings.FILES_BUCKET),
      mails: s3Files(settings.MAIL_BUCKET),
      auditDays: settings.AUDIT_DAYS,
      publicUrl: settings.PUBLIC_URL,
      now,
      wait,
      replyKey,
      newId: replyKey,
      randomBytes: random,
    },
  ),
)
