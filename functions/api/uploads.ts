import * as z from 'zod'
import { createUpload, mostBytes, mostFiles, ownUpload, type Upload, uploadKey } from '../../lib/desk/upload.ts'
import { may } from '../../lib/people/access.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

/** Bytes that come through the API itself: Lambda takes 6 MB with base64, which makes a third more of them. */
export const mostBytesByApi = 4.25 * 1024 * 1024

/** A slow line needs minutes for a large file. */
const inviteSeconds = 15 * 60

/** Ids of uploads, as commands take them. */
export const Attachments = z
  .array(z.string('Give the id of an upload').regex(/^[\w-]{1,64}$/, 'Give the id of an upload'))
  .max(mostFiles, `Use at most ${mostFiles} files`)

const NewUpload = z.strictObject({
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
    .max(mostBytes, `Use at most ${mostBytes} bytes (25 MiB); share a link to larger files`)
    .describe('Bytes, exactly.'),
  sha256: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'Use the SHA-256 of the bytes in base64')
    .optional()
    .describe('SHA-256 of the bytes in base64: storage then takes no others.'),
})

const UploadView = z.object({
  id: z.string().describe('What `attachments` of a command names.'),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  expiresAt: z.iso.datetime().describe('Until when a message must have taken it.'),
  put: z
    .object({ url: z.string(), headers: z.record(z.string(), z.string()) })
    .describe('PUT the bytes there within 15 minutes, with these headers. Read the upload again for a fresh link.'),
})

const viewOf = async ({ incoming }: ApiDesk, upload: Upload): Promise<z.infer<typeof UploadView>> => {
  const { id, name, mediaType, size, expiresAt } = upload
  return {
    id,
    name,
    mediaType,
    size,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    put: await incoming.invite(uploadKey(upload), upload, inviteSeconds),
  }
}

const ensureBrings = ({ caller }: Call): void => {
  if (!may(caller, 'bring', { kind: 'upload' }))
    throw new Refusal('forbidden', 'Files of guests come with their mails. Answer the mail about the ticket.')
}

/** The upload of the path, if the caller brings it. */
const ownIn = (call: Call, { store, now }: ApiDesk): Promise<Upload> => {
  ensureBrings(call)
  return ownUpload(store, call.caller.id, call.params.id ?? '', now())
}

const creating = operation({
  method: 'POST',
  path: '/api/v1/uploads',
  id: 'createUpload',
  access: { kind: 'upload', action: 'bring' },
  summary: 'Announce a file for a message, and get a link to put it to storage with',
  body: NewUpload,
  status: 201,
  answer: UploadView,
  run: async (call: Call<z.output<typeof NewUpload>>, desk: ApiDesk) => {
    ensureBrings(call)
    const { caller, body } = call
    const upload = await createUpload(desk.store, { ...body, id: desk.newId(), owner: caller.id }, desk.now())
    return {
      status: 201,
      headers: { location: `/api/v1/uploads/${upload.id}` },
      body: await viewOf(desk, upload),
    }
  },
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/uploads/{id}',
  id: 'readUpload',
  access: { kind: 'upload', action: 'bring' },
  summary: 'Read an upload of the caller that no message has taken, with a fresh link',
  status: 200,
  answer: UploadView,
  run: async (call: Call, desk: ApiDesk) => ({ status: 200, body: await viewOf(desk, await ownIn(call, desk)) }),
})

const sending = operation({
  method: 'PUT',
  path: '/api/v1/uploads/{id}/content',
  id: 'sendUpload',
  access: { kind: 'upload', action: 'bring' },
  summary: 'Send the bytes of a small upload through the API, where storage cannot be reached',
  takesBytes: true,
  status: 204,
  run: async (call: Call, desk: ApiDesk) => {
    const upload = await ownIn(call, desk)
    const { body: bytes } = call.request
    if (bytes.length > mostBytesByApi)
      throw new Refusal('too_large', `The file has ${bytes.length} bytes. Put it to storage with the upload's link.`)
    if (bytes.length !== upload.size)
      throw new Refusal('invalid', `${upload.name} has ${bytes.length} bytes, not ${upload.size}. Announce it again.`)
    await desk.files.write(uploadKey(upload), { bytes, mediaType: upload.mediaType, name: upload.name })
    return { status: 204 }
  },
})

/** Bringing files for messages. */
export const uploads = [creating, reading, sending]
