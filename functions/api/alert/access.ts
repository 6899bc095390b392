import { may } from '../../../lib/people/access.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Call } from '../operation.ts'

const kind = 'alert-source'

/** Refuses whoever may not see where alerts come from. */
export const readers = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind })) throw new Refusal('forbidden', 'Only agents see where alerts come from.')
}

/** Refuses whoever may not change where alerts come from. */
export const administrators = ({ caller }: Call): void => {
  if (!may(caller, 'administer', { kind }))
    throw new Refusal('forbidden', 'Only administrators change where alerts come from. Ask one of them.')
}

/** Refuses whoever may not read who changed where alerts come from. */
export const historians = ({ caller }: Call): void => {
  if (!may(caller, 'read-history', { kind }))
    throw new Refusal('forbidden', 'Only administrators read who changed where alerts come from. Ask one of them.')
}
