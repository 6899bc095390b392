import { defaultMailRules, MailRules, mailRules } from '../policy/mail-rules.ts'
import type { Store } from '../store/store.ts'
import { readKept } from './keep.ts'

/** A change of the rules reaches every running function within this many seconds, as with the rules for tickets. */
const keepSeconds = 20

/** The rules about mail in force, remembered for some seconds: many mails share one read. */
export const mailRuleSource = (store: Store, now: () => string): (() => Promise<MailRules>) => {
  let rules: Promise<MailRules> | undefined
  let until = 0
  return () => {
    const at = Date.parse(now())
    if (!rules || at >= until) {
      until = at + keepSeconds * 1000
      rules = readKept(store, MailRules, mailRules.kind, mailRules.id).then((found) => found ?? defaultMailRules)
      rules.catch(() => {
        rules = undefined
      })
    }
    return rules
  }
}
