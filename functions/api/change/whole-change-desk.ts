import { knownService } from '../../../lib/desk/change/known-service.ts'
import type { ChangeOffice } from '../../../lib/desk/change/order.ts'
import type { ApiDesk } from '../operation.ts'

/** What operations work with, as the place where changes are decided. */
export const changeOffice = ({ store, policies }: Pick<ApiDesk, 'store' | 'policies'>): ChangeOffice => ({
  store,
  policies,
  serviceOf: (id) => knownService(store, id),
})
