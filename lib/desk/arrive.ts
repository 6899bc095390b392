import { beginBytes, realType } from '../file/real-type.ts'
import type { ArrivedPart, FilePart, Incoming } from '../store/files.ts'
import { Refusal } from '../ticket/refusal.ts'
import { partsOf, type Upload, uploadKey } from './upload.ts'

/** A part as it was announced, and whether it is there. */
export interface PartState extends FilePart {
  readonly hasArrived: boolean
}

/** The parts of an upload that is still coming; nothing when it does not come in parts, or no longer. */
export const partsSoFar = async (upload: Upload, incoming: Incoming): Promise<readonly PartState[] | undefined> => {
  const arrived = upload.multipart && (await incoming.parts(uploadKey(upload), upload.multipart.id))
  return arrived && partsOf(upload.size, upload.multipart!.sums).map((part) => withState(part, arrived))
}

const matching = (part: FilePart, arrived: readonly ArrivedPart[]) =>
  arrived.find(({ number, size, sha256 }) => number === part.number && size === part.size && sha256 === part.sha256)

const withState = (part: FilePart, arrived: readonly ArrivedPart[]): PartState => ({
  ...part,
  hasArrived: matching(part, arrived) !== undefined,
})

/** Joins the parts of an upload, unless that has been done; refuses while one is missing. */
const joined = async (upload: Upload, incoming: Incoming): Promise<void> => {
  const { multipart, name, size } = upload
  const arrived = multipart && (await incoming.parts(uploadKey(upload), multipart.id))
  if (!multipart || !arrived) return
  const parts = partsOf(size, multipart.sums).map((part) => matching(part, arrived))
  const missing = parts.flatMap((part, i) => (part ? [] : [i + 1]))
  if (missing.length > 0)
    throw new Refusal(
      'conflict',
      `${name} has not arrived yet: parts ${missing.join(', ')} are missing.`,
      'attachments',
    )
  await incoming.join(uploadKey(upload), multipart.id, parts as ArrivedPart[])
}

/**
 * Has an upload be one file in storage, and answers what it is: by its name, what it claims, and its first bytes. Refuses
 * while bytes are missing, and what is not what was announced.
 */
export const arrive = async (upload: Upload, incoming: Incoming): Promise<string> => {
  await joined(upload, incoming)
  const { name, size } = upload
  const found = await incoming.peek(uploadKey(upload), beginBytes)
  if (!found) throw new Refusal('conflict', `${name} has not arrived yet. Send its bytes first.`, 'attachments')
  if (found.size !== size)
    throw new Refusal('invalid', `${name} has ${found.size} bytes, not ${size}. Send it again.`, 'attachments')
  return realType(name, upload.mediaType, found.bytes)
}

/** The version of an upload that is there as one file, or nothing while it is not. */
export const versionThere = async (upload: Upload, incoming: Incoming): Promise<string | undefined> => {
  const found = await incoming.peek(uploadKey(upload), 1)
  return found && (found.version ?? '')
}
