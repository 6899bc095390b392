import { noteRead, type SensitiveRead } from '../../lib/desk/audit.ts'
import { actorOf } from '../../lib/people/person.ts'
import type { ApiDesk, Call } from './operation.ts'

/** Leaves the trace of what the caller is about to be shown; wait for it before answering. */
export const noting = (
  { caller }: Call,
  { store, now, auditDays }: ApiDesk,
  what: SensitiveRead,
  record: { readonly kind: string; readonly id: string },
): Promise<void> => noteRead(store, { by: actorOf(caller), what, record, at: now(), keepDays: auditDays })
