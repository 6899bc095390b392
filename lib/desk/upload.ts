import * as z from 'zod'
import { ensureHarmlessName } from '../file/real-type.ts'
import { safeFileName } from '../mail/file-name.ts'
import type { FilePart, Incoming } from '../store/files.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'
import { Verdict } from './file-verdict.ts'

/** The largest file: a screen recording, a memory dump of a driver; an hour on a slow line, which may break in between. */
export const mostBytes = 250 * 1024 * 1024
/** Bytes of every part but the last: the least that S3 takes ("Amazon S3 multipart upload limits"), so the least is sent again. */
export const partBytes = 5 * 1024 * 1024
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
  /** Of a file in parts: what storage calls it while it comes, and the SHA-256 of each part. */
  multipart: z.object({ id: z.string(), sums: z.array(z.string()) }).optional(),
  /** What was found in the versions that were brought. */
  verdicts: z.array(Verdict).optional(),
  /** The ticket that took it, and which version it took. */
  takenBy: z.string().optional(),
  takenVersion: z.string().optional(),
  /** Unix seconds; absent when a ticket took it before it was known to be clean, which is to be read there for ever. */
  expiresAt: z.int().optional(),
})
export type Upload = z.infer<typeof Upload>

/** Where the bytes of an upload lie until a message takes them. */
export const uploadKey = ({ owner, id }: Pick<Upload, 'owner' | 'id'>): string => `uploads/${owner}/${id}`

/** The upload whose bytes lie at a key, or nothing when none do. */
export const uploadAt = (at: string): string | undefined => /^uploads\/[^/]+\/([^/]+)$/.exec(at)?.[1]

/** The parts of a file of `size` bytes with these sums. */
export const partsOf = (size: number, sums: readonly string[]): readonly FilePart[] =>
  sums.map((sha256, i) => ({ number: i + 1, size: Math.min(partBytes, size - i * partBytes), sha256 }))

const ensureParts = (size: number, sums: readonly string[]): void => {
  const count = Math.ceil(size / partBytes)
  if (sums.length !== count)
    throw new Refusal('invalid', `A file of ${size} bytes has ${count} parts of ${partBytes} bytes.`, 'parts')
}

/** What is said of a file that is to come; `sums` when it comes in parts. */
export interface Announced extends Pick<Upload, 'id' | 'owner' | 'name' | 'mediaType' | 'size' | 'sha256'> {
  readonly sums?: readonly string[] | undefined
}

/** Announces a file. Refuses names and types that no ticket takes. */
export const createUpload = async (
  { store, incoming }: { readonly store: Store; readonly incoming: Incoming },
  { sums, ...given }: Announced,
  at: string,
): Promise<Upload> => {
  const name = safeFileName(given.name, 'file')
  ensureHarmlessName(name, given.mediaType)
  if (sums) ensureParts(given.size, sums)
  // Parts that nobody comes to send are given up by the bucket's life cycle.
  const multipart = sums && { id: await incoming.begin(uploadKey(given), given.mediaType), sums: [...sums] }
  const expiresAt = Math.ceil(Date.parse(at) / 1000) + keptSeconds
  const upload: Upload = { kind: 'upload', version: 1, ...given, name, ...(multipart && { multipart }), expiresAt }
  await store.commit([{ put: upload, at: key.upload(given.id), if: 'absent' }])
  return upload
}

/** Somebody's upload that no message has taken, or a refusal; another's does not exist for them. */
export const ownUpload = async (store: Store, owner: string, id: string, at: string): Promise<Upload> => {
  const found = await store.get(key.upload(id))
  const upload = found && Upload.parse(found)
  const isOver = upload?.expiresAt !== undefined && upload.expiresAt * 1000 <= Date.parse(at)
  if (!upload || upload.owner !== owner || isOver)
    throw new Refusal('not_found', `You have no upload ${id}, or not any more. Send the file again.`, 'attachments')
  if (upload.takenBy !== undefined)
    throw new Refusal('conflict', `The upload ${id} is on ${upload.takenBy} already.`, 'attachments')
  return upload
}

/** Gives an upload up: what has come of it is removed, and nothing can take it any more. */
export const cancelUpload = async (
  { store, incoming }: { readonly store: Store; readonly incoming: Incoming },
  upload: Upload,
  at: string,
): Promise<void> => {
  if (upload.multipart) await incoming.abandon(uploadKey(upload), upload.multipart.id)
  const over = { ...upload, version: upload.version + 1, expiresAt: Math.floor(Date.parse(at) / 1000) }
  await store.commit([{ put: over, at: key.upload(upload.id), if: { version: upload.version } }])
}
