import { arrive } from '../../lib/desk/arrive.ts'
import { cancelUpload, createUpload, ownUpload, type Upload, uploadKey } from '../../lib/desk/upload.ts'
import { may } from '../../lib/people/access.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'
import { type NewUpload, NewUploadBody, UploadView, uploadView } from './upload-view.ts'

/** Bytes that come through the API itself: Lambda takes 6 MB with base64, which makes a third more of them. */
export const mostBytesByApi = 4.25 * 1024 * 1024

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
  summary: 'Announce a file for a message, and get links to put it to storage with',
  description:
    'With the sums of its `parts` a file comes in parts, which may be sent in any order, several at once, and again: what has arrived stays for a day.',
  body: NewUploadBody,
  status: 201,
  answer: UploadView,
  run: async (call: Call<NewUpload>, desk: ApiDesk) => {
    ensureBrings(call)
    const { parts: sums, ...file } = call.body
    const upload = await createUpload(desk, { ...file, sums, id: desk.newId(), owner: call.caller.id }, desk.now())
    return {
      status: 201,
      headers: { location: `/api/v1/uploads/${upload.id}` },
      body: await uploadView(desk, upload),
    }
  },
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/uploads/{id}',
  id: 'readUpload',
  access: { kind: 'upload', action: 'bring' },
  summary:
    'Read an upload of the caller that no message has taken: what is still to be sent, with fresh links, or its state',
  status: 200,
  answer: UploadView,
  run: async (call: Call, desk: ApiDesk) => ({ status: 200, body: await uploadView(desk, await ownIn(call, desk)) }),
})

const completing = operation({
  method: 'POST',
  path: '/api/v1/uploads/{id}/complete',
  id: 'completeUpload',
  access: { kind: 'upload', action: 'bring' },
  summary: 'Say that all bytes are sent: they are checked now, and scanned while the message is being written',
  description: 'A message that names the upload does this by itself.',
  status: 200,
  answer: UploadView,
  run: async (call: Call, desk: ApiDesk) => {
    const upload = await ownIn(call, desk)
    await arrive(upload, desk.incoming)
    return { status: 200, body: await uploadView(desk, upload) }
  },
})

const canceling = operation({
  method: 'DELETE',
  path: '/api/v1/uploads/{id}',
  id: 'cancelUpload',
  access: { kind: 'upload', action: 'bring' },
  summary: 'Give an upload up; what has arrived of it is removed',
  status: 204,
  run: async (call: Call, desk: ApiDesk) => {
    await cancelUpload(desk, await ownIn(call, desk), desk.now())
    return { status: 204 }
  },
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
export const uploads = [creating, reading, canceling, completing, sending]
