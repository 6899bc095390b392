import * as z from 'zod'
import { beginBytes, ensureHarmlessName, realType } from '../file/real-type.ts'
import { safeFileName } from '../mail/file-name.ts'
import type { Incoming } from '../store/files.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Attachment, Message } from '../ticket/message.ts'
import { Refusal } from '../ticket/refusal.ts'

/** The largest file: what a mail could have carried too (Gmail's limit), and a minute on a slow line. */
export const mostBytes = 25 * 1024 * 1024
/** Files that one message takes. */
export const mostFiles = 10
/** What no message has taken after this is forgotten; the bucket's life cycle removes its bytes. */
const keptSeconds = 86_400

/** A file that somebody brings. */
export const Upload = z.object({
  kind: z.literal('upload'),
  id: z.string(),
  version: z.int(),
  /** Id of the person who brings it. */
  owner: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string().optional(),
  /** The ticket that took it. */
  takenBy: z.string().optional(),
  /** Unix seconds. */
  expiresAt: z.int(),
})
export type Upload = z.infer<typeof Upload>

/** Where the bytes of an upload lie until a message takes them. */
export const uploadKey = ({ owner, id }: Pick<Upload, 'owner' | 'id'>): string => `uploads/${owner}/${id}`

/** Announces a file. Refuses names and types that no ticket takes. */
export const createUpload = async (
  store: Store,
  given: Pick<Upload, 'id' | 'owner' | 'name' | 'mediaType' | 'size' | 'sha256'>,
  at: string,
): Promise<Upload> => {
  const name = safeFileName(given.name, 'file')
  ensureHarmlessName(name, given.mediaType)
  const expiresAt = Math.ceil(Date.parse(at) / 1000) + keptSeconds
  const upload: Upload = { kind: 'upload', version: 1, ...given, name, expiresAt }
  await store.commit([{ put: upload, at: key.upload(given.id), if: 'absent' }])
  return upload
}

/** Somebody's upload that no message has taken, or a refusal; another's does not exist for them. */
export const ownUpload = async (store: Store, owner: string, id: string, at: string): Promise<Upload> => {
  const found = await store.get(key.upload(id))
  const upload = found && Upload.parse(found)
  if (!upload || upload.owner !== owner || upload.expiresAt * 1000 <= Date.parse(at))
    throw new Refusal('not_found', `You have no upload ${id}, or not any more. Send the file again.`, 'attachments')
  if (upload.takenBy !== undefined)
    throw new Refusal('conflict', `The upload ${id} is on ${upload.takenBy} already.`, 'attachments')
  return upload
}

/** Files that a message takes: what it says of them, and the writes that let no other message take them. */
export interface Taken {
  readonly attachments: readonly Attachment[]
  writes(number: string): readonly Write[]
}

/**
 * Takes uploads for a message of their owner: each is there, has the size and the type it claims, and is copied to where
 * attachments stay. A copy that no message came to need has no reader. Refuses all when one cannot be taken.
 */
export const takeUploads = async (
  { store, incoming }: { readonly store: Store; readonly incoming: Incoming },
  owner: string,
  ids: readonly string[],
  at: string,
): Promise<Taken> => {
  const uploads = await Promise.all([...new Set(ids)].map((id) => ownUpload(store, owner, id, at)))
  const attachments = await Promise.all(uploads.map((upload) => keptFrom(upload, incoming)))
  return {
    attachments,
    writes: (number) =>
      uploads.map((upload) => ({
        put: { ...upload, version: upload.version + 1, takenBy: number },
        at: key.upload(upload.id),
        if: { version: upload.version },
      })),
  }
}

/** A message of these words and files. */
export const messageOf = (text: string, { attachments }: Pick<Taken, 'attachments'>): Message => ({
  text,
  ...(attachments.length > 0 && { attachments: [...attachments] }),
})

const keptFrom = async (upload: Upload, incoming: Incoming): Promise<Attachment> => {
  const { id, name, size } = upload
  const found = await incoming.peek(uploadKey(upload), beginBytes)
  if (!found) throw new Refusal('conflict', `${name} has not arrived yet. Send its bytes first.`, 'attachments')
  if (found.size !== size)
    throw new Refusal('invalid', `${name} has ${found.size} bytes, not ${size}. Send it again.`, 'attachments')
  const mediaType = realType(name, upload.mediaType, found.bytes)
  const at = `attachments/upload-${id}/1`
  await incoming.keep(uploadKey(upload), at, { mediaType, name })
  return { name, mediaType, size, key: at, inline: false }
}
