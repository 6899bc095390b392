import { key } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import type { Attachment } from '../ticket/message.ts'
import { type FileState, stateOf } from './file-verdict.ts'
import { Upload } from './upload.ts'

/** An attachment as it can be opened now. */
export interface JudgedAttachment extends Attachment {
  readonly state: FileState
  /** What was found in it. */
  readonly threat?: string | undefined
}

/** BatchGetItem takes so many keys. */
const aBatch = 100

const attachmentsOf = ({ data }: Item): readonly Attachment[] =>
  (data as { message?: { attachments?: readonly Attachment[] } } | undefined)?.message?.attachments ?? []

const uploadsOf = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Upload>> => {
  const found = new Map<string, Upload>()
  for (let i = 0; i < ids.length; i += aBatch) {
    const items = await store.getMany(ids.slice(i, i + aBatch).map((id) => key.upload(id)))
    for (const item of items) found.set(String(item.id), Upload.parse(item))
  }
  return found
}

/**
 * Entries whose attachments say whether they can be opened. Most were found clean before a message took them, and cost
 * nothing; for the others their uploads are read.
 */
export const withFileStates = async (store: Store, entries: readonly Item[]): Promise<readonly Item[]> => {
  const pending = new Set(entries.flatMap(attachmentsOf).flatMap(({ upload }) => upload ?? []))
  const uploads = pending.size > 0 ? await uploadsOf(store, [...pending]) : undefined
  const judge = (attachment: Attachment): JudgedAttachment => {
    if (attachment.upload === undefined) return { ...attachment, state: 'ready' }
    const upload = uploads?.get(attachment.upload)
    const verdict = upload?.verdicts?.find(({ version }) => version === upload.takenVersion)
    return { ...attachment, state: stateOf(verdict), threat: verdict?.threat }
  }
  return entries.map((entry) => {
    const attachments = attachmentsOf(entry)
    if (attachments.length === 0) return entry
    const { message, ...data } = entry.data as { message: object }
    return { ...entry, data: { ...data, message: { ...message, attachments: attachments.map(judge) } } }
  })
}
