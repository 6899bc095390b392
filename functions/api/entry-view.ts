import * as z from 'zod'
import { FileState } from '../../lib/desk/file-verdict.ts'
import { isForEverybody } from '../../lib/desk/shown.ts'
import type { Item } from '../../lib/store/store.ts'
import { Actor, Channel } from '../../lib/ticket/actor.ts'
import { Visibility } from '../../lib/ticket/message.ts'

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

/**
 * Entries of a process's timelines as the API shows them: one shape per kind of entry, whose `data` has what it tells beside the
 * words of a message.
 */
export const entryKinds = <Type extends string>(data: Readonly<Record<Type, z.ZodObject>>) => {
  const kinds = (Object.entries(data) as [Type, z.ZodObject][]).map(([type, each]) =>
    Entry.extend({ type: z.literal(type), data: each }),
  )
  return z.discriminatedUnion('type', kinds as [(typeof kinds)[number], ...(typeof kinds)[number][]])
}

/**
 * An entry of a ticket that is read at `path` for a reader who may see it, to be parsed by its kind: unknown and private fields
 * stay behind then. Only the desk opens mails as they arrived.
 */
export const entryFields = (path: string, entry: Item, isForDesk = false): Item => {
  const { message = {}, ...data } = entry.data as Item & { message?: Item }
  const mail = (message.mail ?? {}) as Item
  const attachments = (message.attachments ?? []) as Item[]
  return {
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
      href: `${path}/${entry.number}/attachments/${entry.sequence}-${i + 1}`,
    })),
  }
}
