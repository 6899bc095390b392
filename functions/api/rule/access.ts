import { may } from '../../../lib/people/access.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Call } from '../operation.ts'

/** The desk knows its rules; everybody else sees what they lead to. */
export const readers = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'rule' })) throw new Refusal('forbidden', 'Only agents read the rules of the desk.')
}

/** Refuses whoever may not change the rules of the desk. */
export const administrators = ({ caller }: Call): void => {
  if (!may(caller, 'administer', { kind: 'rule' }))
    throw new Refusal('forbidden', 'Only administrators change the rules of the desk. Ask one of them.')
}

/** Refuses whoever may not read who changed the rules of the desk. */
export const historians = ({ caller }: Call): void => {
  if (!may(caller, 'read-history', { kind: 'rule' }))
    throw new Refusal('forbidden', 'Only administrators read who changed the rules of the desk. Ask one of them.')
}
