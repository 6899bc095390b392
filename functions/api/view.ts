import * as z from 'zod'
import { IncidentState } from '../../lib/incident/incident.ts'
import { Failure } from '../../lib/notify/planned-mail.ts'
import { MailPurpose, Purpose, purposeOf } from '../../lib/notify/purpose.ts'
import type { Item } from '../../lib/store/store.ts'
import { Actor, Channel } from '../../lib/ticket/actor.ts'
import { Language, Requester, Visibility } from '../../lib/ticket/message.ts'
import { Impact, Priority, Urgency } from '../../lib/ticket/priority.ts'

/** An incident as lists show it. */
export const IncidentSummary = z.object({
  number: z.string(),
  title: z.string(),
  state: IncidentState,
  priority: Priority,
  requester: Requester,
  team: z.string(),
  channel: Channel,
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.number().int(),
})

const AttachmentView = z.object({
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  /** Path to download it from, with the same token. */
  href: z.string(),
})

/** An entry of a timeline as the API shows it. */
export const EntryView = z.object({
  sequence: z.number().int(),
  type: z.string(),
  at: z.iso.datetime(),
  by: Actor,
  channel: Channel,
  text: z.string().optional(),
  quoted: z.string().optional(),
  visibility: Visibility.optional(),
  from: z.string().optional(),
  automatic: z.string().optional(),
  verified: z.boolean().optional(),
  /** What was cut or left out of a mail. */
  notes: z.array(z.string()).optional(),
  attachments: z.array(AttachmentView),
})

/** A mail that the desk sent, as the API shows it. */
export const MailView = z.object({
  sequence: z.number().int(),
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

/** An incident with its timeline. */
export const IncidentRecord = IncidentSummary.extend({
  impact: Impact,
  urgency: Urgency,
  language: Language,
  timeline: z.array(EntryView),
  /** Sequence to ask for the next part of the timeline with, or null at its end. */
  timelineCursor: z.string().nullable(),
  mails: z.array(MailView),
})

/** One page of incidents. */
export const IncidentPage = z.object({ items: z.array(IncidentSummary), cursor: z.string().nullable() })

/** The entry for a reader; unknown and private fields stay behind. */
export const entryView = (entry: Item): z.infer<typeof EntryView> => {
  const data = entry.data as { message?: Item; visibility?: Visibility }
  const message = data.message ?? {}
  const mail = (message.mail ?? {}) as Item
  const attachments = (message.attachments ?? []) as Item[]
  return EntryView.parse({
    ...entry,
    ...mail,
    text: message.text,
    quoted: message.quoted,
    notes: message.notes,
    visibility: data.visibility ?? 'public',
    attachments: attachments.map((attachment, i) => ({
      ...attachment,
      href: `/api/v1/incidents/${entry.number}/attachments/${entry.sequence}-${i + 1}`,
    })),
  })
}
