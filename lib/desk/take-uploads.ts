import type { Incoming } from '../store/files.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Attachment, Message } from '../ticket/message.ts'
import { Refusal } from '../ticket/refusal.ts'
import { arrive } from './arrive.ts'
import { stateOf } from './file-verdict.ts'
import { ownUpload, type Upload, uploadKey } from './upload.ts'

/** Where files are taken, and whether somebody looks into them. */
export interface Taking {
  readonly store: Store
  readonly incoming: Incoming
  readonly scansFiles: boolean
}

/** Files that a message takes: what it says of them, and the writes that let no other message take them. */
export interface Taken {
  readonly attachments: readonly Attachment[]
  writes(number: string): readonly Write[]
}

/**
 * Takes uploads for a message of their owner: each is there, has the size and the type it claims, and is copied to where
 * attachments stay. Where files are scanned, one that nobody has found clean yet says by which upload that will be known.
 * A copy that no message came to need has no reader. Refuses all when one cannot be taken.
 */
export const takeUploads = async (desk: Taking, owner: string, ids: readonly string[], at: string): Promise<Taken> => {
  const taken = await Promise.all([...new Set(ids)].map((id) => take(desk, owner, id, at)))
  return {
    attachments: taken.map(({ attachment }) => attachment),
    writes: (number) => taken.map(({ write }) => write(number)),
  }
}

/** A message of these words and files. */
export const messageOf = (text: string, { attachments }: Pick<Taken, 'attachments'>): Message => ({
  text,
  ...(attachments.length > 0 && { attachments: [...attachments] }),
})

const infected = (name: string, threat = 'malware') =>
  new Refusal(
    'invalid',
    `${name} is infected (${threat}) and was not taken. Have your device looked at.`,
    'attachments',
  )

const take = async ({ store, incoming, scansFiles }: Taking, owner: string, id: string, at: string) => {
  const announced = await ownUpload(store, owner, id, at)
  const mediaType = await arrive(announced, incoming)
  const { name, size } = announced
  const to = `attachments/upload-${id}/1`
  const takenVersion = await incoming.keep(uploadKey(announced), to, { mediaType, name })
  // Copying takes a while, and a verdict may have come meanwhile.
  const upload = await ownUpload(store, owner, id, at)
  const verdict = upload.verdicts?.find(({ version }) => version === takenVersion)
  if (scansFiles && verdict?.state === 'infected') throw infected(name, verdict.threat)
  const isOpen = !scansFiles || stateOf(verdict) === 'ready'
  const attachment: Attachment = {
    name,
    mediaType,
    size,
    key: to,
    inline: false,
    ...(!isOpen && { upload: id }),
  }
  const { expiresAt, ...lasting } = upload
  return {
    attachment,
    write: (number: string): Write => ({
      put: {
        ...lasting,
        ...(isOpen && { expiresAt }),
        version: upload.version + 1,
        takenBy: number,
        takenVersion,
      } satisfies Upload,
      at: key.upload(id),
      if: { version: upload.version },
    }),
  }
}
