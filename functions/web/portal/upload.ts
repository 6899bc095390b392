import { uploads } from '../../api/uploads.ts'
import { byId, carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import type { PageRoute } from '../page/visit.ts'

const operations = byId(uploads, 'createUpload', 'readUpload')

const announce: PageRoute = {
  method: 'POST',
  path: '/uploads',
  show: async (visit, desk) => {
    const body = formBody(operations.createUpload.body, visit.form)
    return { status: 201, body: await carryOut<object>(visit, desk, operations.createUpload, { body }) }
  },
}

const invite: PageRoute = {
  method: 'GET',
  path: '/uploads/{id}',
  show: async (visit, desk) => ({
    status: 200,
    body: await carryOut<object>(visit, desk, operations.readUpload, { params: visit.params }),
  }),
}

/** How the script brings files: it announces each, and puts it straight to storage. */
export const uploadPages: readonly PageRoute[] = [announce, invite]
