import { directory } from './directory/operations.ts'
import { incidents } from './incident/operations.ts'
import { letters } from './letters.ts'
import { mails } from './mail/operations.ts'
import { rulesAboutMail } from './mail-rules.ts'
import { messageHtml } from './message-html-operation.ts'
import type { Operation } from './operation.ts'
import { people } from './people.ts'
import { rules } from './rule/operations.ts'
import { teams } from './teams.ts'

/** Everything that the API can do, whichever function does it. */
export const operations: readonly Operation[] = [
  ...incidents,
  messageHtml,
  ...people,
  ...directory,
  ...teams,
  ...letters,
  ...rulesAboutMail,
  ...rules,
  ...mails,
]
