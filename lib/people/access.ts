import { isAgent, type Person } from './person.ts'

/** What can be done with a ticket and its parts. */
export type Action =
  | 'read'
  | 'read-internal'
  | 'open'
  | 'open-for-others'
  | 'comment'
  | 'comment-internally'
  | 'replay-mail'

/** As much of a record as an access decision needs. */
export interface Accessed {
  readonly requester?: { readonly id: string }
}

/** Whether the person may do this to that record. Pure, and the only place where it is decided. */
export const may = (person: Person, action: Action, record: Accessed = {}): boolean => {
  if (isAgent(person)) return true
  switch (action) {
    case 'open':
      return true
    case 'read':
    case 'comment':
      return record.requester?.id === person.id
    default:
      return false
  }
}
