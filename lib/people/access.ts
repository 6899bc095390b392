import { isAgent, type Person } from './person.ts'

/**
 * What can be done with a ticket and its parts, and with people and teams. `work` is everything that moves a ticket along
 * and only the desk does.
 */
export type Action =
  | 'read'
  | 'read-internal'
  | 'open'
  | 'open-for-others'
  | 'comment'
  | 'comment-internally'
  | 'reopen'
  | 'close'
  | 'cancel'
  | 'watch'
  | 'work'
  | 'replay-mail'
  | 'administer'
  /** Say who the people are, in the name of the company's directory. */
  | 'provision'
  | 'read-people'
  | 'read-person'
  | 'read-teams'
  | 'set-preferences'

/** As much of a record as an access decision needs. */
export interface Accessed {
  readonly requester?: { readonly id: string }
  readonly watchers?: readonly { readonly id: string }[]
  /** Records merged into it: their people belong to it. */
  readonly absorbed?: readonly {
    readonly requester: { readonly id: string }
    readonly watchers: readonly { readonly id: string }[]
  }[]
  /** The person whom the record is about. */
  readonly person?: { readonly id: string }
}

const isRequester = ({ id }: Person, { requester, absorbed = [] }: Accessed) =>
  requester?.id === id || absorbed.some((other) => other.requester.id === id)

const isFollower = ({ id }: Person, { watchers = [], absorbed = [] }: Accessed) =>
  [...watchers, ...absorbed.flatMap((other) => other.watchers)].some((person) => person.id === id)

/** Whether the person may do this to that record. Pure, and the only place where it is decided. */
export const may = (person: Person, action: Action, record: Accessed = {}): boolean => {
  const isSelf = record.person?.id === person.id
  if (action === 'administer' || action === 'provision') return isAgent(person) && person.role === 'administrator'
  if (action === 'set-preferences') return isSelf || may(person, 'administer')
  if (isAgent(person)) return true
  switch (action) {
    case 'open':
      return true
    case 'read':
    case 'comment':
    case 'watch':
      return isRequester(person, record) || isFollower(person, record)
    case 'reopen':
    case 'close':
    case 'cancel':
      return isRequester(person, record)
    case 'read-person':
      return isSelf
    default:
      return false
  }
}
