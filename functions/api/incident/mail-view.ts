import * as z from 'zod'
import { Failure } from '../../../lib/notify/planned-mail.ts'
import { MailPurpose, Purpose, purposeOf } from '../../../lib/notify/purpose.ts'
import type { Item } from '../../../lib/store/store.ts'

/** A mail that the desk sent, as the API shows it. */
export const MailView = z.object({
  sequence: z.int().describe('Of the entry that caused it.'),
  purpose: Purpose,
  status: z.string().describe('`withheld`: not sent, because nobody could have read it.'),
  to: z.string(),
  cc: z.array(z.string()).optional(),
  reason: z.string().optional().describe('Why it was not sent.'),
  withheld: z.array(Failure).optional().describe('People it did not go to, and why.'),
  returned: z.array(Failure).optional().describe('Addresses from which it came back.'),
  sentAt: z.string().optional(),
  messageId: z.string().optional(),
})

/** The mail for a reader: its purpose without for whom of several it was. */
export const mailView = (mail: Item): z.infer<typeof MailView> =>
  MailView.parse({ ...mail, purpose: purposeOf(MailPurpose.parse(mail.purpose)) })
