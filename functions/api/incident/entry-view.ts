import * as z from 'zod'
import { FileState } from '../../../lib/desk/file-verdict.ts'
import { isForEverybody } from '../../../lib/desk/shown.ts'
import type { Item } from '../../../lib/store/store.ts'
import { Actor, Channel } from '../../../lib/ticket/actor.ts'
import { Visibility } from '../../../lib/ticket/message.ts'
import { type EntryType, entryData } from './entry-data.ts'

const AttachmentView = z.object({
  name: z.string(),
  mediaType: z.string(),
  size: z.int().describe('Bytes.'),
  inline: z.boolean(),
  state: FileState.describe(
    '`checking`: it opens once a scan has found nothing; `infected`: it opens for nobody; `unchecked`: the scan could not tell, and only the desk opens it.',
  ),
  threat: z.string().optional().describe('What the scan found.'),
  href: z.string().describe('Path to download it from, with the same token.'),
})

const Entry = z.object({
  sequence: z.int(),
  type: z.string(),
  at: z.iso.datetime(),
  by: Actor,
  channel: Channel,
  visibility: Visibility.describe('`internal`: only agents see this entry.'),
  origin: z.string().optional().describe('The merged incident on which these words were written.'),
  text: z.string().optional(),
  quoted: z.string().optional(),
  letter: z.string().optional().describe('Id of the mail as it arrived; for agents.'),
  from: z.string().optional().describe('Address that the mail gives as its sender.'),
  automatic: z.string().optional().describe('Why the mail counts as a machine’s.'),
  verified: z.boolean().optional(),
  notes: z.array(z.string()).optional().describe('What was cut or left out of a mail.'),
  attachments: z.array(AttachmentView),
})

const kinds = (Object.entries(entryData) as [EntryType, z.ZodObject][]).map(([type, data]) =>
  Entry.extend({ type: z.literal(type), data }),
)
type Kind = (typeof kinds)[number]

/** An entry of a timeline as the API shows it; `data` has what its kind tells beside the words of a message. */
export const EntryView = z.discriminatedUnion('type', kinds as [Kind, ...Kind[]]).meta({ id: 'TimelineEntry' })

/** The entry for a reader who may see it; unknown and private fields stay behind. Only the desk opens mails as they arrived. */
export const entryView = (entry: Item, isForDesk = false): z.infer<typeof EntryView> => {
  const { message = {}, ...data } = entry.data as Item & { message?: Item }
  const mail = (message.mail ?? {}) as Item
  const attachments = (message.attachments ?? []) as Item[]
  return EntryView.parse({
    ...mail,
    ...entry,
    data,
    letter: isForDesk ? mail.letter : undefined,
    visibility: isForEverybody(entry) ? 'public' : 'internal',
    text: message.text,
    quoted: message.quoted,
    notes: message.notes,
    attachments: attachments.map((attachment, i) => ({
      ...attachment,
      href: `/api/v1/incidents/${entry.number}/attachments/${entry.sequence}-${i + 1}`,
    })),
  })
}
