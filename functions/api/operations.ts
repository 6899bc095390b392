import { audit } from './audit.ts'
import { incidents } from './incident/operations.ts'
import { letters } from './letters.ts'
import { mails } from './mail/operations.ts'
import { rulesAboutMail } from './mail-rules.ts'
import { messageHtml } from './message-html-operation.ts'
import type { Operation } from './operation.ts'
import { people } from './people.ts'
import { rules } from './rule/operations.ts'
import { sessions } from './sessions.ts'
import { teams } from './teams.ts'
import { tokens } from './tokens.ts'

/** Everything that the API can do, whichever function does it. */
export const operations: readonly Operation[] = [
  ...incidents,
  messageHtml,
  ...people,
  ...teams,
  ...tokens,
  ...sessions,
  ...letters,
  ...rulesAboutMail,
  ...rules,
  ...mails,
  ...audit,
]
