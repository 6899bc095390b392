import type { Operation } from '../operation.ts'
import { addresses } from './addresses.ts'
import { digestRules } from './digest-rule.ts'
import { templates } from './templates.ts'

/** What the API can do with the mail that the desk sends. */
export const mails: readonly Operation[] = [...templates, ...addresses, ...digestRules]
