import { may } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'

/** Refuses whoever may not say who the people are, in the name of the company's directory. */
export const provisioners = (caller: Caller): void => {
  if (!may(caller, 'administer', { kind: 'person' }))
    throw new Refusal('forbidden', 'Only administrators bring people in. Use a token of one of them.')
}
