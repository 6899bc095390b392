import { type ActionOn, may } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Call } from '../operation.ts'

/** Refuses whoever may not bring people in, in the name of the company's directory. */
export const provisioners = (caller: Caller): void => {
  if (!may(caller, 'administer', { kind: 'person' }))
    throw new Refusal(
      'forbidden',
      'Only administrators and integrations bring people in. Use a token of one of them, with the scope people:write.',
    )
}

/** Refuses whoever may not look at the company's directory as a whole, or decide about it. */
export const ensureMay = ({ caller }: Call, action: ActionOn<'directory'>): void => {
  if (!may(caller, action, { kind: 'directory' }))
    throw new Refusal('forbidden', 'Only administrators see to the company’s directory. Ask one of them.')
}
