import type { ApiDesk } from '../../api/operation.ts'
import { uploads } from '../../api/uploads.ts'
import { byId, carryOut } from './carry-out.ts'
import type { Visit } from './visit.ts'

const operations = byId(uploads, 'createUpload', 'sendUpload')

/**
 * Brings the files of a form to storage, as the API would, and names them in the form's `attachments`. When the form is
 * refused after that, its page can name them again, and nobody has to choose them twice.
 */
export const bringFiles = async (visit: Visit, desk: ApiDesk): Promise<void> => {
  for (const { name, mediaType, bytes } of visit.files) {
    const body = { name, size: bytes.length, ...(mediaType && { mediaType }) }
    const { id } = await carryOut<{ readonly id: string }>(visit, desk, operations.createUpload, { body })
    const call = { caller: visit.person, params: { id }, query: {}, body: {} }
    await operations.sendUpload.run({ ...call, request: { ...visit.request, body: bytes } }, desk)
    visit.form.append('attachments', id)
    visit.form.append('names', name)
  }
}
