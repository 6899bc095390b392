import { isAgent, type Person } from './person.ts'

/** What can be done with a ticket and its parts. `work` is everything that moves a ticket along and only the desk does. */
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

/** As much of a record as an access decision needs. */
export interface Accessed {
  readonly requester?: { readonly id: string }
  readonly watchers?: readonly { readonly id: string }[]
  /** Records merged into it: their people belong to it. */
  readonly absorbed?: readonly {
    readonly requester: { readonly id: string }
    readonly watchers: readonly { readonly id: string }[]
  }[]
}

const isRequester = ({ id }: Person, { requester, absorbed = [] }: Accessed) =>
  requester?.id === id || absorbed.some((other) => other.requester.id === id)

const isFollower = ({ id }: Person, { watchers = [], absorbed = [] }: Accessed) =>
  [...watchers, ...absorbed.flatMap((other) => other.watchers)].some((person) => person.id === id)

/** Whether the person may do this to that record. Pure, and the only place where it is decided. */
export const may = (person: Person, action: Action, record: Accessed = {}): boolean => {
  if (action === 'administer') return person.role === 'administrator'
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
    default:
      return false
  }
}
