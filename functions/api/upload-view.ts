import * as z from 'zod'
import { type PartState, partsSoFar, versionThere } from '../../lib/desk/arrive.ts'
import { FileState, stateOf } from '../../lib/desk/file-verdict.ts'
import { mostBytes, mostFiles, partBytes, type Upload, uploadKey } from '../../lib/desk/upload.ts'
import type { ApiDesk } from './operation.ts'

/** A slow line needs minutes for a large file. */
const inviteSeconds = 15 * 60

/** Ids of uploads, as commands take them. */
export const Attachments = z
  .array(z.string('Give the id of an upload').regex(/^[\w-]{1,64}$/, 'Give the id of an upload'))
  .max(mostFiles, `Use at most ${mostFiles} files`)

const Sum = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'Use the SHA-256 of the bytes in base64')

/** What an announcement says of a file. */
export const NewUploadBody = z.strictObject({
  name: z
    .string('Name the file')
    .trim()
    .min(1, 'Name the file')
    .max(255, 'Use at most 255 characters')
    .describe('As the file is called; it is made safe to save under.'),
  mediaType: z
    .string('Say what it is')
    .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Use a media type such as image/png')
    .max(127, 'Use at most 127 characters')
    .default('application/octet-stream')
    .describe('What it is; it must be that, or be unknown.'),
  size: z
    .int('Give the bytes')
    .min(1, 'The file is empty')
    .max(mostBytes, `Use at most ${mostBytes} bytes (250 MiB); share a link to larger files`)
    .describe('Bytes, exactly.'),
  sha256: Sum.optional().describe('SHA-256 of the bytes in base64: storage then takes no others.'),
  parts: z
    .array(Sum)
    .min(1, 'Give the sum of each part')
    .max(mostBytes / partBytes, `Use at most ${mostBytes / partBytes} parts`)
    .optional()
    .describe(
      `SHA-256 in base64 of each part, in order, to send the file in parts: each has ${partBytes} bytes (5 MiB), the last one what is left.`,
    ),
})
export type NewUpload = z.output<typeof NewUploadBody>

const Put = z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })

/** An upload as its owner sees it. */
export const UploadView = z.object({
  id: z.string().describe('What `attachments` of a command names.'),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  state: z
    .enum(['awaited', ...FileState.options])
    .describe(
      '`awaited`: bytes are still to come; `checking`: all are there, and being scanned; `ready`: they open; `unchecked`: the scan could not tell; `infected`: no message takes it.',
    ),
  threat: z.string().optional().describe('What the scan found.'),
  expiresAt: z.iso.datetime().describe('Until when a message must have taken it.'),
  put: Put.optional().describe(
    'PUT the bytes there within 15 minutes, with these headers. Read the upload again for a fresh link.',
  ),
  parts: z
    .array(
      z.object({
        number: z.int(),
        size: z.int().describe('Bytes.'),
        hasArrived: z.boolean(),
        put: Put.optional().describe('Where to PUT the part within 15 minutes; absent when it has arrived.'),
      }),
    )
    .optional()
    .describe('What a file in parts is made of, while it is awaited; then complete it.'),
})

type View = z.infer<typeof UploadView>

const partView = async (
  { incoming }: ApiDesk,
  upload: Upload,
  { number, size, sha256, hasArrived }: PartState,
): Promise<NonNullable<View['parts']>[number]> => ({
  number,
  size,
  hasArrived,
  ...(!hasArrived && {
    put: await incoming.invitePart(uploadKey(upload), upload.multipart!.id, { number, size, sha256 }, inviteSeconds),
  }),
})

/** How an upload stands now, with fresh links for what is still to be sent. */
export const uploadView = async (desk: ApiDesk, upload: Upload): Promise<View> => {
  const { incoming, scansFiles } = desk
  const { id, name, mediaType, size, expiresAt } = upload
  const view = { id, name, mediaType, size, expiresAt: new Date(expiresAt! * 1000).toISOString() }
  const parts = await partsSoFar(upload, incoming)
  if (parts)
    return { ...view, state: 'awaited', parts: await Promise.all(parts.map((part) => partView(desk, upload, part))) }
  const version = await versionThere(upload, incoming)
  if (version === undefined)
    return { ...view, state: 'awaited', put: await incoming.invite(uploadKey(upload), upload, inviteSeconds) }
  if (!scansFiles) return { ...view, state: 'ready' }
  const verdict = upload.verdicts?.find((each) => each.version === version)
  return { ...view, state: stateOf(verdict), ...(verdict?.threat !== undefined && { threat: verdict.threat }) }
}
