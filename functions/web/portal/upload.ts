import { uploads } from '../../api/uploads.ts'
import { byId, carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import type { PageRoute } from '../page/visit.ts'

const operations = byId(uploads, 'createUpload', 'readUpload', 'completeUpload', 'cancelUpload')

const announce: PageRoute = {
  method: 'POST',
  path: '/uploads',
  show: async (visit, desk) => {
    const body = formBody(operations.createUpload.body, visit.form)
    return { status: 201, body: await carryOut<object>(visit, desk, operations.createUpload, { body }) }
  },
}

const read: PageRoute = {
  method: 'GET',
  path: '/uploads/{id}',
  show: async (visit, desk) => ({
    status: 200,
    body: await carryOut<object>(visit, desk, operations.readUpload, { params: visit.params }),
  }),
}

const complete: PageRoute = {
  method: 'POST',
  path: '/uploads/{id}/complete',
  show: async (visit, desk) => ({
    status: 200,
    body: await carryOut<object>(visit, desk, operations.completeUpload, { params: visit.params }),
  }),
}

const cancel: PageRoute = {
  method: 'POST',
  path: '/uploads/{id}/cancel',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.cancelUpload, { params: visit.params })
    return { status: 204 }
  },
}

/** How the script brings files: it announces each, puts it straight to storage, and says when it is there. */
export const uploadPages: readonly PageRoute[] = [announce, read, complete, cancel]
