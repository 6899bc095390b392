import { knownService } from '../../../lib/desk/change/known-service.ts'
import type { ChangeOffice } from '../../../lib/desk/change/order.ts'
import type { ApiDesk } from '../operation.ts'

/** Where decisions about changes are carried out. */
export const officeOf = (desk: Pick<ApiDesk, 'store' | 'policies'>): ChangeOffice => ({
  store: desk.store,
  policies: desk.policies,
  serviceOf: (id) => knownService(desk.store, id),
})
