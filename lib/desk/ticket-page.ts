import type { Item } from '../store/store.ts'
import type { Priority } from '../ticket/priority.ts'
import { Refusal } from '../ticket/refusal.ts'

/** Which tickets to list. */
export interface TicketFilter {
  readonly kind: string
  readonly states: readonly string[]
  readonly priority?: Priority | undefined
  readonly team?: string | undefined
  /** Id of a person; null: tickets that are nobody's. */
  readonly assignee?: string | null | undefined
  /** Id of a person. */
  readonly requester?: string | undefined
  /** Ids of persons, instead of one; at most 50. */
  readonly requesters?: readonly string[] | undefined
  /** Where the page before ended; from `TicketPage.cursor`. */
  readonly cursor?: string | undefined
  /** At most this many tickets, 1 to 100. */
  readonly limit: number
  /** The instant of the question, ISO 8601. */
  readonly at: string
}

/** One page of tickets; a `cursor` even where the page is short means that there may be more. */
export interface TicketPage {
  readonly items: readonly Item[]
  readonly cursor: string | null
}

/** Whether a ticket is one that the filter asks for, whatever partition it was found in. */
export const fits =
  ({ states, priority, team, assignee, requester, requesters }: TicketFilter) =>
  (ticket: Item): boolean =>
    states.includes(String(ticket.state)) &&
    (priority === undefined || ticket.priority === priority) &&
    (team === undefined || ticket.team === team) &&
    (assignee === undefined || idIn(ticket.assignee) === (assignee ?? undefined)) &&
    (requester === undefined || idIn(ticket.requester) === requester) &&
    (requesters === undefined || requesters.includes(idIn(ticket.requester) ?? ''))

const idIn = (person: unknown) => (person as { id?: string } | undefined)?.id

/** A place in a list as a cursor: opaque to callers. */
export const encodePosition = (position: string): string => Buffer.from(position).toString('base64url')

/** The place a cursor names, which must look like one of this list, or a refusal of one that we never gave. */
export const decodePosition = (cursor: string, shape: RegExp): string => {
  const position = Buffer.from(cursor, 'base64url').toString()
  if (!shape.test(position))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  return position
}
