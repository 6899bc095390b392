import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
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
import { wholeDesk } from './whole-desk.ts'

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
    wholeDesk(store, settings),
  ),
)
