/** Every function there is, by its path under `functions/`: what the build bundles and the stacks run. */
export const functions = [
  'intake/email',
  'intake/hook',
  'intake/alert',
  'reactions/alert-due',
  'stream/publish',
  'reactions/mail',
  'reactions/mail-sent',
  'reactions/mail-bounced',
  'reactions/ticket-due',
  'reactions/family',
  'reactions/assign',
  'reactions/people',
  'reactions/file-scanned',
  'reactions/webhooks',
  'reactions/change-due',
  'reactions/workflow',
  'workflow/task',
  'workflow/sweep',
  'reactions/receipts',
  'clock/minute',
  'api/rest',
  'api/desk',
  'api/document',
  'api/change',
  'api/message-html',
  'api/alerts',
  'api/webhooks',
  'web/auth',
  'api/scim',
  'web/console',
  'web/admin',
  'web/alerts',
  'web/portal',
  'web/approvals',
  'web/public',
] as const

export type FunctionPath = (typeof functions)[number]

/** `intake/email` → `intake-email`: the name of its bundle's folder, and the end of its name in AWS. */
export const nameOf = (path: FunctionPath): string => path.replace('/', '-')
