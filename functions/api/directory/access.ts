import { may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'

/** Refuses whoever may not say who the people are, in the name of the company's directory. */
export const provisioners = (caller: Person): void => {
  if (!may(caller, 'provision'))
    throw new Refusal('forbidden', 'Only administrators bring people in. Use a token of one of them.')
}
