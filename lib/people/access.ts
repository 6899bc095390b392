import { isAgent, type Person } from './person.ts'

/** What can be done with a ticket and its parts, and with people and teams. */
export type Action =
  | 'read'
  | 'read-internal'
  | 'open'
  | 'open-for-others'
  | 'comment'
  | 'comment-internally'
  | 'replay-mail'
  | 'administer'
  | 'read-people'
  | 'read-person'
  | 'read-teams'
  | 'set-preferences'

/** As much of a record as an access decision needs. */
export interface Accessed {
  readonly requester?: { readonly id: string }
  /** The person whom the record is about. */
  readonly person?: { readonly id: string }
}

/** Whether the person may do this to that record. Pure, and the only place where it is decided. */
export const may = (person: Person, action: Action, record: Accessed = {}): boolean => {
  const isSelf = record.person?.id === person.id
  if (action === 'administer') return isAgent(person) && person.role === 'administrator'
  if (action === 'set-preferences') return isSelf || may(person, 'administer')
  if (isAgent(person)) return true
  switch (action) {
    case 'open':
      return true
    case 'read':
    case 'comment':
      return record.requester?.id === person.id
    case 'read-person':
      return isSelf
    default:
      return false
  }
}
