import { defaultMailRules, MailRules, mailRules } from '../policy/mail-rules.ts'
import type { Store } from '../store/store.ts'
import { readKept } from './keep.ts'
import { remembered } from './remembered.ts'

/** The rules about mail in force. */
export const mailRuleSource = (store: Store, now: () => string): (() => Promise<MailRules>) =>
  remembered(async () => (await readKept(store, MailRules, mailRules.kind, mailRules.id)) ?? defaultMailRules, now)
