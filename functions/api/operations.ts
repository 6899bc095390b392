import { alerts } from './alert/operations.ts'
import { approvals } from './approval/operations.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { changes } from './change/operations.ts'
import { directory } from './directory/operations.ts'
import { filters } from './filters.ts'
import { incidents } from './incident/operations.ts'
import { letters } from './letters.ts'
import { mails } from './mail/operations.ts'
import { rulesAboutMail } from './mail-rules.ts'
import { messageHtml } from './message-html-operation.ts'
import type { Operation } from './operation.ts'
import { outages } from './outages.ts'
import { people } from './people.ts'
import { ratings } from './ratings.ts'
import { rules } from './rule/operations.ts'
import { sessions } from './sessions.ts'
import { teams } from './teams.ts'
import { ticketTemplates } from './ticket-templates.ts'
import { tokens } from './tokens.ts'
import { uploads } from './uploads.ts'
import { webhooks } from './webhook/operations.ts'

/** Everything that the API can do, whichever function does it. */
export const operations: readonly Operation[] = [
  ...incidents,
  messageHtml,
  ...board,
  ...filters,
  ...ticketTemplates,
  ...outages,
  ...ratings,
  ...uploads,
  ...people,
  ...directory,
  ...teams,
  ...tokens,
  ...sessions,
  ...letters,
  ...rulesAboutMail,
  ...rules,
  ...mails,
  ...changes,
  ...webhooks,
  ...alerts,
  ...approvals,
  ...audit,
]
